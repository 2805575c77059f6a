"""The clients of a run: one class for each transport, and readers that are slow on purpose."""

from tests.torture.clients.client import Client, Visit
from tests.torture.clients.pages import PageClient
from tests.torture.clients.polls import LongPollClient, PollClient
from tests.torture.clients.slow import SlowSseClient
from tests.torture.clients.sockets import SocketClient
from tests.torture.clients.sse import SseClient

KINDS: tuple[type[Client], ...] = (
    SseClient,
    SocketClient,
    LongPollClient,
    SseClient,
    SocketClient,
    PollClient,
    SseClient,
    SocketClient,
    PageClient,
    SlowSseClient,
)

__all__ = ["KINDS", "Client", "PageClient", "SlowSseClient", "Visit"]
