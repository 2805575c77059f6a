"""What people see: pages, forms, fragments, and the answers to programs."""
