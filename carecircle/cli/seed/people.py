"""The people of the demo, all made up, and how they sign in."""

from dataclasses import dataclass

from sqlalchemy import select

from carecircle.auth import accounts, keys
from carecircle.care.acting import Actor
from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.families import actions
from carecircle.care.families.models import Family, Member
from carecircle.db.base import new_id
from carecircle.db.session import reading, transaction

FAMILY = "Demo family, made up"
ZONE = "Europe/London"


@dataclass(frozen=True)
class SignIn:
    name: str
    email: str
    password: str
    role: str


ANA = SignIn("Ana Almeida", "ana@demo.example", "ana-demo-84", "admin")
BEN = SignIn("Ben Okafor", "ben@demo.example", "ben-demo-84", "caregiver")
IDRIS = SignIn("Idris Hassan", "idris@demo.example", "idris-demo-84", "caregiver")
VERA = SignIn("Vera Almeida", "vera@demo.example", "vera-demo-84", "viewer")
SIGN_INS = (ANA, BEN, IDRIS, VERA)


def found_family(family: str, people: tuple[SignIn, ...], zone: str = ZONE) -> list[Actor]:
    """The first founds the family and invites the others; a password of "" is none."""
    admin, *others = people
    founder = actions.found_family(
        _account(admin), admin.name, name=family, zone=zone, language="en"
    )
    actors = [_actor(founder)]
    open_channel(actors[0], ChannelInput.read({"name": "Family"}))
    for person in others:
        key_hash = keys.hash_of(keys.new_key())
        invited = {"email": person.email, "role": person.role, "token_hash": key_hash}
        actions.invite(actors[0], invitation_id=new_id(), **invited)
        joined = actions.accept_invitation(key_hash, _account(person), person.email, person.name)
        actors.append(_actor(joined))
    return actors


def are_there() -> bool:
    with reading() as session:
        return session.scalar(select(Family.id).where(Family.is_demo).limit(1)) is not None


def mark_as_demo(family_id: str) -> None:
    """Every page then says that it is made up, and a public server refuses to start with it."""
    with transaction() as tx:
        tx.session.get_one(Family, family_id).is_demo = True


def _account(person: SignIn) -> str:
    if not accounts.sign_up(person.email, person.name, person.password or None):
        raise ValueError(f"{person.email} is taken")
    return accounts.find(person.email).id


def _actor(member: Member) -> Actor:
    return Actor(
        member.family_id, member.id, member.name, member.role, member.account_id, origin="demo"
    )
