"""The words that name the members who are notified of a warning."""

from flask import g
from sqlalchemy.orm import Session

from carecircle.care.medications import thresholds
from carecircle.care.medications.models import Medication
from carecircle.care.notifications.queries import warned_members
from carecircle.web.language.translation import gettext as _

NAMED = 3


def will_be_told(session: Session, medication: Medication) -> str:
    """Returns who is told if the viewer now reports something dangerous about the medication."""
    found = warned_members(session, medication.family_id, g.actor.member_id, 1)
    if not found:
        return _("Nobody else is in this family: nobody is told.")
    minutes = thresholds.thresholds_of(session, medication)["warn_again_min"]
    return _(
        "%(names)s will be told by push and e-mail, and everybody if nobody has seen it after "
        "%(minutes)s minutes.",
        names=names_words([one.name for one in found]),
        minutes=minutes,
    )


def names_words(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return _("%(names)s and %(count)s more", names=shown, count=len(names) - NAMED)
