"""Warnings: what is so dangerous that somebody must say that they have seen it."""
