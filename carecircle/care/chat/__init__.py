"""What the family says to each other."""
