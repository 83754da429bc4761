# The statements that `cloudtrail-exporter iam-policy` prints for the same configuration, in the same order. This module
# has no provider: it only computes.

locals {
  # For discovered trails the account in their ARNs is unknown: an organization's trail has the id of the
  # management account. No call reaches any other account's trails.
  trail_arns = length(var.trail_arns) > 0 ? var.trail_arns : ["arn:${var.partition}:cloudtrail:*:*:trail/*"]

  organization_conditions = {
    StringEquals    = { for key, value in { "aws:ResourceOrgID" = "$${aws:PrincipalOrgID}" } : key => value if var.lists_accounts }
    StringNotEquals = { for key, value in { "aws:ResourceAccount" = var.excluded_accounts } : key => value if length(value) > 0 }
  }

  candidates = [
    {
      needed = var.polls_trails
      statement = {
        Sid      = "Status"
        Effect   = "Allow"
        Action   = "cloudtrail:GetTrailStatus"
        Resource = local.trail_arns
      }
    },
    {
      needed = var.polls_trails
      statement = {
        Sid      = "Selectors"
        Effect   = "Allow"
        Action   = "cloudtrail:GetEventSelectors"
        Resource = local.trail_arns
      }
    },
    {
      needed = var.polls_trails
      statement = {
        Sid      = "Trails"
        Effect   = "Allow"
        Action   = "cloudtrail:DescribeTrails"
        Resource = ["*"]
      }
    },
    {
      needed = var.polls_trails && var.all_regions
      statement = {
        Sid      = "Regions"
        Effect   = "Allow"
        Action   = "ec2:DescribeRegions"
        Resource = ["*"]
      }
    },
    {
      needed = var.lists_accounts
      statement = {
        Sid      = "Accounts"
        Effect   = "Allow"
        Action   = "organizations:ListAccounts"
        Resource = ["*"]
      }
    },
    {
      needed = length(var.role_arns) > 0
      statement = {
        Sid      = "Roles"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = var.role_arns
      }
    },
    {
      needed = var.organization_role_name != ""
      statement = {
        for key, value in {
          Sid       = "OrganizationRoles"
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Resource  = ["arn:${var.partition}:iam::*:role/${var.organization_role_name}"]
          Condition = { for operator, keys in local.organization_conditions : operator => keys if length(keys) > 0 }
        } : key => value if key != "Condition" || length(value) > 0
      }
    },
  ]

  statements = [for candidate in local.candidates : candidate.statement if candidate.needed]

  trust = {
    Version = "2012-10-17"
    Statement = [
      {
        for key, value in {
          Effect    = "Allow"
          Principal = { AWS = var.principal }
          Action    = "sts:AssumeRole"
          Condition = { for operator, keys in { StringEquals = { "sts:ExternalId" = var.external_id } } : operator => keys if var.external_id != "" }
        } : key => value if key != "Condition" || length(value) > 0
      }
    ]
  }
}
