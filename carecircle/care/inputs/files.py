"""A file that has come in, already looked at: every slice that keeps one takes it in this form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    """width, height: of a photo."""

    name: str
    content_type: str
    content: bytes
    width: int | None = None
    height: int | None = None
