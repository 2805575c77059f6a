"""Emergencies over the websocket."""

from typing import Any

from carecircle.care.actor import Actor
from carecircle.care.emergencies import actions, inputs
from carecircle.web.emergencies.resources import key_of_press, outcome_of
from carecircle.web.http.idempotent_writes import Outcome, key_of
from carecircle.web.http.params import named

Message = dict[str, Any]


def press(actor: Actor, message: Message) -> Outcome:
    """`type` is the message's own; that of the emergency comes as `kind` or `emergency_type`."""
    kind = message.get("kind") or message.get("emergency_type")
    values = inputs.RaiseInput.read(message | {"type": kind})
    press_key = key_of_press(actor, key_of(message.get("idempotency_key")))
    emergency, is_new = actions.raise_emergency(actor, values, press_key)
    return outcome_of(emergency, 201 if is_new else 200)


def acknowledge(actor: Actor, message: Message) -> Outcome:
    values = inputs.AcknowledgementInput.read({"answer": "on_my_way"} | message)
    return outcome_of(actions.acknowledge(actor, named(message, "emergency"), values), 200)


def refuse(actor: Actor, message: Message) -> Outcome:
    return outcome_of(actions.refuse(actor, named(message, "emergency")), 200)


def see(actor: Actor, message: Message) -> Outcome:
    values = inputs.ReceiptInput.read({"kind": "seen"})
    return outcome_of(actions.confirm(actor, named(message, "emergency"), values), 200)


def resolve(actor: Actor, message: Message) -> Outcome:
    values = inputs.ResolutionInput.read(message)
    return outcome_of(actions.resolve(actor, named(message, "emergency"), values), 200)


EMERGENCY_MESSAGES = {
    "emergency:raise": press,
    "emergency:acknowledge": acknowledge,
    "emergency:refuse": refuse,
    "emergency:seen": see,
    "emergency:resolve": resolve,
}
