"""A browser without scripts: the page of the feed, fetched again and again."""

import re
import time
from collections.abc import Callable

from tests.torture.clients.client import OPENS_WITHIN_S, Client
from tests.torture.records import Arrival

LINE = re.compile(rb'<li id="event-(\d+)"')
OLDER = re.compile(rb'href="\?before=(\d+)')
EVERY_S = 1.0


class PageClient(Client):
    """Reads back from the newest line to those that it has; its lines carry no exact time.

    reads: how often it has read all that was there.
    """

    transport = "page"
    is_live = False
    reads = 0

    def session(self) -> None:
        connection, opened_at = self.connect(OPENS_WITHIN_S), time.time()
        try:
            while not self.is_over:
                for seq in self._new_lines(lambda path: self.get(connection, path)):
                    now = time.time()
                    self.heard.arrivals.append(Arrival(seq, now, now, opened_at))
                    self.ear.last = seq
                self.reads += 1
                time.sleep(EVERY_S)
        finally:
            connection.close()

    def _new_lines(self, get: Callable[[str], bytes]) -> list[int]:
        """Those above the last one that it has, in the order of the log."""
        path = f"/families/{self.door.family_id}/feed"
        found: list[int] = []
        before: bytes | None = b""
        while before is not None:
            page = get(f"{path}?before={before.decode()}" if before else path)
            lines = [int(seq) for seq in LINE.findall(page)]
            found += [seq for seq in lines if seq > self.ear.last]
            older = OLDER.search(page)
            is_joined = not lines or min(lines) <= self.ear.last
            before = None if is_joined or older is None else older[1]
        return found[::-1]
