"""Warnings: what is so dangerous that it is sent outside the app until somebody has seen it."""
