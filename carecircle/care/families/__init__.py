"""Families, their members and roles, and invitations."""
