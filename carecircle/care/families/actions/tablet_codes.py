"""Actions: create a tablet code, withdraw it, use it once in a browser."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import record_audit
from carecircle.care.errors import Conflict, Invalid, NotFound
from carecircle.care.families.models import Member, TabletCode
from carecircle.care.permissions import allows
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

GOOD_FOR = timedelta(minutes=15)
OVER = _("This code is wrong, used or too old. Ask an admin of the family for a new one")


def make_tablet_code(actor: Actor, id_: str, name: str, code_hash: str) -> TabletCode:
    """Create a code. Raises NotAllowed."""
    actor.must_be_allowed("member:change")
    now = clock.now()
    with transaction() as tx:
        code = TabletCode(
            id=id_,
            family_id=actor.family_id,
            made_by=actor.must_be_a_member(),
            name=name,
            code_hash=code_hash,
            made_at=now,
            expires_at=now + GOOD_FOR,
        )
        tx.session.add(code)
        record_audit(actor, "tablet:code_made", code.id, after={"name": name})
        return code


def withdraw_tablet_code(actor: Actor, code_id: str) -> TabletCode:
    """Withdraw a code. Raises NotAllowed, NotFound, and Conflict if it was used already."""
    actor.must_be_allowed("member:change")
    with transaction() as tx:
        rows = select(TabletCode).where(TabletCode.family_id == actor.family_id)
        code = tx.session.scalar(rows.where(TabletCode.id == code_id).with_for_update())
        if code is None:
            raise NotFound
        if code.used_at is not None:
            raise Conflict(_("A tablet was made with it. Stop that tablet instead"), "used")
        code.revoked_at = code.revoked_at or clock.now()
        record_audit(actor, "tablet:code_withdrawn", code.id)
        return code


def use_tablet_code(
    session: Session, code_hash: str, origin: str | None
) -> tuple[TabletCode, Actor]:
    """Use up the code, inside transaction(). Returns it, and the admin who created it as the actor.
    Raises Invalid."""
    rows = select(TabletCode).where(TabletCode.code_hash == code_hash)
    code = session.scalar(rows.with_for_update().execution_options(populate_existing=True))
    if code is None or not is_open(code):
        raise Invalid({"code": OVER})
    maker = session.get_one(Member, code.made_by)
    if maker.removed_at is not None or not allows(maker.role, "member:change"):
        raise Invalid({"code": OVER})
    code.used_at = clock.now()
    return code, _as_actor(maker, origin)


def _as_actor(maker: Member, origin: str | None) -> Actor:
    return Actor(
        maker.family_id,
        maker.id,
        maker.name,
        maker.role,
        maker.account_id,
        origin=origin,
        initials=maker.initials,
    )


def is_open(code: TabletCode) -> bool:
    return code.used_at is None and code.revoked_at is None and clock.now() < code.expires_at
