"""Creating a family of given people, each with an account."""

from carecircle.auth import accounts, keys
from carecircle.care.actor import Actor
from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.families import actions
from carecircle.care.families.models import Member
from carecircle.cli.seed.sign_ins import ZONE, SignIn
from carecircle.db.base import new_id


def create_family(family: str, people: tuple[SignIn, ...], zone: str = ZONE) -> list[Actor]:
    """The first person creates the family and invites the others; an empty password means none."""
    admin, *others = people
    founder = actions.create_family(
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


def _account(person: SignIn) -> str:
    if not accounts.sign_up(person.email, person.name, person.password or None):
        raise ValueError(f"{person.email} is taken")
    return accounts.find(person.email).id


def _actor(member: Member) -> Actor:
    return Actor(
        member.family_id,
        member.id,
        member.name,
        member.role,
        member.account_id,
        origin="demo",
        initials=member.initials,
    )
