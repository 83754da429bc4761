# A reader in every current and future account of an organization: the CloudFormation template of the readers as
# a StackSet. StackSets exclude the management account; module reader creates its role.

data "aws_region" "current" {}

resource "aws_cloudformation_stack_set" "readers" {
  name             = var.name
  description      = "The roles that cloudtrail-exporter assumes"
  template_body    = file("${path.module}/../../../cloudformation/reader-role.yaml")
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  permission_model = "SERVICE_MANAGED"
  call_as          = var.call_as
  tags             = var.tags

  parameters = {
    RoleName        = var.role_name
    ExporterRoleArn = var.exporter_role_arn
    ExternalId      = var.external_id
    AllRegions      = tostring(var.all_regions)
  }

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
  }

  lifecycle {
    # AWS sets it for service-managed StackSets; Terraform would report a difference in every plan.
    ignore_changes = [administration_role_arn]
  }
}

resource "aws_cloudformation_stack_set_instance" "readers" {
  stack_set_name = aws_cloudformation_stack_set.readers.name
  region         = var.region != "" ? var.region : data.aws_region.current.name
  call_as        = var.call_as

  deployment_targets {
    organizational_unit_ids = var.organizational_unit_ids
    account_filter_type     = length(var.excluded_accounts) > 0 ? "DIFFERENCE" : null
    accounts                = length(var.excluded_accounts) > 0 ? var.excluded_accounts : null
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
  }
}
