"""Members as lists and choices show them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.families.models import Member


def members_of(session: Session, family_id: str) -> dict[str, dict[str, str]]:
    rows = select(Member).where(Member.family_id == family_id)
    return {
        m.id: {"id": m.id, "name": m.name, "initials": m.initials} for m in session.scalars(rows)
    }
