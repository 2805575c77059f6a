"""How events of prescribing and of thresholds are shown; both change the doses of the day."""

from sqlalchemy.orm import Session

from carecircle.care.medications import regimens
from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications.event_words import may_give, medication_name
from carecircle.web.medications.giving.event_context import day
from carecircle.web.medications.medication_views import medication_lists
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence
from carecircle.web.shared.people import recipient_views
from carecircle.web.shared.wording import threshold_words


def _medication(session: Session, event: Event, role: str, zone: str) -> Context:
    medication = regimens.the_medication(session, event.family_id, event.data["medication"])
    lists = medication_lists(session, event.family_id)
    return lists | day(session, event.family_id, medication.recipient_id, role)


def changed(it: EventContext) -> Sentence:
    who, what = it.who, medication_name(it)
    if it.data.get("stopped"):
        words = _("%(who)s stopped %(what)s", who=who, what=what)
        return Sentence("pill", words, it.data.get("why"))
    changes = {
        "regimen": _("%(who)s changed how %(what)s is taken", who=who, what=what),
        "taken_back": _("%(who)s took a change of %(what)s back", who=who, what=what),
        "in_force": _("The change of %(what)s counts from today", what=what),
        "photo": _("%(who)s added a photo of %(what)s", who=who, what=what),
        "window": _("%(who)s changed the numbers of %(what)s", who=who, what=what),
        "seen": _("%(who)s has seen the change of %(what)s", who=who, what=what),
        "confirmed": _("%(who)s compared and confirmed %(what)s", who=who, what=what),
        "stock": _("%(who)s counted %(what)s", who=who, what=what),
        "complete": _("The last dose of %(what)s was given: the course has ended", what=what),
        "corrected": _("%(who)s corrected %(what)s", who=who, what=what),
        "restarted": _("%(who)s restarted %(what)s", who=who, what=what),
        "active": _("%(who)s activated %(what)s", who=who, what=what),
    }
    otherwise = _("%(who)s wrote down %(what)s", who=who, what=what)
    return Sentence("pill", changes.get(it.data.get("what", ""), otherwise), it.data.get("why"))


def _numbers(session: Session, event: Event, role: str, zone: str) -> Context:
    """Returns the day of each care recipient, because its doses change with the thresholds."""
    everyone = [one.id for one in recipient_views(session, event.family_id)]
    days = [day(session, event.family_id, recipient_id, role) for recipient_id in everyone]
    return {"days": days, "may_give": may_give(role)}


def thresholds_changed(it: EventContext) -> Sentence:
    names = [threshold_words.label(name) for name in it.data["numbers"]]
    return Sentence("sheet", _("%(who)s changed our numbers", who=it.who), " · ".join(names))


PRESCRIBING_EVENTS = {
    "medication:changed": EventView(changed, _medication, page="/medications/{medication}"),
    "numbers:changed": EventView(thresholds_changed, _numbers),
}
