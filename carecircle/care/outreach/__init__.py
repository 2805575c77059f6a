"""Outreach: contacting people outside the app, and the messages still to be sent."""
