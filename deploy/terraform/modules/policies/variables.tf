variable "partition" {
  description = "The partition of the ARNs: aws, aws-cn, aws-us-gov ..."
  type        = string
  default     = "aws"
}

variable "polls_trails" {
  description = "Whether the principal polls trails itself. An exporter that only assumes roles does not."
  type        = bool
  default     = true
}

variable "trail_arns" {
  description = "The ARNs of the trails to poll. Empty: all discovered trails."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.trail_arns : can(regex("^arn:aws[a-z0-9-]*:cloudtrail:[^:]+:[^:]+:trail/.+$", arn))])
    error_message = "Expected ARNs of trails such as arn:aws:cloudtrail:us-east-1:111122223333:trail/management."
  }
}

variable "all_regions" {
  description = "Whether the configuration contains `regions: all`, which needs a query of the enabled Regions."
  type        = bool
  default     = true
}

variable "lists_accounts" {
  description = "Whether the principal lists the accounts of its organization."
  type        = bool
  default     = false
}

variable "role_arns" {
  description = "The roles that it assumes, by ARN (`role_arn` in the configuration)."
  type        = list(string)
  default     = []
}

variable "organization_role_name" {
  description = "The role that it assumes in every account of the organization (`role_name` in the configuration), including its path. Empty: none."
  type        = string
  default     = ""
}

variable "excluded_accounts" {
  description = "Accounts of the organization in which it assumes no role (`exclude_accounts` in the configuration)."
  type        = list(string)
  default     = []
}

variable "principal" {
  description = "The ARN of the principal that may assume the role, for its trust policy."
  type        = string
  default     = ""
}

variable "external_id" {
  description = "The external id that the trust policy requires. Empty: none."
  type        = string
  default     = ""
  sensitive   = true
}
