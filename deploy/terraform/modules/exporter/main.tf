# The exporter's own role: its permissions and its trust policy.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

module "policies" {
  source = "../policies"

  partition              = data.aws_partition.current.partition
  polls_trails           = var.polls_trails
  trail_arns             = var.trail_arns
  all_regions            = var.all_regions
  lists_accounts         = var.lists_accounts && var.organization_role_name != ""
  role_arns              = var.role_arns
  organization_role_name = var.organization_role_name
  excluded_accounts      = var.excluded_accounts
}

resource "aws_iam_role" "exporter" {
  name                 = var.name
  description          = "cloudtrail-exporter reads the health of trails; no write access"
  assume_role_policy   = jsonencode(local.trust)
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  lifecycle {
    precondition {
      condition     = var.runs_on != "irsa" || local.issuer != ""
      error_message = "runs_on = irsa needs irsa.oidc_provider_arn, an ARN such as arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE."
    }

    precondition {
      condition     = var.runs_on != "role" || length(var.trusted_role_arns) > 0
      error_message = "runs_on = role needs trusted_role_arns, the principals that assume the role."
    }
  }
}

resource "aws_iam_role_policy" "exporter" {
  name   = "cloudtrail-exporter"
  role   = aws_iam_role.exporter.id
  policy = module.policies.permissions
}

locals {
  # arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE
  issuer = try(split("oidc-provider/", var.irsa.oidc_provider_arn)[1], "")

  trusts = {
    # ECS may pass the role only to tasks of this account (confused deputy).
    ecs = {
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }
    ec2 = {
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
    }
    eks-pod-identity = {
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
    }
    irsa = {
      Principal = { Federated = try(var.irsa.oidc_provider_arn, "") }
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = "sts.amazonaws.com"
          "${local.issuer}:sub" = "system:serviceaccount:${try(var.irsa.namespace, "")}:${try(var.irsa.service_account, "")}"
        }
      }
    }
    role = {
      Principal = { AWS = var.trusted_role_arns }
      Action    = ["sts:AssumeRole"]
    }
  }

  trust = {
    Version   = "2012-10-17"
    Statement = [merge({ Effect = "Allow" }, local.trusts[var.runs_on])]
  }
}
