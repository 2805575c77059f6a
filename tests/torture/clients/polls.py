"""Asking again and again, and asking with patience."""

import time

from tests.torture.clients.client import OPENS_WITHIN_S, Client

EVERY_S, WAIT_S = 1.0, 10.0


class LongPollClient(Client):
    """Takes itself for live from one answer to the next."""

    transport = "long poll"

    @property
    def promise_s(self) -> float:
        return WAIT_S + 2

    def session(self) -> None:
        connection, opened_at = self.connect(self.promise_s), time.time()
        try:
            while not self.is_over:
                found = self.page(connection, wait=WAIT_S)
                self.ear.is_alive()
                for event in found["events"]:
                    self.ear.event(event, opened_at)
        finally:
            connection.close()


class PollClient(Client):
    """Never says that it is live; its delay is that of its own rhythm."""

    transport = "poll"
    is_live = False

    def session(self) -> None:
        connection, opened_at = self.connect(OPENS_WITHIN_S), time.time()
        try:
            while not self.is_over:
                for event in self.page(connection)["events"]:
                    self.ear.event(event, opened_at)
                time.sleep(EVERY_S)
        finally:
            connection.close()
