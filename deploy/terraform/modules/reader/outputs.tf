output "role_arn" {
  description = "role_arn in the configuration."
  value       = aws_iam_role.reader.arn
}

output "permissions" {
  description = "The policy of the role: what `cloudtrail-exporter iam-policy` prints for it."
  value       = module.policies.permissions
}
