"""Observations: measurements and what carers notice, in one mechanism."""
