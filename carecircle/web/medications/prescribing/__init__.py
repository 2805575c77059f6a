"""Prescribing: medications and their regimens."""
