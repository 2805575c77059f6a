"""Fills the events of schema 0024 and before with the details that newer events carry.

Used by one migration. It belongs to the tables of that schema, and does not follow the code.
"""

from carecircle.db.event_details.filling import fill

__all__ = ["fill"]
