"""The agenda: appointments, tasks, questions for the next visit."""

from carecircle.web.agenda import pages as _pages  # noqa: F401
from carecircle.web.agenda.blueprint import bp

__all__ = ["bp"]
