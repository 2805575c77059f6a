"""What the addresses of events take in their query, as documents show it; `asking` reads it."""

from typing import Annotated, Any

from carecircle.care.inputs import Choice, Input, Whole
from carecircle.care.inputs.values import JsonSchema, Value
from carecircle.delivery.own_commands import Cursor
from carecircle.delivery.request_params import FORMATS, MOST


class Seconds(Value):
    """How long to wait; longer than the server waits at most is that most."""

    def parse(self, text: str) -> Any:
        return float(text)

    def json_schema(self) -> JsonSchema:
        return {"type": "number", "minimum": 0}


class SocketQuery(Input):
    after: Annotated[str | None, Cursor()] = None


class StreamQuery(SocketQuery):
    format: Annotated[str | None, Choice(FORMATS)] = None


class PollQuery(StreamQuery):
    limit: Annotated[int | None, Whole(1, MOST)] = None
    wait: Annotated[float | None, Seconds()] = None
