"""The families of a run, and how their members are let in."""

from collections import deque
from dataclasses import dataclass, field

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from carecircle.auth import sessions, tokens
from carecircle.auth.browsers import Browser
from carecircle.auth.models import Account
from carecircle.care.actor import Actor
from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.db.session import reading, transaction
from tests import cast
from tests.servers.carecircle import Server
from tests.servers.signed_in import COOKIE
from tests.torture.size import Size

ROLES = ("admin", "caregiver", "viewer")
RAW_CSRF = "0" * 40


@dataclass(frozen=True)
class Person:
    """A member, with a token of a program and the cookie of a browser.

    csrf: what a page of ours would send with a form from that browser.
    """

    actor: Actor
    token: str
    token_id: str
    cookie: str
    csrf: str

    @property
    def family_id(self) -> str:
        return self.actor.family_id


@dataclass
class Household:
    """A family: one person of each role, a channel, and doses that are due, each to be given."""

    family_id: str
    people: dict[str, Person]
    channel_id: str
    doses: deque[str] = field(default_factory=deque)


class _Gate:
    """Signs cookies with the secret of the server."""

    def __init__(self, server: Server):
        app = Flask("cookies")
        app.secret_key = (server.instance / "secret_key").read_text().strip()
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        self._signer = signer
        self.csrf = str(
            URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_CSRF)
        )

    def cookie(self, account_id: str) -> str:
        with reading() as session:
            account = session.get_one(Account, account_id)
        principal = sessions.start(account, "desktop", Browser("Firefox", "Linux"))
        held = {"_user_id": principal.key, "_fresh": True, "csrf_token": RAW_CSRF}
        return f"{COOKIE}={self._signer.dumps(held)!s}"


def founded(server: Server, size: Size) -> list[Household]:
    """The households of a run, in the bound database."""
    gate = _Gate(server)
    doses = size.doses // size.families
    return [_household(gate, f"Family {n}", doses) for n in range(1, size.families + 1)]


def _household(gate: _Gate, name: str, doses: int) -> Household:
    family_id, _recipient = cast.found(name, f"Rosa of {name}", cast.DAY_ZONE)
    people = {role: _person(gate, family_id, role) for role in ROLES}
    admin = people["admin"].actor
    channel = open_channel(admin, ChannelInput.read({"name": "Everyday"}))
    due = deque(
        cast.first_dose(cast.prescribe(admin, f"Medication {number}")).id
        for number in range(1, doses + 1)
    )
    return Household(family_id, people, channel.id, due)


def _person(gate: _Gate, family_id: str, role: str) -> Person:
    actor = cast.join(family_id, f"{role.title()} of {family_id}", role[:2].upper(), role)
    assert actor.account_id is not None
    with transaction() as tx:
        row, token = tokens.issue(
            tx.session, actor.account_id, family_id=None, scope="write", name="torture"
        )
        token_id = row.id
    return Person(actor, token, token_id, gate.cookie(actor.account_id), gate.csrf)
