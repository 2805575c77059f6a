"""The base of all tables: names of constraints, ids, a time type that refuses naive times."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from carecircle import clock

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
ID_PATTERN = "[0-9a-z]{1,32}"
Id = String(32)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values: SQLite would drop an offset silently."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone must not reach the database")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime}


def new_id() -> str:
    """Returns 20 digits of Crockford's base 32, sorted by time: 10 for milliseconds, 10 random."""
    number = (int(clock.now().timestamp() * 1000) << 50) | secrets.randbits(50)
    return "".join(_DIGITS[(number >> shift) & 31] for shift in range(95, -1, -5))


def text_length(column: str, most: int, least: int = 0) -> CheckConstraint:
    """Returns a check of the length: SQLite stores 200 characters in a String(50)."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=f"{column}_length")


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in sorted(values))
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def unique_where(name: str, *columns: str, where: str) -> Index:
    """Returns a unique index over part of the rows."""
    return Index(
        name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where)
    )


def family_key(column: str, table: str) -> ForeignKeyConstraint:
    """Returns a foreign key that cannot point into another family."""
    return ForeignKeyConstraint(["family_id", column], [f"{table}.family_id", f"{table}.id"])
