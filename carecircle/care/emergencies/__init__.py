"""Raise, receive, acknowledge, resolve: and who knows of it."""
