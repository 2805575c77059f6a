"""The PIN of a member: typed as a witness into another member's form.

Each attempt is counted before it is compared, so parallel attempts gain nothing.
"""

import re
from datetime import timedelta

from sqlalchemy import select

from carecircle import clock
from carecircle.auth.models import MemberPin
from carecircle.auth.passwords import hash_password, is_right
from carecircle.care.errors import Invalid
from carecircle.care.families.models import Member
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading, transaction

MAX_ATTEMPTS, LOCKOUT = 5, timedelta(minutes=5)
_PIN = re.compile("[0-9]{4,8}")


def set_pin(member_id: str, pin: str) -> None:
    """Set a member's PIN. Raises Invalid if it is too short or too easy."""
    if not _PIN.fullmatch(pin) or len(set(pin)) < 3 or pin in "0123456789876543210":
        raise Invalid({"pin": _("Use 4 to 8 digits, not all in a row, at least three different")})
    hashed = hash_password(pin)
    with transaction() as tx:
        tx.session.merge(MemberPin(member_id=member_id, pin_hash=hashed, wrong=0))


def has_pin(member_id: str) -> bool:
    with reading() as session:
        return session.get(MemberPin, member_id) is not None


def name_of_witness(family_id: str, member_id: str, pin: str) -> str:
    """Returns the name of the member with that PIN. Raises Invalid. Do not call inside a
    transaction."""
    return member_with_pin(family_id, member_id, pin, ("witness", "witness_pin")).name


def member_with_pin(
    family_id: str, member_id: str, pin: str, fields: tuple[str, str] = ("member", "pin")
) -> Member:
    """Returns the member with that PIN. fields: the names in the form, for the errors. Raises
    Invalid. Do not call inside a transaction."""
    with reading() as session:
        rows = select(Member).where(Member.family_id == family_id, Member.id == member_id)
        member = session.scalar(rows.where(Member.removed_at.is_(None)))
    if member is None:
        raise Invalid({fields[0]: _("Choose a member of this family")})
    if not is_right(_hash_to_try(member.id, fields[1]), pin):
        raise Invalid({fields[1]: _("That is not the PIN of %(name)s", name=member.name)})
    _reset_attempts(member.id)
    return member


def members_with_pin(family_id: str) -> list[Member]:
    """Returns the members who can use a home tablet, in order of joining."""
    with reading() as session:
        rows = select(Member).join(MemberPin, MemberPin.member_id == Member.id)
        present = rows.where(Member.family_id == family_id, Member.removed_at.is_(None))
        return list(session.scalars(present.order_by(Member.joined_at, Member.id)))


def _hash_to_try(member_id: str, field: str) -> str | None:
    """Returns the stored hash; None if there is no PIN. Raises Invalid while locked after too many
    wrong attempts."""
    with transaction() as tx:
        rows = select(MemberPin).where(MemberPin.member_id == member_id)
        row, now = tx.session.scalar(rows.with_for_update()), clock.now()
        if row is None:
            return None
        if row.closed_until is not None and row.closed_until > now:
            raise Invalid({field: _("Too many wrong PINs. Wait five minutes")})
        row.wrong += 1
        row.closed_until = now + LOCKOUT if row.wrong % MAX_ATTEMPTS == 0 else None
        return row.pin_hash


def _reset_attempts(member_id: str) -> None:
    with transaction() as tx:
        row = tx.session.get(MemberPin, member_id)
        if row is not None:
            row.wrong, row.closed_until = 0, None
