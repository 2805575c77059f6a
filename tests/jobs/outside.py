"""An emergency that nobody answers, somebody outside, and the outbox at work."""

import base64
import json
import os
from datetime import timedelta

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from carecircle import clock
from carecircle.care.emergencies import actions as emergencies
from carecircle.care.outreach import actions, inputs, queries
from carecircle.care.outreach.failures import Failure, sentence
from carecircle.care.outreach.models import OutboxMessage
from carecircle.db.session import reading
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.care.emergencies.test_actions import pressed
from tests.jobs.receivers import WebReceiver

PRIVATE = ("Rosa", "fall", "hip", "Hall")


def unanswered(people: cast.Cast, seconds: float = 180) -> str:
    """An emergency for which the admins and outside contacts are to be told."""
    values = pressed(type="fall", note="Her hip hurts", location="Hall")
    emergency, _ = emergencies.raise_emergency(people.vera, values)
    with clock.moved_to(emergency.raised_at + timedelta(seconds=seconds)):
        emergencies.escalate_due()
    return emergency.id


def why(message: OutboxMessage) -> str:
    assert message.error is not None
    return str(sentence(Failure(message.error, message.error_detail)))


def at(seconds: float, channel: Channel) -> int:
    with clock.moved_to(clock.now() + timedelta(seconds=seconds)):
        return channel.work()


def states(emergency_id: str) -> list[tuple[str, str, int]]:
    with reading() as session:
        sent = queries.outbox_of(session, emergency_id)
    return [(one.channel, one.state, one.attempts) for one in sent]


def outside(people: cast.Cast, channel: str, address: str, *, is_verified: bool = True) -> None:
    values = {"name": "Neighbour", "channel": channel, "address": address}
    point = actions.add_contact_point(people.ana, inputs.ContactPointInput.read(values))
    with reading() as session:
        body = session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first().body
    if is_verified:
        code = next(word.strip(".") for word in body.split() if word.strip(".").isdigit())
        actions.verify(people.ana, point.id, inputs.CodeInput.read({"code": code}))


class Browser:
    """The half of a push subscription that stays in the browser."""

    def __init__(self, receiver: WebReceiver):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.values = inputs.SubscriptionInput.read(
            {
                "endpoint": f"http://{receiver.host}/push",
                "p256dh": base64.urlsafe_b64encode(point).decode().rstrip("="),
                "auth": base64.urlsafe_b64encode(self.secret).decode().rstrip("="),
            }
        )

    def read(self, body: bytes) -> dict[str, str]:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret))
