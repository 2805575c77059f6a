"""Everything that is printed: one page, one PDF, one policy each, from the table in sheets.py."""

from carecircle.web.paper import registration as _registration  # noqa: F401
from carecircle.web.paper.blueprint import bp

__all__ = ["bp"]
