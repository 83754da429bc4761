# An organization: the exporter runs in an account that may list the organization's accounts (the management account, or
# a delegated administrator of any AWS service) and assumes a role in each of the others.
#
#   discovery:
#     - organization:
#         role_name: cloudtrail-reader
#         external_id: ${EXTERNAL_ID}
#       regions: all

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

# The account in which the exporter runs.
provider "aws" {
  alias = "exporter"
}

# The management account.
provider "aws" {
  alias = "management"
}

variable "external_id" {
  description = "EXTERNAL_ID in the exporter's environment."
  type        = string
  sensitive   = true
}

variable "organization_root" {
  description = "The organization's root, r-...: `aws organizations list-roots`."
  type        = string
}

module "exporter" {
  source    = "../../modules/exporter"
  providers = { aws = aws.exporter }

  runs_on                = "ecs"
  organization_role_name = "cloudtrail-reader"
}

module "readers" {
  source    = "../../modules/organization"
  providers = { aws = aws.management }

  role_name               = "cloudtrail-reader"
  exporter_role_arn       = module.exporter.role_arn
  external_id             = var.external_id
  organizational_unit_ids = [var.organization_root]
}

# StackSets exclude the management account.
module "management_reader" {
  source    = "../../modules/reader"
  providers = { aws = aws.management }

  name              = "cloudtrail-reader"
  exporter_role_arn = module.exporter.role_arn
  external_id       = var.external_id
}

output "exporter_role_arn" {
  value = module.exporter.role_arn
}
