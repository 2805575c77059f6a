"""Those who write: by forms, by JSON and by websocket, each change with a key of its own."""

from tests.torture.writers.by_http import FormWay, JsonWay
from tests.torture.writers.by_socket import SocketWay
from tests.torture.writers.pace import Pace
from tests.torture.writers.writer import Writer

WAYS: tuple[type[JsonWay] | type[FormWay] | type[SocketWay], ...] = (JsonWay, FormWay, SocketWay)

__all__ = ["WAYS", "Pace", "Writer"]
