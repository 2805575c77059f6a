"""The schemas that this code knows: the folder of the migrations, and the newest revision."""

from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"


class SchemaTooNew(RuntimeError):
    """Newer code than this has migrated the database."""


def newest() -> str:
    """Returns the last revision; the name of each migration's file begins with its revision."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))
