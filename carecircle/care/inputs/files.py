"""An uploaded file after validation, as every slice that stores one takes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    """width, height: of a photo."""

    name: str
    content_type: str
    content: bytes
    width: int | None = None
    height: int | None = None
