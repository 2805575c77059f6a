"""The CPU time and SQL statements of each page, in the checkout on the import path.

benchmarks.pages starts it as a process of its own, with nothing of this checkout but this file, so
that it can measure another one. It reads the name of a page from each line and prints the CPU time
in ms and the number of statements."""

import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from carecircle.app import create_app
from carecircle.db import migrate
from carecircle.db.session import database

EMAIL, PASSWORD, ZONE = "ana@demo.example", "ana-demo-84", ZoneInfo("Europe/London")
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
JSON = {"Accept": "application/json"}
Page = Callable[[], Callable[[], int]]  # set-up; returns the measured work, which returns a status


class Browser:
    """Ana, signed in, on the demo family's pages."""

    def __init__(self, client: FlaskClient):
        self._client = client
        page = client.get("/sign-in").text
        self._csrf = self._secret(page)
        sent = {"email": EMAIL, "password": PASSWORD, "csrf_token": self._csrf}
        self.base = client.post("/sign-in", data=sent, follow_redirects=True).request.path[:-1]
        self._csrf = self._secret(client.get(f"{self.base}/notes/new").text)

    def _secret(self, page: str) -> str:
        found = CSRF.search(page)
        assert found, page
        return found[1]

    def page(self, path: str, **headers: str) -> Any:
        return self._client.get(self.base + path, headers=headers)

    def send(self, path: str, **fields: str) -> int:
        """Submits a plain form and returns the status."""
        sent = fields | {"csrf_token": self._csrf}
        return self._client.post(self.base + path, data=sent).status_code

    def first(self, path: str) -> str:
        """Returns the id of the first item of a list."""
        return str(self._items(path)[0]["id"])

    def _items(self, path: str) -> list[Any]:
        return self._client.get(self.base + path, headers=JSON).json["items"]

    def new_dose(self, number: int) -> str:
        """Creates a medication with a dose that is due now, and returns the dose's id."""
        name, now = f"Made up {number}", datetime.now(UTC).astimezone(ZONE)
        values = {"name": name, "quantity": "1", "unit": "tablet", "times": f"{now:%H:%M}"}
        assert self.send("/medications", **values) == 303
        doses = [one for one in self._items("/doses") if one["medication"]["name"] == name]
        return str(doses[0]["id"])


def pages_of(browser: Browser) -> dict[str, Page]:
    channel, numbers = browser.first("/channels"), count(1)
    medication, rosa = browser.first("/medications"), browser.first("/recipients")
    tag = browser.page("/stats").headers["ETag"]

    def read(path: str, **headers: str) -> Page:
        return lambda: lambda: browser.page(path, **headers).status_code

    def write(path: str, **fields: str) -> Page:
        return lambda: lambda: browser.send(path, **fields)

    def give() -> Callable[[], int]:
        path = f"/doses/{browser.new_dose(next(numbers))}/administration"
        return lambda: browser.send(path, outcome="given")

    return {
        "dashboard": read("/"),
        "doses": read("/doses"),
        "feed": read("/feed"),
        "members": read("/members"),
        "rota": read("/shifts"),
        "chat": read(f"/channels/{channel}"),
        "readiness": read("/readiness"),
        "summary": read(f"/recipients/{rosa}/summary"),
        "observations": read("/observations"),
        "medication": read(f"/medications/{medication}"),
        "emergencies": read("/emergencies"),
        "notifications": read("/notifications"),
        "stats, not changed": read("/stats", **{"If-None-Match": tag}),
        "a message is sent": write(f"/channels/{channel}/messages", text="Well"),
        "a note is written": write("/notes", body="Slept well"),
        "an observation is recorded": write("/observations", kind="pulse", value="72"),
        "a dose is given": give,
    }


def cost(page: Page, statements: list[str]) -> tuple[float, int]:
    """Returns the CPU time of this thread in ms, and the number of statements."""
    measured = page()
    gc.collect()
    statements.clear()
    begin = time.thread_time()
    status = measured()
    ms = (time.thread_time() - begin) * 1000
    assert status in (200, 303, 304), status
    return ms, len(statements)


def main() -> None:
    """Sends the application's own output nowhere: standard output carries the figures."""
    lines, answers = sys.stdin, os.fdopen(os.dup(1), "w")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    statements: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *on: statements.append(on[2]))
    app = create_app()
    migrate.upgrade(database())  # the family may be one of an older version
    pages = pages_of(Browser(app.test_client()))
    gc.freeze()  # objects that exist already are not scanned again
    gc.disable()
    print(json.dumps(list(pages)), file=answers, flush=True)
    for line in lines:
        print(json.dumps(cost(pages[json.loads(line)], statements)), file=answers, flush=True)


if __name__ == "__main__":
    main()
