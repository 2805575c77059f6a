"""What was measured and seen: one mechanism for all of it."""
