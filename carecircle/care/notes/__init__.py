"""Written down for the others."""
