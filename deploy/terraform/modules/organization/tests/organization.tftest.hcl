# terraform test: no AWS account, no credentials, no network.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "us-east-1" }
  }
}

variables {
  exporter_role_arn       = "arn:aws:iam::111122223333:role/cloudtrail-exporter"
  organizational_unit_ids = ["r-ab12"]
}

run "new_accounts_get_a_reader_by_themselves" {
  command = plan

  assert {
    condition     = aws_cloudformation_stack_set.readers.auto_deployment[0].enabled && aws_cloudformation_stack_set.readers.permission_model == "SERVICE_MANAGED"
    error_message = "The StackSet does not deploy by itself."
  }
}

run "excluded_accounts_get_none" {
  command = plan

  variables {
    excluded_accounts = ["777788889999"]
  }

  assert {
    condition     = aws_cloudformation_stack_set_instance.readers.deployment_targets[0].account_filter_type == "DIFFERENCE"
    error_message = "The excluded accounts are not left out."
  }
}

run "an_account_is_no_organizational_unit" {
  command = plan

  variables {
    organizational_unit_ids = ["111122223333"]
  }

  expect_failures = [var.organizational_unit_ids]
}
