"""Sheets for outside helpers: the emergency sheet, its links, the missing-person sheet."""
