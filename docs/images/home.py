"""The demo family of the images: created at a fixed moment, served with its clock held there."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import structlog
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from carecircle import clock
from carecircle.app import create_app
from carecircle.care.actor import Actor
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.families.models import Member
from carecircle.care.medications.giving.actions import record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.giving.queries import doses_of_day
from carecircle.care.recipients.models import Recipient
from carecircle.cli.seed import demo
from carecircle.config import Settings
from carecircle.db import migrate
from carecircle.db.session import Database, bind, reading

MOMENT = datetime(2026, 11, 26, 8, 22, tzinfo=UTC)  # a Thursday morning in London
THIS_MORNING = (
    (12, "Amlodipine", {"outcome": "given"}),
    (1, "Nitrofurantoin", {"outcome": "refused", "reason": "Not on an empty stomach, she says."}),
)


@dataclass(frozen=True)
class Home:
    """The demo family on its server. base: the address of its pages."""

    url: str
    family: str
    recipient: str

    @property
    def base(self) -> str:
        return f"{self.url}/families/{self.family}"


@contextmanager
def served(folder: Path) -> Iterator[Home]:
    """The demo family, its clock held at MOMENT."""
    url = f"sqlite:///{folder / 'demo.sqlite3'}"
    database = bind(Database(url))
    migrate.upgrade(database)
    with clock.moved_to(MOMENT):
        family = demo.seed()
    give_this_morning(family)
    database.close()
    settings = Settings(
        database_url=url, instance_path=folder, secret_key="s" * 64, is_jobs_on=False
    )
    app = create_app(settings)
    quiet()
    server = make_server("127.0.0.1", 0, held(app), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with reading() as session:
        recipient = session.scalars(select(Recipient.id).where(Recipient.family_id == family)).one()
    yield Home(f"http://127.0.0.1:{server.server_port}", family, recipient)
    server.shutdown()


def quiet() -> None:
    """Logs errors only."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def held(app: Flask) -> Any:
    """The application with its clock held at MOMENT in every request."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with clock.moved_to(MOMENT):
            yield from app(environ, start)

    return answer


def give_this_morning(family: str) -> None:
    """Ben gives one of the doses that are due, and another is refused."""
    ben = member(family, "Ben")
    with reading() as session:
        today = doses_of_day(session, family, MOMENT.date())
        doses = {one.medication.name: one.dose.id for one in today if one.dose.due_at <= MOMENT}
    for minutes, name, values in THIS_MORNING:
        with clock.moved_to(MOMENT - timedelta(minutes=minutes)):
            record_administration(ben, doses[name], AdministrationInput.read(values))


def raised(home: Home) -> None:
    """Idris raises an emergency, shortly before MOMENT."""
    values = RaiseInput.read({"type": "fall", "severity": "high", "location": "Bathroom"})
    with clock.moved_to(MOMENT - timedelta(seconds=20)):
        raise_emergency(member(home.family, "Idris"), values)


def member(family: str, name: str) -> Actor:
    with reading() as session:
        named = select(Member).where(Member.family_id == family, Member.name.startswith(name))
        found = session.scalars(named).one()
    return Actor(family, found.id, found.name, found.role)
