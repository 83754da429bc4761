output "stack_set_name" {
  description = "The StackSet that makes the readers."
  value       = aws_cloudformation_stack_set.readers.name
}
