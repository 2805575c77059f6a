"""Giving: doses and their administrations."""
