"""Goes through the log once, a batch at a time, and adds to the data of its events."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from carecircle.db.base import UtcDateTime
from carecircle.db.event_details.details import DETAILS, Old
from carecircle.db.event_details.rows import Rows

MOST_EVENTS = 1_000
EVENT = sa.table(
    "event",
    *(sa.column(name) for name in ("family_id", "seq", "type")),
    sa.column("at", UtcDateTime()),
    sa.column("data", sa.JSON()),
)
_PLACE = sa.tuple_(EVENT.c.family_id, EVENT.c.seq)
_UPDATE = (
    sa.update(EVENT)
    .where(EVENT.c.family_id == sa.bindparam("of"), EVENT.c.seq == sa.bindparam("number"))
    .values(data=sa.bindparam("told", type_=sa.JSON()))
)


def fill(connection: Connection) -> int:
    """Returns the number of events filled. What an event says already is left as it is."""
    count = 0
    for batch in _batches(connection):
        old = [event for event in batch if event["type"] in DETAILS]
        rows = Rows(connection, [event["data"] for event in old])
        if changed := [_filled(event, rows) for event in old]:
            connection.execute(_UPDATE, changed)
        count += len(changed)
    return count


def _batches(connection: Connection) -> Iterator[Sequence[RowMapping]]:
    """By the primary key alone: each batch goes on where the last one ended."""
    ordered = sa.select(EVENT).order_by(EVENT.c.family_id, EVENT.c.seq).limit(MOST_EVENTS)
    after = ("", 0)
    while batch := connection.execute(ordered.where(sa.tuple_(*after) < _PLACE)).mappings().all():
        yield batch
        after = (batch[-1]["family_id"], batch[-1]["seq"])


def _filled(event: RowMapping, rows: Rows) -> dict[str, Any]:
    details = DETAILS[event["type"]](Old(event["at"], event["data"], rows))
    place = {"of": event["family_id"], "number": event["seq"]}
    return place | {"told": event["data"] | {**details, **event["data"]}}
