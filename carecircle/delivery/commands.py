"""Websocket commands: one handler each, registered by the slices of the web."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from babel.numbers import get_decimal_symbol

from carecircle.care.actor import Actor
from carecircle.care.errors import ActionError, Asked, Invalid, Malformed
from carecircle.care.inputs.json_text import parse_json
from carecircle.care.inputs.several_names import merged
from carecircle.care.translatable import lazy_gettext as _
from carecircle.care.translatable import translate_with
from carecircle.events.envelope import instant
from carecircle.languages import FIRST, catalogue

Message = dict[str, Any]
Handler = Callable[[Actor, Message], tuple[int, dict[str, Any]]]
BinaryHandler = Callable[[Actor, Message, bytes], tuple[int, dict[str, Any]]]

NO_TYPE = _("A message is a JSON object with a type")
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
_registered: dict[str, Handler] = {}
_binary: dict[str, BinaryHandler] = {}


def register(type_: str, handler: Handler) -> None:
    """handler(actor, message) returns a status and the data, or raises ActionError."""
    _registered[type_] = handler


def register_binary(type_: str, handler: BinaryHandler) -> None:
    """handler(actor, message, content): content is that of the binary messages that followed."""
    _binary[type_] = handler


def find_binary(type_: str) -> BinaryHandler | None:
    return _binary.get(type_)


def find(type_: str) -> Handler | None:
    return _registered.get(type_)


def read(text: str) -> Message:
    """Returns the message with member names in snake case. Raises Malformed, and Invalid where two
    spellings of one name have different values."""
    try:
        message = parse_json(text)
        text.encode()
        json.dumps(message, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Malformed(_("The message is not JSON that can be read")) from error
    if not isinstance(message, dict):
        raise Malformed(NO_TYPE)
    if not isinstance(message.get("type"), str):
        raise Malformed(NO_TYPE, ref=message.get("ref"))
    return _with_our_names(message)


def reply(ref: object, status: int, data: dict[str, Any]) -> Message:
    return {"ref": ref, "ok": True, "status": status, "data": data}


def refusal(ref: object, error: ActionError, language: str = FIRST) -> Message:
    """Returns an error in the form of the contract, with the same members beside it as in HTTP.

    language: of the connection."""
    told: dict[str, Any] = {"code": error.code, "message": _translated(error.message, language)}
    if (fields := getattr(error, "fields", None)) is not None:
        told["fields"] = {name: _translated(words, language) for name, words in fields.items()}
    if isinstance(safe_at := getattr(error, "next_safe_at", None), datetime):
        told["next_safe_at"] = instant(safe_at)
    more = dict(error.more)
    if isinstance(error, Asked):
        more["questions"] = [one.members() for one in error.questions]
    return {"ref": ref, "ok": False, "status": error.status, "error": told} | more


def _translated(sentence: str, language: str) -> str:
    return translate_with(catalogue(language), sentence, get_decimal_symbol(language))


def _with_our_names(message: Message) -> Message:
    found = merged((_ours(name), value) for name, value in message.items())
    if found.contradictory:
        error = Invalid(found.messages())
        error.more["ref"] = message.get("ref")
        raise error
    return found.values


def _ours(name: str) -> str:
    """Returns the name in snake case without `_id`: `familyId` is `family`."""
    ours = _CAPITAL.sub(lambda found: "_" + found[1].lower(), name)
    return ours.removesuffix("_id") if ours != name else name
