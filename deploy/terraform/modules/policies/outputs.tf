output "permissions" {
  description = "The permissions of the principal, as JSON."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.statements })

  precondition {
    condition     = length(local.statements) > 0
    error_message = "This principal would have no permissions: allow it to poll trails, list accounts or assume roles."
  }
}

output "trust" {
  description = "The trust policy of the role, as JSON: var.principal, with var.external_id if it is set."
  value       = jsonencode(local.trust)
  sensitive   = true
}
