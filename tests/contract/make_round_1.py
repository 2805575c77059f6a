"""How round_1.json came to be.

Run once, at commit be6fbf9, with `python -m tests.contract.make_round_1`, on the database that
tests/db/fixtures keeps of that commit. It is not made again: it is what was promised before.
"""

import json
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from carecircle import clock
from carecircle.care.inputs import Input
from tests.contract import code, contract
from tests.contract.before import FIXTURES, application
from tests.contract.crawling import Crawler
from tests.contract.pages import Read
from tests.visitors import Visitor

HERE = Path(__file__).parent
PUBLIC = ("/", "/sign-in", "/sign-up", "/forgotten-password", "/tablet", "/healthz", "/readyz")
WAYS_IN = ("/", "/feed", "/badge", "/presence", "/alerts", "/members", "/readiness", "/doses")
WAYS_IN += ("/medications", "/observations", "/stats", "/medication-tasks", "/channels", "/agenda")
WAYS_IN += ("/shifts", "/notes", "/emergencies", "/notifications", "/recipients", "/numbers")
WAYS_IN += ("/escalation", "/calendar", "/pin", "/call-list", "/invitations")


def make(folder: Path) -> dict[str, Any]:
    said = json.loads((FIXTURES / "round_1_feed.json").read_text(encoding="utf-8"))
    app, at = application(folder), datetime.fromisoformat(said["read_at"])
    read, addresses, places = crawl(app, at)
    written = contract.read_writes(app, at, places, dict.fromkeys(places, _every_field()))
    return {
        "addresses": addresses,
        "places": _by_route(places),
        "routes": contract.routes(app),
        "events": contract.event_types(),
        "command line": contract.command_line(),
        "settings": contract.settings(folder),
        "error codes": code.error_codes(),
        "own commands": code.own_commands(),
        "commands": contract.read_commands(app, at, _every_field()),
        "members": _by_route({rule: sorted(names) for rule, names in read.members.items()}),
        "fields": _by_route({rule: sorted(names) for rule, names in read.fields.items()}),
        "written": _by_route({rule: sorted(names) for rule, names in written.items()}),
    }


def crawl(app: Flask, at: datetime) -> tuple[Read, dict[str, list[str]], dict[str, str]]:
    """What there is to read, by whom, and where one may write."""
    read, addresses, places = Read(), dict[str, list[str]](), dict[str, str]()
    with clock.moved_to(at):
        for who, visitor in contract.readers(app).items():
            crawler = Crawler(app, visitor, read, 20 if who == "admin" else 3)
            crawler.go(_ways_in(visitor) if who != "nobody" else PUBLIC)
            addresses[who] = crawler.kept
            places = crawler.places | places
    return read, addresses, places


def _ways_in(visitor: Visitor) -> Iterable[str]:
    """The log is read in pages; of the doses those first that have a record."""
    family = contract.one_of_each_role()[0].family_id
    base, more = f"/families/{family}", "/families/{}/events?after={}-{}&limit=500"
    epoch = visitor.get(f"{base}/events").json["cursor"].rpartition("-")[0]
    yield from (more.format(family, epoch, seq) for seq in range(0, 2000, 500))
    doses = visitor.get(f"{base}/doses").json["items"]
    yield from (f"{base}/doses/{one['id']}" for one in doses if one["administration"])
    yield from (base + place for place in WAYS_IN)
    yield from ("/families", "/account")


def _by_route(found: dict[str, Any]) -> dict[str, Any]:
    return {contract.of_any_name(rule): found[rule] for rule in sorted(found)}


def _every_field(of: type = Input) -> set[str]:
    """Of every input there is, and what commands take beside them."""
    own = set(of()._fields) if of is not Input else {"kind", "emergency_type"}
    return own.union(*(_every_field(one) for one in of.__subclasses__()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        text = json.dumps(make(Path(place)), ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "round_1.json").write_text(text + "\n", encoding="utf-8")
