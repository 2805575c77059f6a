"""The table in docs/contract.md, generated from the catalogue."""

import re
from collections.abc import Iterable, Mapping

from carecircle.events.catalogue.kind import EventType

HEAD = "| type | data | in some cases | details | meaning |\n|---|---|---|---|---|\n"
_TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


def table(types: Mapping[str, EventType]) -> str:
    return HEAD + "".join(_row(kind) for kind in types.values())


def written_into(document: str, types: Mapping[str, EventType]) -> str:
    """Returns the document with the table up to date. Raises ValueError if it has none."""
    replaced, count = _TABLE.subn(lambda _found: table(types), document)
    if count != 1:
        raise ValueError("the document has no table of the types of events")
    return replaced


def _row(kind: EventType) -> str:
    meaning = "; ".join(filter(None, ["ephemeral" if kind.is_ephemeral else "", kind.meaning]))
    cells = (_names([kind.name]), _names(kind.fields), _names(kind.optional), _names(kind.details))
    return f"| {' | '.join((*cells, meaning))} |\n"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
