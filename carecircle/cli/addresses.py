"""The addresses in the settings: one that cannot be read is named before anything is done with it.

The messages don't quote an address: it may contain a password."""

from collections.abc import Callable
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from carecircle.config import Settings
from carecircle.db.session import Database

UNREADABLE = (SQLAlchemyError, ImportError, ValueError, TypeError)
DATABASE = "sqlite:////folder/file.sqlite3 or postgresql://user:password@host:5432/name"
REDIS = "redis://host:6379/0"
SMTP = "smtp+starttls://user:password@host:587"
BASE = "https://care.example.org"


def check_addresses(settings: Settings) -> None:
    """Connects to nothing. Raises ValueError."""
    _check("DATABASE_URL", settings.database_url, _read_database, DATABASE)
    _check("REDIS_URL", settings.redis_url, _read_redis, REDIS)
    _check("SMTP_URL", settings.smtp_url, _read, SMTP)
    _check("BASE_URL", settings.base_url, _read, BASE)


def _check(name: str, address: str | None, read: Callable[[str], object], example: str) -> None:
    if address is None:
        return
    try:
        read(address)
    except UNREADABLE as error:
        words = f"CARECIRCLE_{name} is not an address that CareCircle can read: write it as"
        raise ValueError(f"{words} {example}") from error


def _read(address: str) -> int | None:
    """Raises ValueError also for a port that is no number."""
    return urlsplit(address).port


def _read_database(address: str) -> None:
    Database(address).close()


def _read_redis(address: str) -> None:
    from redis import ConnectionPool

    ConnectionPool.from_url(address).make_connection()
