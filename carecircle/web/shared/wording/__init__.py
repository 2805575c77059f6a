"""Codes in words: what a person reads for an outcome, a kind, a unit."""
