"""A worker rehearses an emergency before it is asked, and nothing of it is left."""

from typing import Any

import pytest
from flask import Flask, template_rendered
from sqlalchemy import event, select, text

from carecircle.auth.models import Account
from carecircle.care.emergencies.models import Emergency
from carecircle.care.families.models import Family
from carecircle.db.session import database, reading, transaction
from carecircle.events.models import Event
from carecircle.server.warm_up import rehearse


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(make_app: Any, request: pytest.FixtureRequest) -> Flask:
    if request.param == "sqlite":
        return make_app()
    return make_app(database_url=request.getfixturevalue("postgres_url"))


def test_a_worker_writes_and_shows_one_and_takes_it_all_back(app: Flask) -> None:
    written, shown = [], []
    event.listen(database().engine, "before_cursor_execute", lambda *on: written.append(on[2]))
    with template_rendered.connected_to(lambda _app, template, **_: shown.append(template.name)):
        rehearse(app)
    assert any(statement.startswith("INSERT INTO emergency ") for statement in written)
    assert any(statement.startswith("INSERT INTO event ") for statement in written)
    assert shown.count("feed/_emergency_alert.html") == 2
    with reading() as session:
        for kind in (Account, Family, Emergency, Event):
            assert session.scalars(select(kind)).all() == []


def test_a_rehearsal_that_fails_keeps_no_worker_from_its_work(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction() as tx:
        tx.session.execute(text("ALTER TABLE emergency RENAME TO away"))
    rehearse(app)
    assert "not rehearsed" in capsys.readouterr().err
    with reading() as session:
        assert session.scalars(select(Family)).all() == []
