"""Benchmarks on the real server. `make bench`, or `python -m benchmarks writes partials`."""
