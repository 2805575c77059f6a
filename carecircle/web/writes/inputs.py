"""The query of a write that got no answer."""

from typing import Annotated, Any

from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.values import FormField, JsonSchema, Value


class WholeKey(Value):
    """An idempotency key, with all its characters as they were sent."""

    def read(self, given: Any) -> str | None:
        return self.parse(given[0]) if isinstance(given, FormField) and given else None

    def parse(self, text: str) -> str:
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


class WriteQuery(Input):
    """key: where it is not in the address. path: of the POST. command: the type of the websocket
    command. One of the two, or both where the same write was sent both ways."""

    key: Annotated[str | None, WholeKey()] = None
    path: Annotated[str | None, Line(most=500)] = None
    command: Annotated[str | None, Line(most=80)] = None
