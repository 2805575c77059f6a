"""Giving: doses and what was recorded of them."""
