"""A finding of the doctor."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """level: good, note (worth knowing) or bad (must be fixed)."""

    level: Literal["good", "note", "bad"]
    about: str
    said: str


def good(about: str, said: str) -> Finding:
    return Finding("good", about, said)


def note(about: str, said: str) -> Finding:
    return Finding("note", about, said)


def bad(about: str, said: str) -> Finding:
    return Finding("bad", about, said)
