"""Notifications: what each member has read, what waits for them, and what they turned off."""
