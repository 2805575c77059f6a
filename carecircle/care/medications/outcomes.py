"""The outcomes of a dose in one table: label, letter on the chart, effects.

The table is in the order in which a form lists the outcomes.
"""

from dataclasses import dataclass

from carecircle.care.translatable import lazy_gettext as _


@dataclass(frozen=True)
class Outcome:
    """label: its name for people. letter: on the chart and in its key; a dose that was simply given
    has none.

    is_taken: something was taken, so it counts for intervals, maximums and stock. is_partial: less
    was taken than planned, so the record says how much. is_refusal: counts among the refusals in a
    row. is_destroyed: the planned amount leaves the stock although nothing was taken.
    stays_on_offer: the dose may be offered again until its window ends. needs_reason: the record
    needs a reason. is_excluded: left out of adherence, and named there. asks_at_once: one such
    record of a time-critical dose opens a task to ask for advice. in_form: a choice in the form;
    the others have a button of their own.
    """

    name: str
    label: str
    letter: str
    is_taken: bool = False
    is_partial: bool = False
    is_refusal: bool = False
    is_destroyed: bool = False
    stays_on_offer: bool = False
    needs_reason: bool = True
    is_excluded: bool = False
    asks_at_once: bool = False
    in_form: bool = True

    @property
    def is_by_initials(self) -> bool:
        """Returns whether the chart shows the giver's initials instead of a boxed letter."""
        return self.is_taken and not self.is_partial


def _taken(name: str, label: str, letter: str, in_form: bool = True) -> Outcome:
    return Outcome(name, label, letter, is_taken=True, needs_reason=False, in_form=in_form)


def _refused(name: str, label: str, letter: str, *, is_destroyed: bool = False) -> Outcome:
    ends = {"is_destroyed": is_destroyed, "stays_on_offer": not is_destroyed}
    return Outcome(name, label, letter, is_refusal=True, asks_at_once=True, **ends)


_TABLE = (
    _taken("given", _("Given"), ""),
    _taken("self_administered", _("Taken without help"), "M", in_form=False),
    _taken("prompted", _("Taken after a reminder"), "K", in_form=False),
    Outcome("partly", _("Partly taken"), "P", is_taken=True, is_partial=True),
    _refused("refused", _("Refused"), "R"),
    Outcome("asleep", _("Asleep"), "S", stays_on_offer=True),
    Outcome("nausea", _("Nausea or vomiting"), "V"),
    Outcome("away", _("Away"), "A", is_excluded=True),
    Outcome("hospital", _("In hospital"), "H", is_excluded=True),
    Outcome("withheld", _("Withheld on advice"), "W", is_excluded=True),
    Outcome("unavailable", _("Unavailable"), "U", asks_at_once=True, stays_on_offer=True),
    Outcome("not_required", _("Not required"), "N", is_excluded=True),
    _refused("refused_destroyed", _("Refused and destroyed"), "D", is_destroyed=True),
    Outcome("other", _("Other"), "O"),
)

BY_NAME = {outcome.name: outcome for outcome in _TABLE}
OUTCOMES = tuple(BY_NAME)
