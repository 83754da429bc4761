output "role_arn" {
  description = "The exporter's role: the task role in ECS, the annotation eks.amazonaws.com/role-arn of its service account, the principal of the readers."
  value       = aws_iam_role.exporter.arn
}

output "role_name" {
  description = "The name of the role, for an instance profile."
  value       = aws_iam_role.exporter.name
}

output "permissions" {
  description = "The policy of the role: what `cloudtrail-exporter iam-policy` prints."
  value       = module.policies.permissions
}
