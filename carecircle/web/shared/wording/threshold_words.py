"""The thresholds of a family in words."""

from carecircle.care.thresholds.definitions import THRESHOLDS
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext

AROUND_A_DOSE = ("lead_min", "late_min", "late_critical_min", "window_min", "tell_min")
OF_DOSES = (*AROUND_A_DOSE, "offer_min", "preparing_min")
OF_RECORDS = ("undo_min", "recorded_late_min", "many_times", "warn_doses")
OF_PRN = ("effect_check_min", "daily_days", "unused_days")
OF_STOCK = ("low_days", "urgent_days", "count_days")
OF_REFUSALS = ("refusals_marked", "refusals_told")
OF_WARNINGS = ("warn_again_min",)
OF_SHIFTS = ("come_min", "come_again_min", "accept_min", "accept_admin_min")


def groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("Around the time of a dose"), OF_DOSES),
        (_("Writing it down"), OF_RECORDS),
        (_("As needed (PRN)"), OF_PRN),
        (_("Stock"), OF_STOCK),
        (_("Refusals"), OF_REFUSALS),
        (_("Dangerous doses"), OF_WARNINGS),
        (_("Shifts and handoffs"), OF_SHIFTS),
    ]


def label(name: str) -> str:
    return {
        "lead_min": _("Due from so long before its time"),
        "late_min": _("Late after"),
        "late_critical_min": _("Late after, where the minute matters"),
        "window_min": _("Not recorded after"),
        "tell_min": _("The family is told so long after that"),
        "offer_min": _("A refused dose is offered again after"),
        "preparing_min": _("“Is preparing this” is shown for"),
        "undo_min": _("Who wrote a record can undo it for"),
        "recorded_late_min": _("A record says why it is late after"),
        "many_times": _("We ask again from so many times the planned dose"),
        "warn_doses": _("We warn so many doses before the most in 24 hours"),
        "effect_check_min": _("Somebody is asked whether a PRN helped after"),
        "daily_days": _("A PRN is reviewed when used on so many days running"),
        "unused_days": _("A PRN is reviewed when not used for"),
        "low_days": _("Stock is low when it lasts"),
        "urgent_days": _("Stock is urgent when it lasts"),
        "count_days": _("Two people count a controlled drug at least every"),
        "refusals_marked": _("It is marked after so many refusals running"),
        "refusals_told": _("The family is told after so many refusals running"),
        "warn_again_min": _("Everybody is told where nobody has said that they have seen it after"),
        "come_min": _("Admins are told that nobody has come after"),
        "come_again_min": _("They are told again after"),
        "accept_min": _("Both are reminded of a handoff that nobody accepts after"),
        "accept_admin_min": _("Admins are told of it after"),
    }[name]


def with_unit(name: str, value: int) -> str:
    """Returns for example: 30 min, 7 days, 3 times."""
    unit = THRESHOLDS[name].unit
    if unit == "min":
        return _("%(num)s min", num=value)
    if unit == "days":
        return ngettext("%(num)s day", "%(num)s days", value)
    return str(value)


def unit_words(name: str) -> str:
    return {"min": _("minutes"), "days": _("days"), "times": ""}[THRESHOLDS[name].unit]
