"""Which websocket commands are the same one sent again: by `idempotency_key`, or by `ref`.

A long `ref` was made for this one command and is a key like any. A short one may be a counter: two
tabs use 1, 2, 3 at the same time, and a page begins again. It names the last command of this
sign-in about the same thing, for a while: the same command again is a repeat, another is a new one.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from carecircle.care.actor import Actor
from carecircle.events.idempotency import MOST_CHARACTERS, Reusable, digest
from carecircle.web.http.command_types import Message, Work
from carecircle.web.http.idempotent_writes import KeyReused, WriteResult, key_of, write_once
from carecircle.web.http.write_scopes import command_scope

LEAST_OF_A_KEY = 16
SHORT_KEPT = timedelta(minutes=5)
TARGETS = ("dose", "emergency", "channel")
NOT_OF_THE_BODY = frozenset({"ref", "idempotency_key", "sent_at", "witness_pin"})

# A repeat joins the emergency that is open. After that the same words are a new emergency.
ALWAYS_NEW = frozenset({"emergency:raise"})


class RefReused(KeyReused):
    code = "ref-reused"


@dataclass(frozen=True)
class CommandKey:
    """scope, body: digests. reusable: None for a key that is kept as long as every key. reused:
    raised where another body is refused."""

    scope: str
    body: str
    reusable: Reusable | None = None
    reused: type[KeyReused] = KeyReused


def lasting_key(given: Any, ref: Any) -> str | None:
    """Returns the idempotency key or, without one, a long ref. Raises Malformed."""
    return key_of(given) or (ref if _is_long(ref) else None)


def command_key(actor: Actor, message: Message) -> CommandKey | None:
    """Returns the key of a command; None if a repeat is not told apart. Raises Malformed."""
    ref, body = message.get("ref"), _body(message)
    key = lasting_key(message.get("idempotency_key"), ref)
    who, family, type_ = _account(actor), actor.family_id, message["type"]
    if key is not None:
        reused = KeyReused if message.get("idempotency_key") else RefReused
        scope = command_scope(who, family, type_, key)
        return CommandKey(scope, body, reused=reused)
    written = json.dumps(ref, sort_keys=True)
    if ref is None or type_ in ALWAYS_NEW or len(written) > MOST_CHARACTERS:
        return None
    target = next((str(message[name]) for name in TARGETS if message.get(name)), "")
    scope = digest(who, actor.through or "", "ref", family, target, written)
    return CommandKey(scope, body, Reusable(SHORT_KEPT, family, target))


def write_command_once(key: CommandKey | None, work: Work) -> WriteResult:
    """Does the work, or returns the stored outcome of the same command. Raises KeyReused."""
    if key is None:
        return write_once(None, "", work)
    return write_once(key.scope, key.body, work, reusable=key.reusable, reused=key.reused)


def _is_long(ref: Any) -> bool:
    return isinstance(ref, str) and LEAST_OF_A_KEY <= len(ref) <= MOST_CHARACTERS


def _account(actor: Actor) -> str:
    return actor.account_id or actor.device_id or ""


def _body(message: Message) -> str:
    fields = {name: value for name, value in message.items() if name not in NOT_OF_THE_BODY}
    return digest(json.dumps(fields, sort_keys=True, default=str))
