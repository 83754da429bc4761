output "permissions" {
  description = "The policy of what the principal may do, as JSON."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.statements })

  precondition {
    condition     = length(local.statements) > 0
    error_message = "This principal would be allowed nothing: let it ask about trails, list accounts or assume roles."
  }
}

output "trust" {
  description = "The policy of who may assume the role, as JSON: var.principal, with var.external_id if there is one."
  value       = jsonencode(local.trust)
  sensitive   = true
}
