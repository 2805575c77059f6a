"""People on pages and in fragments: initials, and care recipients with their allergies."""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.families.models import Member
from carecircle.care.recipients.models import Allergy, Recipient
from carecircle.care.recipients.queries import allergies_of, recipients_of
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _


@dataclass(frozen=True)
class RecipientView:
    """The care recipient beside whatever is given. born_on: words."""

    id: str
    name: str
    preferred_name: str | None
    born_on: str | None
    age: int | None
    allergies_line: str
    allergies_known: bool
    zone: str
    zone_name: str
    photo: str | None


def recipient_views(session: Session, family_id: str) -> list[RecipientView]:
    """Returns all care recipients of a family, in two queries."""
    allergies = allergies_of(session, family_id)
    return [
        recipient_view(recipient, allergies.get(recipient.id, []))
        for recipient in recipients_of(session, family_id)
    ]


def recipient_view(recipient: Recipient, allergies: list[Allergy]) -> RecipientView:
    return RecipientView(
        id=recipient.id,
        name=recipient.name,
        preferred_name=recipient.preferred_name,
        born_on=format_date(recipient.born_on, _("d MMMM yyyy")) if recipient.born_on else None,
        age=_age(recipient.born_on, times.today(recipient.zone)) if recipient.born_on else None,
        allergies_line=_allergies_line(recipient, allergies),
        allergies_known=bool(allergies or recipient.no_allergies_asked_on),
        zone=recipient.zone,
        zone_name=times.place_of_zone(recipient.zone),
        photo=photo_url(recipient),
    )


def photo_url(recipient: Recipient) -> str | None:
    """Returns the photo's URL or None. A new photo gets a new URL."""
    if recipient.photo_at is None:
        return None
    here = f"/families/{recipient.family_id}/recipients/{recipient.id}/photo"
    return f"{here}?of={recipient.photo_at:%Y%m%d%H%M%S}"


def the_recipient_view(session: Session, family_id: str, recipient_id: str) -> RecipientView:
    """Raises NotFound."""
    return find_recipient(recipient_views(session, family_id), recipient_id)


def find_recipient(views: list[RecipientView], recipient_id: str) -> RecipientView:
    """Raises NotFound."""
    found = next((view for view in views if view.id == recipient_id), None)
    if found is None:
        raise NotFound()
    return found


def initials_of(session: Session, family_id: str) -> dict[str, str]:
    """Returns initials by member, former members included: their signatures stay valid."""
    rows = select(Member.id, Member.initials).where(Member.family_id == family_id)
    return {row.id: row.initials for row in session.execute(rows)}


def signers(session: Session, family_id: str, signed: set[str]) -> list[tuple[str, str]]:
    """Returns the key to the initials on paper: members, and former members who signed."""
    rows = select(Member).where(Member.family_id == family_id, Member.is_tablet.is_(False))
    found = session.scalars(rows.order_by(Member.joined_at, Member.id))
    return [(m.initials, m.name) for m in found if m.removed_at is None or m.id in signed]


def _age(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _allergies_line(recipient: Recipient, allergies: list[Allergy]) -> str:
    if allergies:
        named = [f"{a.substance} ({a.reaction})" if a.reaction else a.substance for a in allergies]
        return ", ".join(named)
    if recipient.no_allergies_asked_on:
        day = format_date(recipient.no_allergies_asked_on, "d MMM yyyy")
        by = recipient.no_allergies_asked_by or "-"
        return _("No known allergies (asked %(day)s by %(name)s)", day=day, name=by)
    return _("Not recorded")
