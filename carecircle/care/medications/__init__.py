"""Medications: what is prescribed, when doses are due, and the record of what happened."""
