"""Scheduled work: a column says when a row is due, and any worker may claim it."""
