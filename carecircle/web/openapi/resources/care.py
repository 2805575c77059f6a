"""Emergencies, messages, shifts and observations. Times are ISO 8601."""

from typing import Literal

from carecircle.web.openapi.resources.base import Person, Resource


class EscalationStep(Resource):
    """A step of the escalation of an emergency."""

    kind: str
    round: int
    position: int
    state: str
    due_at: str | None
    done_at: str | None
    late: bool
    told: int | None


class EmergencyAnswer(Resource):
    """What a member answered to an emergency."""

    member: Person
    answer: str
    minutes: int | None
    at: str | None


class EmergencyReceipt(Resource):
    """That an alert was received or seen."""

    member: str | None
    kind: Literal["received", "seen"]
    through: str | None
    at: str | None


class EmergencySending(Resource):
    """That an alert was sent to a device."""

    member: str | None
    through: str | None
    at: str | None


class Emergency(Resource):
    """An emergency or a drill."""

    id: str
    recipient: str | None
    status: str
    type: str | None
    severity: str | None
    drill: bool
    note: str | None
    location: str | None
    raised_at: str
    raised_by: Person | None
    acknowledged_at: str | None
    resolved_at: str | None
    outcome: str | None
    next_step_at: str | None
    news_due_at: str | None
    steps: list[EscalationStep]
    answers: list[EmergencyAnswer]
    receipts: list[EmergencyReceipt]
    sendings: list[EmergencySending]
    received: list[str]
    seen: list[str]


class Subject(Resource):
    """What a message is about."""

    kind: str
    id: str


class Attachment(Resource):
    """A file with a message."""

    id: str
    name: str
    content_type: str
    size: int
    width: int | None
    height: int | None
    url: str


class Message(Resource):
    """A message in a channel."""

    id: str
    channel: str
    by: Person
    text: str
    at: str
    edited_at: str | None
    about: Subject | None
    attachments: list[Attachment]
    read_by: list[Person]


class Shift(Resource):
    """A shift of the rota."""

    id: str
    member: Person | None
    starts_at: str
    ends_at: str
    started_at: str | None
    ended_at: str | None
    ended_why: str | None
    state: Literal["open", "planned", "offered", "on_duty", "ended", "cancelled"]
    note: str | None


class Observation(Resource):
    """An observation. value: a number where the kind has one."""

    id: str
    recipient: str
    kind: str
    value: str | float
    unit: str | None
    note: str | None
    at: str
    recorded_at: str
    by: Person
    voided_why: str | None
