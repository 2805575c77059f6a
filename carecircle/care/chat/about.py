"""The subject of a message: a dose, an emergency, a shift or a care recipient of the same
family."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.chat.models import ABOUT
from carecircle.care.errors import Invalid
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.base import Base


def subject_exists(session: Session, family_id: str, about: str, about_id: str | None) -> bool:
    """Returns whether the subject exists. Subjects are named after their tables, so that chat does
    not import the other slices."""
    assert about in ABOUT
    table = Base.metadata.tables[about]
    rows = select(table.c.id).where(table.c.family_id == family_id, table.c.id == about_id)
    return session.scalar(rows) is not None


def subject_must_exist(
    session: Session, family_id: str, about: str | None, id_: str | None
) -> None:
    """Raises Invalid if the subject does not exist."""
    if about is not None and not subject_exists(session, family_id, about, id_):
        raise Invalid({"about_id": _("What this message is about is not in this family")})
