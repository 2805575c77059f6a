"""Allergies that are written down, compared with the medications in use."""
