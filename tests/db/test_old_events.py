"""Events of before say in their data what their line said, filled a batch at a time."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from carecircle.db import migrate
from carecircle.db.event_details import filling
from carecircle.db.session import Database
from tests.db.filling import fill

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
FILLED = "SELECT seq, data, actor_initials FROM event WHERE seq > 100"
INSERT = text(
    "INSERT INTO event (family_id, seq, type, at, actor_id, audience, data)"
    " VALUES (:family, :seq, :type, :at, :actor, 'family', :data)"
)


def _happened(connection: Connection, seq: int, type_: str, data: dict[str, Any]) -> None:
    at = AT + timedelta(minutes=seq)
    told = {"family": "xyz", "seq": seq, "type": type_, "actor": "xyz", "data": json.dumps(data)}
    connection.execute(INSERT, [told | {"at": at.strftime("%Y-%m-%d %H:%M:%S.%f")}])


def _events(database: Database) -> dict[int, Any]:
    with database.reader.connect() as connection:
        rows = connection.execute(text(FILLED)).all()
    return {
        seq: (data if isinstance(data, dict) else json.loads(data), initials)
        for seq, data, initials in rows
    }


def _audit(database: Database) -> list[Any]:
    with database.reader.connect() as connection:
        return [tuple(map(str, row)) for row in connection.execute(text("SELECT * FROM audit"))]


def test_each_is_filled_and_keeps_what_it_said(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "MOST_EVENTS", 3)
    migrate.upgrade(empty, "0024")
    fill(empty)
    with empty.writer.begin() as connection:
        connection.execute(text("UPDATE medication SET name = 'Digoxin', strength = '62.5 mcg'"))
        connection.execute(text("UPDATE administration SET quantity = 1500, note = 'Slowly'"))
        connection.execute(text("UPDATE member SET initials = 'AA2'"))
        given = {"dose": "xyz", "medication": "xyz", "administration": "xyz", "outcome": "given"}
        for seq in range(101, 108):
            _happened(connection, seq, "medication:logged", given)
        _happened(connection, 108, "note:added", {"note": "xyz"})
        _happened(connection, 109, "message", {"channel": "gone", "text": "Hi", "message": "m"})
        _happened(connection, 110, "shift:started", {"shift": "xyz", "member": "xyz"})
        _happened(connection, 111, "member:joined", {"member": "xyz", "member_name": "As told"})
    before = _audit(empty)
    migrate.upgrade(empty)
    found = _events(empty)
    for seq in range(101, 108):
        data, initials = found[seq]
        assert initials == "AA2"
        assert data | given == data
        said = ("medication_name", "strength", "quantity", "unit", "note")
        assert [data[name] for name in said] == ["Digoxin", "62.5 mcg", "1.5", "xyz", "Slowly"]
    assert found[108][0] == {"note": "xyz", "body": "xyz"}
    assert found[109][0] == {"channel": "gone", "text": "Hi", "message": "m", "channel_name": None}
    assert found[110][0] == {"shift": "xyz", "member": "xyz"}
    assert found[111][0]["member_name"] == "As told"
    assert _audit(empty) == before != []
