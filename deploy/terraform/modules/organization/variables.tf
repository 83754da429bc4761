variable "name" {
  description = "The name of the StackSet."
  type        = string
  default     = "cloudtrail-exporter-readers"
}

variable "role_name" {
  description = "The role in every account: role_name in the configuration."
  type        = string
  default     = "cloudtrail-exporter"
}

variable "exporter_role_arn" {
  description = "The exporter's own role: the only one that may assume the readers."
  type        = string
}

variable "external_id" {
  description = "external_id of the organization in the configuration. Empty: none."
  type        = string
  default     = ""
  sensitive   = true
}

variable "organizational_unit_ids" {
  description = "The targets of the readers: the root (r-...) for all accounts, or organizational units (ou-...). New accounts get a reader automatically."
  type        = list(string)

  validation {
    condition     = length(var.organizational_unit_ids) > 0 && alltrue([for id in var.organizational_unit_ids : can(regex("^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$", id))])
    error_message = "Expected ids such as r-ab12 or ou-ab12-11111111."
  }
}

variable "excluded_accounts" {
  description = "exclude_accounts in the configuration: accounts without a reader, including the exporter's own if its role has the same name."
  type        = list(string)
  default     = []
}

variable "all_regions" {
  description = "Whether the configuration contains `regions: all` for the organization."
  type        = bool
  default     = true
}

variable "call_as" {
  description = "SELF in the management account, DELEGATED_ADMIN in an account that administers StackSets."
  type        = string
  default     = "SELF"
}

variable "region" {
  description = "The Region of the stacks; IAM is global. Empty: the provider's Region."
  type        = string
  default     = ""
}

variable "tags" {
  description = "Tags of the stacks and the roles in them."
  type        = map(string)
  default     = {}
}
