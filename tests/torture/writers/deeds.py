"""What can be written, each by HTTP and, where there is one, by the command of a websocket."""

import random
from dataclasses import dataclass, field

from tests.torture.town import Household

Members = dict[str, str]


@dataclass(frozen=True)
class Deed:
    """path: of the POST, under the family. command: the type of the websocket message, or none.

    more: what the command has beside the members of the body.
    """

    kind: str
    path: str
    body: Members
    command: str | None = None
    more: Members = field(default_factory=dict)


def note(marker: str) -> Deed:
    return Deed("note", "/notes", {"body": f"Slept well. {marker}"})


def observation(marker: str) -> Deed:
    body = {"kind": "fluids", "value": "250", "unit": "ml", "note": marker}
    return Deed("observation", "/observations", body)


def message(household: Household, marker: str) -> Deed:
    channel = household.channel_id
    path, body = f"/channels/{channel}/messages", {"text": f"On my way. {marker}"}
    return Deed("message", path, body, "family:send-message", {"channel": channel})


def dose(household: Household, marker: str) -> Deed:
    """Of those that are due; a message where all are given."""
    if not household.doses:
        return message(household, marker)
    dose_id = household.doses.popleft()
    body = {"outcome": "given", "note": marker}
    path = f"/doses/{dose_id}/administration"
    return Deed("dose", path, body, "medication:log", {"dose": dose_id})


def press(marker: str) -> Deed:
    return Deed("emergency", "/emergencies", {"note": marker}, "emergency:raise")


def resolve(emergency_id: str, marker: str) -> Deed:
    path, body = f"/emergencies/{emergency_id}/resolution", {"outcome": "other", "note": marker}
    return Deed("resolution", path, body, "emergency:resolve", {"emergency": emergency_id})


def any_deed(household: Household, marker: str, chance: random.Random) -> Deed:
    choice = chance.random()
    if choice < 0.04:
        return press(marker)
    if choice < 0.10:
        return dose(household, marker)
    if choice < 0.40:
        return note(marker)
    if choice < 0.60:
        return observation(marker)
    return message(household, marker)
