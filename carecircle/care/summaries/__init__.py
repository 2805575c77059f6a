"""Summaries over several slices: for handoffs, printing, and doctors."""
