# terraform test: no AWS account, no credentials, no network.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws-us-gov" }
  }
}

variables {
  exporter_role_arn = "arn:aws-us-gov:iam::111122223333:role/cloudtrail-exporter"
}

run "only_the_exporter_may_assume_it_and_only_with_the_external_id" {
  command = plan

  variables {
    external_id = "an-external-id"
  }

  assert {
    condition = nonsensitive(jsondecode(aws_iam_role.reader.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws-us-gov:iam::111122223333:role/cloudtrail-exporter" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = "an-external-id" } }
    }])
    error_message = "The trust policy is not the expected one."
  }
}

run "the_arns_are_those_of_the_partition" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role_policy.reader.policy).Statement[0].Resource == ["arn:aws-us-gov:cloudtrail:*:*:trail/*"]
    error_message = "Got ${aws_iam_role_policy.reader.policy}"
  }
}

run "an_invalid_principal_is_rejected" {
  command = plan

  variables {
    exporter_role_arn = "cloudtrail-exporter"
  }

  expect_failures = [var.exporter_role_arn]
}

run "an_external_id_with_spaces_is_rejected" {
  command = plan

  variables {
    external_id = "an external id"
  }

  expect_failures = [var.external_id]
}
