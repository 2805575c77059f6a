"""The subject of a message, in words and as a link; the words do not change while it exists."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from sqlalchemy.orm import Session

from carecircle.care.chat.about import subject_exists
from carecircle.care.chat.models import ABOUT
from carecircle.care.emergencies.queries import emergencies_by_id
from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.medications.giving.queries import doses_by_id
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _

LINKS = {"dose": "doses", "emergency": "emergencies", "shift": "shifts", "recipient": "recipients"}
Named = tuple[str, str]
Shown = dict[str, str]


class AboutInput(Input):
    """The subject of a channel's next message."""

    about: Annotated[str | None, Choice(ABOUT)] = None
    about_id: Annotated[str | None, Line(most=32)] = None


def subject_of(
    session: Session, family_id: str, given: Mapping[str, Any], zone: str
) -> Shown | None:
    """Returns the subject of the next message; None also where it is not in this family."""
    asked = AboutInput.read(given)
    if asked.about is None or asked.about_id is None:
        return None
    if not subject_exists(session, family_id, asked.about, asked.about_id):
        return None
    named = (asked.about, asked.about_id)
    return about_views(session, family_id, [named], zone)[named]


def about_views(
    session: Session, family_id: str, named: Iterable[Named], zone: str
) -> dict[Named, Shown]:
    """Returns kind, id, url and words of each subject, by kind and id; one query for each kind."""
    wanted = set(named)
    words = _dose_words(session, family_id, wanted) | _emergency_words(
        session, family_id, wanted, zone
    )
    return {one: _shown(family_id, *one, words.get(one)) for one in wanted}


def _shown(family_id: str, kind: str, id_: str, words: str | None) -> Shown:
    plain = {
        "dose": _("About a dose"),
        "emergency": _("About an emergency"),
        "shift": _("About a shift"),
        "recipient": _("About a care recipient"),
    }
    url = f"/families/{family_id}/{LINKS[kind]}/{id_}"
    return {"kind": kind, "id": id_, "url": url, "words": words or plain[kind]}


def _dose_words(session: Session, family_id: str, wanted: set[Named]) -> dict[Named, str]:
    ids = [id_ for kind, id_ in wanted if kind == "dose"]
    return {
        ("dose", one.dose.id): _(
            "About %(medication)s, %(when)s",
            medication=one.medication.name,
            when=times.moment_words(one.dose.due_at, one.zone),
        )
        for one in doses_by_id(session, family_id, ids)
    }


def _emergency_words(
    session: Session, family_id: str, wanted: set[Named], zone: str
) -> dict[Named, str]:
    ids = [id_ for kind, id_ in wanted if kind == "emergency"]
    return {
        ("emergency", one.id): _(
            "About the emergency, %(when)s", when=times.moment_words(one.raised_at, zone)
        )
        for one in emergencies_by_id(session, family_id, ids)
    }
