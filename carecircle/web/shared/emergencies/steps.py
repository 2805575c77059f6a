"""The steps of an emergency as pages show them: what happens, and when."""

from datetime import datetime
from typing import Any

from carecircle import clock
from carecircle.care.emergencies import escalation_plan
from carecircle.care.emergencies.models import Emergency, Step
from carecircle.care.emergencies.queries import Story
from carecircle.care.families.models import Family
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _

StepView = dict[str, Any]


def step_views(story: Story, family: Family) -> list[StepView]:
    """Returns the steps of the current round; of a repeated one, the last and the next time."""
    steps = [step for step in story.steps if step.round == story.emergency.round]
    repeated = [step for step in steps if step.kind == "call" and step.state == "done"]
    shown = [step for step in steps if step not in repeated[:-1]]
    return [_view(step, family, len(repeated), story.emergency) for step in shown]


def next_step(story: Story, family: Family) -> StepView | None:
    """Returns the next step and whom it reaches; None if an answer has stopped the escalation."""
    waiting = [step for step in story.steps if step.state == "waiting"]
    if not waiting or story.emergency.status == "resolved":
        return None
    step = min(waiting, key=lambda step: step.due_at)
    return _place(step.due_at, family.zone) | {"then": _then(step, story, family)}


def silence(story: Story, family: Family) -> StepView | None:
    """Returns when the emergency is raised again unless somebody answers."""
    at = story.emergency.news_due_at
    return None if at is None else _place(at, family.zone)


def kind_words(kind: str, number: str) -> str:
    return {
        "everyone": _("Everybody in the family, on every open screen"),
        "louder": _("Louder, to whoever has not answered"),
        "outside": _("Admins and outside contacts, outside the app"),
        "call": _(
            "“Nobody has answered: call %(number)s”, repeated until somebody does", number=number
        ),
    }[kind]


def _view(step: Step, family: Family, repeats: int, emergency: Emergency) -> StepView:
    return {
        "kind": step.kind,
        "state": step.state,
        "words": kind_words(step.kind, family.emergency_number),
        "when": _when(step, family.zone, repeats, emergency),
    }


def _when(step: Step, zone: str, repeats: int, emergency: Emergency) -> str:
    at = times.hhmmss(step.done_at or step.due_at, zone)
    if step.state == "skipped":
        return _("%(time)s: nobody to tell, so the next step came at once", time=at)
    if step.state == "stopped" and _is_closed_by(emergency, step):
        return _("Not needed: it was closed %(time)s", time=at)
    if step.state == "stopped":
        return _("Not needed: somebody answered %(time)s", time=at)
    if step.state == "waiting":
        return _("At %(time)s", time=at)
    words = _("Done %(time)s, for %(count)s", time=at, count=step.told_count)
    words = _("Late: %(words)s", words=words) if step.is_late else words
    if step.kind == "call" and repeats > 1:
        return _("%(words)s, said %(times)s times", words=words, times=repeats)
    return words


def _is_closed_by(emergency: Emergency, step: Step) -> bool:
    """Returns whether the emergency ended, for example as a mistake, before the step was due."""
    over, stopped = emergency.resolved_at, step.done_at
    return over is not None and stopped is not None and over <= stopped


def _then(step: Step, story: Story, family: Family) -> str:
    emergency = story.emergency
    people = escalation_plan.audience(step.kind, story.members, emergency.raised_by, story.answered)
    names = ", ".join(member.name for member in people)
    if step.kind == "louder" and names:
        return _("Then a louder signal to %(names)s, who have not answered.", names=names)
    if step.kind == "outside" and names:
        return _("Then admins and outside contacts, outside the app: %(names)s.", names=names)
    number = family.emergency_number
    return _("Then everybody is told: nobody has answered, call %(number)s.", number=number)


def _place(at: datetime, zone: str) -> StepView:
    """in_words: as of now, for a page without a script that counts down."""
    seconds = max(0, round((at - clock.now()).total_seconds()))
    left = f"{seconds // 60}:{seconds % 60:02d}"
    return {"at": at, "time": times.hhmmss(at, zone), "left": left}
