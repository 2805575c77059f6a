"""Rows: the base of all tables, the one way to open a transaction, the migrations."""
