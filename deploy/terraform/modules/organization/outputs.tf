output "stack_set_name" {
  description = "The StackSet that creates the readers."
  value       = aws_cloudformation_stack_set.readers.name
}
