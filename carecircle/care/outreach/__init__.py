"""Reaching people outside the app: by what, and what is still to be sent."""
