"""How events of follow-ups are shown: stock, tasks, incidents, effects."""

from carecircle.web.language.translation import gettext as _
from carecircle.web.medications.event_words import medication_name
from carecircle.web.medications.follow_ups.event_context import work
from carecircle.web.shared.event_view import EventContext, EventView, Sentence
from carecircle.web.shared.wording.follow_up_words import incident_words, step_words, why_words
from carecircle.web.shared.wording.medication_words import days_words


def stock_low(it: EventContext) -> Sentence:
    days, what = it.data["days_left"], medication_name(it)
    if it.data.get("level") == "out":
        return Sentence("k-late", _("Nothing is left of %(what)s", what=what))
    if days is None:
        return Sentence("k-late", _("%(what)s runs low", what=what))
    words = _("%(what)s runs low: enough for %(days)s", what=what, days=days_words(days))
    return Sentence("k-late", words)


def task(it: EventContext) -> Sentence:
    what, outcome = medication_name(it), it.data.get("outcome")
    why = why_words(it.data.get("reason"), it.data.get("count"), it.data.get("why"))
    words = _("%(what)s, to do: %(step)s", what=what, step=step_words(it.data["step"]))
    if outcome and it.data["step"] == "done":
        words = _("%(who)s reviewed %(what)s", who=it.who, what=what)
        if it.data["kind"] == "contact":
            words = _("%(who)s asked about %(what)s", who=it.who, what=what)
    return Sentence("pill", words, it.data.get("said") or outcome or why)


def incident(it: EventContext) -> Sentence:
    kind, what = incident_words(it.data["kind"]), medication_name(it)
    if it.data.get("reviewed"):
        words = _("%(who)s looked at %(what)s: %(kind)s", who=it.who, what=what, kind=kind)
        return Sentence("eye", words, it.data.get("review"))
    words = _("%(what)s, incident: %(kind)s", what=what, kind=kind)
    return Sentence("warn", words, it.data.get("words"))


def effect_due(it: EventContext) -> Sentence:
    return Sentence("eye", _("Did %(what)s help?", what=medication_name(it)))


def effect(it: EventContext) -> Sentence:
    effect_words = {
        "worked": _("it worked"),
        "partly": _("it helped a little"),
        "no": _("it did not help"),
        "worse": _("it is worse"),
    }[it.data["effect"]]
    words = _(
        "%(who)s, %(what)s: %(said)s", who=it.who, what=medication_name(it), said=effect_words
    )
    return Sentence("eye", words)


_EFFECT = "/administrations/{administration}/effect"
FOLLOW_UP_EVENTS = {
    "medication:stock_low": EventView(stock_low, work, page="/medications/{medication}/register"),
    "medication:task": EventView(task, work, page="/medication-tasks/{task}"),
    "medication:incident": EventView(incident, work, page="/medication-incidents/{incident}"),
    "medication:effect_due": EventView(effect_due, work, page=_EFFECT),
    "medication:effect": EventView(effect, work, page=_EFFECT),
}
