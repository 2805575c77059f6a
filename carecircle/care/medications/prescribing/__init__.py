"""Prescribing: medications and how they are taken."""
