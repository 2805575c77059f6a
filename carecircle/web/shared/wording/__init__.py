"""Codes in words: outcomes, kinds, units."""
