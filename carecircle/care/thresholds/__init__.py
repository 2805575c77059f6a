"""Thresholds: the numbers that a family can set for itself or for one medication."""
