"""How events of doses are shown: given amount and reason, not given, corrected."""

from carecircle.care.medications import outcomes
from carecircle.care.medications.regimen_in_force import thousandths_of
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications.event_words import medication_name
from carecircle.web.medications.giving.event_context import dose
from carecircle.web.shared.event_view import EventContext, EventView, Sentence
from carecircle.web.shared.wording.medication_words import outcome_words, paper_words
from carecircle.web.shared.wording.units import amount_words, localized_number

PAGE = "/doses"


def _taken(it: EventContext) -> str:
    """Returns for example: Metformin 500 mg, 1 tablet; without the amount if nothing was taken."""
    quantity, unit = it.data.get("quantity"), it.data.get("unit")
    if not quantity:
        return medication_name(it)
    much = thousandths_of(quantity)
    return f"{medication_name(it)}, {amount_words(much, unit) if unit else localized_number(much)}"


def _remarks(it: EventContext) -> str | None:
    """Returns the reason, the score and the note."""
    score = it.data.get("score")
    score_text = None if score is None else _("%(score)s of 10", score=score)
    parts = (_reason(it), score_text, it.data.get("note"))
    return " · ".join(part for part in parts if part) or None


def _reason(it: EventContext) -> str | None:
    """Returns the person's reason, or that the record was copied from paper."""
    reason = it.data.get("reason")
    if it.data.get("from_paper") and not reason:
        return paper_words(it.data.get("signed_by"))
    return reason if isinstance(reason, str) else None


def logged(it: EventContext) -> Sentence:
    what, remarks = _taken(it), _remarks(it)
    outcome = outcomes.BY_NAME[it.data["outcome"]]
    if outcome.name == "given":
        return Sentence("pill", _("%(who)s gave %(what)s", who=it.who, what=what), remarks)
    happened = outcome_words(outcome.name)
    words = _("%(who)s, %(what)s: %(happened)s", who=it.who, what=what, happened=happened)
    return Sentence("pill", words, remarks)


def corrected(it: EventContext) -> Sentence:
    what, why = _taken(it), it.data.get("why")
    if it.data["outcome"] is None:
        words = _("%(who)s took back the record of %(what)s", who=it.who, what=what)
        return Sentence("undo", words, why)
    now = outcome_words(it.data["outcome"])
    words = _("%(who)s corrected %(what)s: %(now)s", who=it.who, what=what, now=now)
    return Sentence("undo", words, why)


def missed(it: EventContext) -> Sentence:
    return Sentence("k-blank", _("Not recorded: %(what)s, due %(time)s", **_due(it)))


def unrecorded(it: EventContext) -> Sentence:
    return Sentence("k-blank", _("Still nothing recorded: %(what)s, due %(time)s", **_due(it)))


def reviewed(it: EventContext) -> Sentence:
    words = _("%(who)s left %(what)s, due %(time)s, as not recorded", who=it.who, **_due(it))
    return Sentence("k-blank", words, it.data.get("note"))


def reoffered(it: EventContext) -> Sentence:
    return Sentence("k-due", _("Offer again: %(what)s, due %(time)s", **_due(it)))


def _due(it: EventContext) -> dict[str, str]:
    return {"what": medication_name(it), "time": it.data.get("time", "")}


GIVING_EVENTS = {
    "medication:logged": EventView(logged, dose),
    "medication:corrected": EventView(corrected, dose),
    "medication:due": EventView(gather=dose),
    "medication:late": EventView(gather=dose),
    "medication:missed": EventView(missed, dose, page=PAGE),
    "medication:unrecorded": EventView(unrecorded, dose, page=PAGE),
    "medication:reviewed": EventView(reviewed, dose),
    "medication:reoffered": EventView(reoffered, dose),
    "medication:offer_ended": EventView(gather=dose),
}
