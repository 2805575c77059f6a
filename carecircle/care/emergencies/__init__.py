"""Emergencies: raise, receive, acknowledge, escalate, resolve."""
