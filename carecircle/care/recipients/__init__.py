"""Care recipients."""
