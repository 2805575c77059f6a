"""Asking again and again, and asking with patience."""

import json
import time
from typing import Any

from tests.delivery.readers.door import WITHIN_S, Door, Opening


class Poll:
    """wait: None polls, otherwise it is a long poll."""

    wait: float | None = None

    def __init__(self, door: Door, after: str | None = None, limit: int | None = None, **more: Any):
        self.door, self.cursor, self.limit, self.more = door, after, limit, more
        page, bodies = self._page(wait=None)
        self.opening = Opening(page["head"], page["recovered"], page.get("reason"))
        self._ready = bodies

    def _page(self, wait: float | None) -> tuple[dict[str, Any], list[bytes]]:
        path = self.door.path(after=self.cursor, limit=self.limit, wait=wait, **self.more)
        status, body, _ = self.door.get(path)
        assert status == 200, (status, body)
        page = json.loads(body)
        self.cursor = page["cursor"]
        return page, listed(body)

    def events(self, count: int, within: float = WITHIN_S) -> list[bytes]:
        end = time.monotonic() + within
        while len(self._ready) < count and time.monotonic() < end:
            self._ready += self._page(self.wait)[1]
            if self.wait is None:
                time.sleep(0.05)
        found, self._ready = self._ready[:count], self._ready[count:]
        return found

    def close(self) -> None:
        pass


class LongPoll(Poll):
    wait = 5.0


def listed(body: bytes) -> list[bytes]:
    """The bytes of each event in a page, as they stand there."""
    text = body.decode()
    at = text.index('"events":[') + len('"events":[')
    found, decoder = [], json.JSONDecoder()
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        found.append(text[at:end].encode())
        at = end + (text[end] == ",")
    return found
