variable "name" {
  description = "The name of the role; in an organization the same in every account."
  type        = string
  default     = "cloudtrail-exporter"
}

variable "exporter_role_arn" {
  description = "The exporter's own role: the only one that may assume this one."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z0-9-]*:iam::[0-9]{12}:(role|user)/.+$", var.exporter_role_arn))
    error_message = "Expected the ARN of a role such as arn:aws:iam::111122223333:role/cloudtrail-exporter."
  }
}

variable "external_id" {
  description = "The external id of the configuration. Use one if the exporter is run by another party than the owner of the account. Empty: none."
  type        = string
  default     = ""
  sensitive   = true

  validation {
    # Terraform's regular expressions allow at most 1000 repetitions.
    condition     = var.external_id == "" || (can(regex("^[A-Za-z0-9_+=,.@:/-]{2,}$", var.external_id)) && length(var.external_id) <= 1224)
    error_message = "Expected 2 to 1224 letters, digits or any of _+=,.@:/-."
  }
}

variable "trail_arns" {
  description = "The listed trails that are polled with this role. Empty: trails are discovered."
  type        = list(string)
  default     = []
}

variable "all_regions" {
  description = "Whether the configuration contains `regions: all` for this account."
  type        = bool
  default     = true
}

variable "lists_accounts" {
  description = "Whether this role lists the accounts of the organization: role_arn beside organization in the configuration."
  type        = bool
  default     = false
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
