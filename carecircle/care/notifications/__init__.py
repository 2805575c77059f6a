"""Notifications: what each member has read, what is unread, and what they turned off."""
