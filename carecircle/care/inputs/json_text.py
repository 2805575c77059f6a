"""JSON as it is sent to us: parsed strictly."""

import json
from math import isinf
from typing import Any

from carecircle.care.errors import Malformed
from carecircle.care.inputs.several_names import LONGEST_NAME
from carecircle.care.translatable import lazy_gettext as _


def parse_json(text: str | bytes) -> Any:
    """Returns the value of the JSON text.

    Raises Malformed, naming the member, where an object has the same member twice; ValueError or
    RecursionError where the text is not JSON.
    """
    return json.loads(
        text, parse_constant=_not_a_number, parse_float=_float, object_pairs_hook=_object
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict[str, Any]()
    for name, value in pairs:
        if name in found:
            words = _("“%(name)s” is sent twice. Send it once only", name=_readable(name))
            raise Malformed(words)
        found[name] = value
    return found


def _readable(name: str) -> str:
    """Returns the name as UTF-8 can hold it: JSON may escape half a surrogate pair."""
    return name[:LONGEST_NAME].encode("utf-8", "replace").decode()


def _float(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(text)
    return number


def _not_a_number(word: str) -> None:
    raise ValueError(word)
