variable "name" {
  description = "The name of the role."
  type        = string
  default     = "cloudtrail-exporter"
}

variable "runs_on" {
  description = "The platform of the exporter, which determines the principal in the trust policy: ecs, ec2, eks-pod-identity, irsa (with `irsa`) or role (with `trusted_role_arns`)."
  type        = string

  validation {
    condition     = contains(["ecs", "ec2", "eks-pod-identity", "irsa", "role"], var.runs_on)
    error_message = "Expected ecs, ec2, eks-pod-identity, irsa or role."
  }
}

variable "irsa" {
  description = "For runs_on = irsa: the cluster's OIDC provider, and the service account that may use the role."
  type = object({
    oidc_provider_arn = string
    namespace         = optional(string, "monitoring")
    service_account   = optional(string, "cloudtrail-exporter")
  })
  default = null
}

variable "trusted_role_arns" {
  description = "For runs_on = role: the principals that may assume the role, for an exporter outside AWS, for example with IAM Roles Anywhere or a profile."
  type        = list(string)
  default     = []
}

variable "polls_trails" {
  description = "Whether the exporter polls trails with its own credentials: true, unless every entry of the configuration has a role_arn."
  type        = bool
  default     = true
}

variable "trail_arns" {
  description = "The listed trails that are polled with its own credentials. Empty: trails are discovered."
  type        = list(string)
  default     = []
}

variable "all_regions" {
  description = "Whether the configuration contains `regions: all`."
  type        = bool
  default     = true
}

variable "role_arns" {
  description = "Every role_arn in the configuration."
  type        = list(string)
  default     = []
}

variable "organization_role_name" {
  description = "role_name of the organization in the configuration. Empty: no organization."
  type        = string
  default     = ""
}

variable "lists_accounts" {
  description = "Whether the exporter lists the accounts of the organization with its own credentials, that is whether the organization has no role_arn beside it."
  type        = bool
  default     = true
}

variable "excluded_accounts" {
  description = "exclude_accounts of the organization in the configuration."
  type        = list(string)
  default     = []
}

variable "permissions_boundary" {
  description = "The ARN of a permissions boundary for the role."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the role."
  type        = map(string)
  default     = {}
}
