# terraform test: no AWS account, no credentials, no network.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

run "ecs_trusts_only_tasks_of_this_account" {
  command = plan

  variables {
    runs_on = "ecs"
  }

  assert {
    condition = jsondecode(aws_iam_role.exporter.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
    error_message = "Got ${aws_iam_role.exporter.assume_role_policy}"
  }
}

run "pod_identity_tags_the_session" {
  command = plan

  variables {
    runs_on = "eks-pod-identity"
  }

  assert {
    condition     = jsondecode(aws_iam_role.exporter.assume_role_policy).Statement[0].Action == ["sts:AssumeRole", "sts:TagSession"]
    error_message = "Got ${aws_iam_role.exporter.assume_role_policy}"
  }
}

run "irsa_trusts_one_service_account_of_one_cluster" {
  command = plan

  variables {
    runs_on = "irsa"
    irsa    = { oidc_provider_arn = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" }
  }

  assert {
    condition = jsondecode(aws_iam_role.exporter.assume_role_policy).Statement[0].Condition.StringEquals == {
      "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:aud" = "sts.amazonaws.com"
      "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub" = "system:serviceaccount:monitoring:cloudtrail-exporter"
    }
    error_message = "Got ${aws_iam_role.exporter.assume_role_policy}"
  }
}

run "irsa_needs_a_provider" {
  command = plan

  variables {
    runs_on = "irsa"
  }

  expect_failures = [aws_iam_role.exporter]
}

run "runs_on_role_requires_a_trusted_principal" {
  command = plan

  variables {
    runs_on = "role"
  }

  expect_failures = [aws_iam_role.exporter]
}

run "an_unknown_runs_on_is_rejected" {
  command = plan

  variables {
    runs_on = "lambda"
  }

  expect_failures = [var.runs_on]
}

run "an_exporter_without_an_organization_lists_no_accounts" {
  command = plan

  variables {
    runs_on = "ec2"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.exporter.policy).Statement : statement.Sid] == ["Status", "Selectors", "Trails", "Regions"]
    error_message = "Got ${aws_iam_role_policy.exporter.policy}"
  }
}

run "an_organization_adds_list_accounts_and_assume_role" {
  command = plan

  variables {
    runs_on                = "ec2"
    organization_role_name = "cloudtrail-reader"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.exporter.policy).Statement : statement.Sid] == ["Status", "Selectors", "Trails", "Regions", "Accounts", "OrganizationRoles"]
    error_message = "Got ${aws_iam_role_policy.exporter.policy}"
  }
}
