"""The rows that old events name, fetched for many events at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from carecircle.db.base import UtcDateTime

MOST_IDS = 500
_AT = UtcDateTime()


def _table(name: str, *columns: str, **instants: Any) -> sa.TableClause:
    typed = [sa.column(column, type_) for column, type_ in instants.items()]
    return sa.table(name, sa.column("id"), *(sa.column(column) for column in columns), *typed)


REGIMEN = _table("regimen", "medication_id", "unit", closed_at=_AT, takes_effect_at=_AT)
_ADMINISTRATION = _table(
    "administration",
    *("medication_id", "dose_id", "quantity", "reason", "score", "note", "voided_why"),
    given_at=_AT,
)
# By the member of an event's data that names a row.
TABLES = {
    "medication": _table("medication", "name", "strength", "stopped_why", stopped_at=_AT),
    "dose": _table("dose", "local_time", "regimen_id"),
    "administration": _ADMINISTRATION,
    "replaces": _ADMINISTRATION,
    "task": _table("medication_task", "why", "outcome"),
    "incident": _table("incident", "words", "review"),
    "emergency": _table("emergency", "note", "resolution_note"),
    "note": _table("note", "body"),
    "member": _table("member", "name"),
    "recipient": _table("recipient", "name"),
    "shift": _table("shift", "ended_why", starts_at=_AT),
    "channel": _table("channel", "name"),
    "item": _table("agenda_item", "what"),
    "observation": _table("observation", "note", "voided_why"),
}


class Rows:
    """Those that a batch of events names."""

    def __init__(self, connection: Connection, batch: Iterable[Mapping[str, Any]]):
        self._connection = connection
        self._found: dict[str, dict[str, RowMapping]] = {}
        for name, table in TABLES.items():
            ids = {data.get(name) for data in batch if isinstance(data.get(name), str)}
            self._found[name] = {row["id"]: row for row in self._by(table, table.c.id, ids)}
        given = {row["medication_id"] for row in self._found["administration"].values()}
        self._regimens: dict[str, list[RowMapping]] = {}
        for row in self._by(REGIMEN, REGIMEN.c.medication_id, given):
            self._regimens.setdefault(row["medication_id"], []).append(row)

    def get(self, name: str, data: Mapping[str, Any]) -> RowMapping | None:
        """The row that the data names under that name."""
        return self._found[name].get(data.get(name) or "")

    def unit_of(self, record: RowMapping, dose: RowMapping | None) -> str | None:
        """The unit of the regimen by which it was given: of its dose, or in force at that time."""
        regimens = self._regimens.get(record["medication_id"], [])
        if dose is not None:
            found = [one for one in regimens if one["id"] == dose["regimen_id"]]
        else:
            found = [one for one in regimens if _was_in_force(one, record["given_at"])]
        by_end = sorted(found, key=lambda one: (one["closed_at"] is None, one["closed_at"]))
        return by_end[0]["unit"] if by_end else None

    def _by(
        self, table: sa.TableClause, column: sa.ColumnClause[Any], ids: Iterable[Any]
    ) -> Iterable[RowMapping]:
        listed = sorted(ids)
        for begin in range(0, len(listed), MOST_IDS):
            named = column.in_(listed[begin : begin + MOST_IDS])
            yield from self._connection.execute(sa.select(table).where(named)).mappings()


def _was_in_force(regimen: RowMapping, at: datetime) -> bool:
    never_was = regimen["takes_effect_at"] is not None and regimen["closed_at"] is not None
    return not never_was and (regimen["closed_at"] is None or regimen["closed_at"] > at)
