"""Emergencies in words."""

from carecircle.care.emergencies.models import Answer, Emergency
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext


def types() -> tuple[tuple[str, str], ...]:
    return (
        ("fall", _("A fall")),
        ("medical", _("Medical emergency")),
        ("breathing", _("Trouble breathing")),
        ("unresponsive", _("Does not respond")),
        ("missing", _("Missing")),
        ("hospitalisation", _("To hospital")),
        ("fire", _("Fire")),
        ("other", _("Help is needed")),
    )


def outcomes() -> tuple[tuple[str, str], ...]:
    return (
        ("handled", _("Looked after, all is well")),
        ("ambulance", _("The ambulance took over")),
        ("hospital", _("Taken to hospital")),
        ("mistake", _("Sent by mistake")),
        ("drill_over", _("The drill is over")),
        ("other", _("Other")),
    )


def severities() -> dict[str, str]:
    return {"low": _("Low"), "medium": _("Medium"), "high": _("High"), "critical": _("Critical")}


def answer_words(answer: Answer) -> str:
    if answer.answer == "on_scene":
        return _("is there")
    if answer.answer == "cannot_come":
        return _("cannot come")
    if answer.minutes is not None:
        return _("is on the way, %(minutes)s min", minutes=answer.minutes)
    return _("is on the way")


def status_words(emergency: Emergency, leader: Answer | None, newest: str) -> str:
    """newest: the time of the newest "on my way" or "here", in the family's time zone."""
    if emergency.status == "resolved":
        return resolution_words(emergency)
    if leader is None:
        return _("Nobody has answered yet.")
    newest_answer = f"{leader.member_name} {answer_words(leader)}"
    if emergency.status != "raised":
        return newest_answer
    return _(
        "Nobody has answered since %(time)s, when it was: %(said)s.",
        said=newest_answer,
        time=newest,
    )


def title_words(emergency: Emergency) -> str:
    """Returns what it is; a drill must never read like a real emergency."""
    what = dict(types())[emergency.type]
    return _("Drill: %(what)s", what=what) if emergency.is_drill else what


def resolution_words(emergency: Emergency) -> str:
    ended = dict(outcomes()).get(emergency.outcome or "other", "")
    by = emergency.resolved_by_name or "-"
    words = _("Closed by %(name)s: %(outcome)s", name=by, outcome=ended)
    return f"{words}. {emergency.resolution_note}" if emergency.resolution_note else words


def reached_words(reached: int, of: int) -> str:
    return _("Reached %(reached)s of %(of)s.", reached=reached, of=of)


def devices_words(sent: int, received: int) -> str:
    if sent == 0:
        return _("No device has it yet.")
    words = ngettext("Sent to %(num)s device", "Sent to %(num)s devices", sent)
    return _("%(words)s, received on %(received)s.", words=words, received=received)


def device_words(kind: str) -> str:
    """Returns the kind of device that received it; empty if unknown."""
    known = {"phone": _("on a phone"), "desktop": _("on a computer"), "shared": _("on a tablet")}
    return known.get(kind, "")


def last_seen_words(when: str | None) -> str:
    return _("last here %(when)s", when=when) if when else _("never here yet")


def sending_words(channel: str, state: str, attempts: int) -> str:
    """Returns for example: `by e-mail: sent`. Sent is not received: no person has confirmed it."""
    by = {"email": _("by e-mail"), "push": _("by push"), "apprise": _("by another way")}[channel]
    how = {
        "sent": _("sent"),
        "failed": _("could not be sent"),
        "stopped": _("no longer needed"),
        "waiting": _("is tried again, %(count)s attempts", count=attempts)
        if attempts
        else _("is being sent"),
    }[state]
    return f"{by}: {how}"
