"""The walls of the architecture, each held by a test."""
