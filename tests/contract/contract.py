"""The contract as this code keeps it, taken from the application itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import select

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.families.models import Member
from carecircle.cli import main
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.events.catalogue import TYPES
from tests.contract.commands import members_read
from tests.contract.pages import Read, read_all
from tests.contract.writes import members_taken
from tests.visitors import Visitor, browser_of, nobody, program_of


def routes(app: Flask) -> dict[str, list[str]]:
    """The methods of each address; of its arguments only the kind is promised, not the name."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        methods = found.setdefault(of_any_name(rule.rule), set())
        methods |= (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return {rule: sorted(methods) for rule, methods in sorted(found.items())}


def of_any_name(rule: str) -> str:
    """`/families/<id>/doses/<id>` of `/families/<id:family>/doses/<id:dose>`."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: f"<{found[1] or 'text'}>", rule)


def event_types() -> dict[str, list[str]]:
    return {name: sorted(kind.fields) for name, kind in sorted(TYPES.items())}


def command_line() -> dict[str, list[str]]:
    return dict(_commands("carecircle", main))


def _commands(path: str, command: click.Command) -> Iterator[tuple[str, list[str]]]:
    context = click.Context(command)
    params = command.get_params(context)
    yield path, sorted({word for one in params for word in (one.opts or [one.name or ""])})
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _commands(f"{path} {name}", inner)


class _Asked(dict[str, str]):
    """An environment that keeps the names it was asked for."""

    def __init__(self, folder: Path):
        super().__init__(CARECIRCLE_INSTANCE_PATH=str(folder))
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


def settings(folder: Path) -> list[str]:
    environment: Mapping[str, str] = _Asked(folder)
    Settings.from_env(environment)
    assert isinstance(environment, _Asked)
    return sorted(environment.names)


def read_pages(app: Flask, at: datetime, addresses: Mapping[str, Iterable[str]]) -> Read:
    """addresses: by who reads them: an admin, a viewer of the first family, nobody."""
    read = Read()
    with clock.moved_to(at):
        for who, visitor in readers(app).items():
            read_all(app, visitor, addresses[who], read)
    return read


def readers(app: Flask) -> dict[str, Visitor]:
    known = {actor.role: browser_of(app, actor) for actor in one_of_each_role()}
    return {"nobody": nobody(app), **known}


def read_writes(
    app: Flask, at: datetime, places: Mapping[str, str], candidates: Mapping[str, Iterable[str]]
) -> dict[str, set[str]]:
    with clock.moved_to(at):
        return members_taken(program_of(app, one_of_each_role()[0]), places, candidates)


def read_commands(app: Flask, at: datetime, candidates: set[str]) -> dict[str, list[str]]:
    """By a program of the admin."""
    with clock.moved_to(at):
        admin = one_of_each_role()[0]
        program = program_of(app, admin)
        base = f"/families/{admin.family_id}"
        named = {"emergency": "emergencies", "channel": "channels", "dose": "doses"}
        lists = {one: program.get(f"{base}/{name}").json for one, name in named.items()}
        things = {one: found["items"][0]["id"] for one, found in lists.items()}
        with app.test_request_context():
            return members_read(admin, sorted(candidates | things.keys()), things)


def one_of_each_role() -> list[Actor]:
    rows = select(Member).where(Member.removed_at.is_(None), ~Member.is_tablet)
    with reading() as session:
        members = list(session.scalars(rows.order_by(Member.family_id, Member.id)))
    first = {m.role: m for m in reversed(members) if m.family_id == members[0].family_id}
    actors = [first[role] for role in ("admin", "viewer")]
    return [Actor(m.family_id, m.id, m.name, m.role, account_id=m.account_id) for m in actors]
