"""Chat: the family's channels and messages."""
