"""Giving: doses, administrations, corrections."""
