"""Those who write: by forms, by JSON and by websocket, each change with a key of its own."""

from tests.torture.writers.pace import Pace
from tests.torture.writers.ways import WAYS
from tests.torture.writers.writer import Writer

__all__ = ["WAYS", "Pace", "Writer"]
