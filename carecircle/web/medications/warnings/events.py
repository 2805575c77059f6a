"""How events of warnings are shown."""

from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext
from carecircle.web.medications.event_words import medication_name
from carecircle.web.medications.follow_ups.event_context import work
from carecircle.web.shared.event_view import EventContext, EventView, Sentence
from carecircle.web.shared.wording.follow_up_words import warning_words

PAGE = "/medication-warnings/{warning}"


def raised(it: EventContext) -> Sentence:
    return Sentence("warn", _warning(it))


def warned_again(it: EventContext) -> Sentence:
    told = ngettext(
        "Nobody has seen this: %(num)s person was told again",
        "Nobody has seen this: %(num)s people were told again",
        it.data.get("told") or 0,
    )
    return Sentence("warn", f"{told}. {_warning(it)}")


def acknowledged(it: EventContext) -> Sentence:
    words = _("%(who)s has seen this: %(warning)s", who=it.who, warning=_warning(it))
    return Sentence("eye", words)


def _warning(it: EventContext) -> str:
    """Returns for example: Levodopa, due 08:00: a time-critical dose is not recorded."""
    what, kind, time = medication_name(it), warning_words(it.data["kind"]), it.data.get("time")
    if time:
        return _("%(what)s, due %(time)s: %(kind)s", what=what, time=time, kind=kind)
    return _("%(what)s: %(kind)s", what=what, kind=kind)


WARNING_EVENTS = {
    "medication:warning": EventView(raised, work, page=PAGE),
    "medication:warned_again": EventView(warned_again, work, page=PAGE),
    "medication:warning_acknowledged": EventView(acknowledged, work, page=PAGE),
}
