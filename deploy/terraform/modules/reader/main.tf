# A role in an account whose trails are polled; only the exporter's role may assume it.

data "aws_partition" "current" {}

module "policies" {
  source = "../policies"

  partition      = data.aws_partition.current.partition
  trail_arns     = var.trail_arns
  all_regions    = var.all_regions
  lists_accounts = var.lists_accounts
  principal      = var.exporter_role_arn
  external_id    = var.external_id
}

resource "aws_iam_role" "reader" {
  name                 = var.name
  description          = "Assumed by cloudtrail-exporter to read the health of trails; no write access"
  assume_role_policy   = module.policies.trust
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy" "reader" {
  name   = "cloudtrail-exporter"
  role   = aws_iam_role.reader.id
  policy = module.policies.permissions
}
