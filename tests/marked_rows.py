"""Rows in every table of a family, made from the tables themselves, with a word of their own in
every text column: whatever table is added is covered without being named."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    insert,
    select,
    update,
)
from sqlalchemy.schema import CheckConstraint
from sqlalchemy.sql.elements import TextClause

from carecircle import clock
from carecircle.db.base import Base, UtcDateTime, new_id
from carecircle.db.session import reading, transaction

ONE_OF = re.compile(r"(\w+) IN \('([^']+)'")
LENGTH = re.compile(r"length\((\w+)\) BETWEEN (\d+) AND (\d+)")
BETWEEN = re.compile(r"\b(\w+) BETWEEN (\d+) AND (\d+)")
MARK = re.compile(r"~\d{3}~")  # five characters, and no id or token holds a tilde


def family_tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if "family_id" in table.c]


def mark(family_id: str) -> dict[str, str]:
    """Fill and mark them all; answers the place of each mark."""
    places: dict[str, str] = {}
    with transaction() as tx:
        made: dict[str, dict[str, Any]] = {"family": {"id": family_id}}
        for table in Base.metadata.sorted_tables:
            if table.name == "family" or not _belongs(table):
                continue
            found = tx.session.execute(_rows(table, family_id)).mappings().first()
            row = dict(found) if found else _invented(table, family_id, made)
            if found is None:
                tx.session.execute(insert(table).values(row))
            made[table.name] = row
            if list(_text_columns(table)):
                tx.session.execute(_marked(table, row, places))
        tx.session.execute(_marked(Base.metadata.tables["family"], {"id": family_id}, places))
    return places


def ids_of(family_id: str) -> dict[str, str]:
    """The id of a row of each table, by the name of the table."""
    with reading() as session:
        rows = {
            table.name: session.execute(_rows(table, family_id)).mappings().first()
            for table in family_tables()
            if "id" in table.c
        }
    return {name: row["id"] for name, row in rows.items() if row}


def _belongs(table: Table) -> bool:
    return "family_id" in table.c or table.name == "account"


def _rows(table: Table, family_id: str) -> Any:
    if table.name == "account":
        members = Base.metadata.tables["member"]
        mine = select(members.c.account_id).where(members.c.family_id == family_id)
        return select(table).where(table.c.id.in_(mine))
    return select(table).where(table.c.family_id == family_id)


def _invented(table: Table, family_id: str, made: dict[str, dict[str, Any]]) -> dict[str, Any]:
    row = {column.name: _value(table, column) for column in table.columns}
    for key in table.foreign_key_constraints:
        target = made.get(key.referred_table.name)
        for column, element in zip(key.columns, key.elements, strict=True):
            if target is None and column.nullable:
                row[column.name] = None
            elif target is not None:
                row[column.name] = target[element.column.name]
    return row | {"family_id": family_id}


def _value(table: Table, column: Column[Any]) -> Any:
    if column.nullable:
        return None
    options = _checks(table, ONE_OF).get(column.name)
    if options:
        return options[0]
    if isinstance(column.type, String):
        _least, most = _checks(table, LENGTH).get(column.name, ("0", "32"))
        return new_id()[: int(most)]
    least, _most = _checks(table, BETWEEN).get(column.name, ("1", "1"))
    kinds: list[tuple[type, Any]] = [
        (UtcDateTime, clock.now() + timedelta(seconds=list(table.columns).index(column))),
        (Date, date(2026, 1, 1)),
        (Boolean, False),
        (Integer, int(least)),
        (JSON, {}),
        (LargeBinary, b"~"),
    ]
    return next(value for kind, value in kinds if isinstance(column.type, kind))


def _marked(table: Table, row: dict[str, Any], places: dict[str, str]) -> Any:
    least = {name: int(few) for name, (few, _most) in _checks(table, LENGTH).items()}
    marks: dict[str, Any] = {}
    for column in _text_columns(table):
        word = f"~{len(places):03d}~"
        marks[column.name] = (
            {"word": word}
            if isinstance(column.type, JSON)
            else word.ljust(least.get(column.name, 0), "~")
        )
        places[word] = f"{table.name}.{column.name}"
    which = [column == row[column.name] for column in table.primary_key]
    return update(table).where(*which).values(marks)


def _text_columns(table: Table) -> Iterator[Column[Any]]:
    """Those that a person or a program wrote: no key, no choice, nothing too short for a mark."""
    keys = {c.name for key in table.foreign_key_constraints for c in key.columns}
    keys |= {c.name for c in table.primary_key} | set(_checks(table, ONE_OF))
    short = {name for name, (_least, most) in _checks(table, LENGTH).items() if int(most) < 5}
    for column in table.columns:
        is_text = isinstance(column.type, String | JSON)
        if is_text and column.name not in keys | short | {"zone", "language"}:
            yield column


def _checks(table: Table, pattern: re.Pattern[str]) -> dict[str, tuple[str, ...]]:
    texts = [
        str(one.sqltext.text if isinstance(one.sqltext, TextClause) else one.sqltext)
        for one in table.constraints
        if isinstance(one, CheckConstraint)
    ]
    found = [match for text in texts for match in pattern.finditer(text)]
    return {match[1]: match.groups()[1:] for match in found}
