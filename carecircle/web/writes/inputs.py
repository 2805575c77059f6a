"""The query of a write that got no answer."""

from typing import Annotated

from carecircle.care.inputs import Input, Line


class WriteQuery(Input):
    """path: of the POST. command: the type of the websocket command. One of them, or both where the
    same write was sent both ways."""

    path: Annotated[str | None, Line(most=500)] = None
    command: Annotated[str | None, Line(most=80)] = None
