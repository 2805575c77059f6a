"""A way to write."""

import http.client
from dataclasses import dataclass
from typing import Protocol

from websockets.exceptions import WebSocketException

from tests.torture.records import Said
from tests.torture.writers.deeds import Deed

WITHIN_S = 20.0
LOST = (OSError, http.client.HTTPException, WebSocketException, ValueError)


@dataclass(frozen=True)
class Answer:
    """found: the id of what was made, where the answer has it."""

    said: Said
    detail: str
    found: str | None = None


class Way(Protocol):
    name: str

    def can(self, deed: Deed) -> bool: ...

    def scope(self, deed: Deed, key: str) -> str:
        """The digest under which the database keeps the answer of that key."""
        ...

    def send(self, deed: Deed, key: str) -> Answer:
        """Raises one of LOST where there is no answer."""
        ...

    def hang_up(self) -> None: ...
