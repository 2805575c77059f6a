"""Who is asking: accounts, sessions, tokens. Locked unless listed."""
