"""The schemas that this code knows: where their migrations lie, and which is the newest."""

from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"


class SchemaTooNew(RuntimeError):
    """The database was brought further by newer code than this."""


def newest() -> str:
    """Returns the last revision; the name of each migration's file begins with its revision."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))
