# One account: the exporter discovers the trails of the account that it runs in, in every enabled Region.
#
#   discovery:
#     - regions: all

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

module "exporter" {
  source = "../../modules/exporter"

  runs_on = "ecs"
}

output "role_arn" {
  value = module.exporter.role_arn
}
