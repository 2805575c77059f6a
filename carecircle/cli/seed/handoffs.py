"""The demo's handoffs: each carer hands over to the next, who reads it back and accepts."""

from datetime import timedelta
from functools import partial

from carecircle.care.actor import Actor
from carecircle.care.shifts import actions
from carecircle.care.shifts.inputs import AcceptanceInput, HandoffInput
from carecircle.care.shifts.models import Shift
from carecircle.care.summaries.shift_report import report
from carecircle.cli.seed import story
from carecircle.cli.seed.month import Month
from carecircle.db.session import reading

BEFORE_THE_END = timedelta(minutes=6)
AFTER_THE_BEGIN = timedelta(minutes=2)


def hand_over(month: Month, shifts: list[Shift]) -> None:
    """Where one shift ends as another begins."""
    who = {actor.member_id: actor for actor in month.actors.values()}
    after = {shift.starts_at: shift for shift in shifts}
    for number, shift in enumerate(sorted(shifts, key=lambda one: one.ends_at)):
        follower = after.get(shift.ends_at)
        if follower is None:
            continue
        giver, taker = who[shift.member_id], who[follower.member_id]
        told = story.HANDOFFS[number % len(story.HANDOFFS)]
        if month.now - shift.ends_at < timedelta(days=story.FALL_DAYS_AGO - 1):
            told = told | {"contingencies": story.AFTER_THE_FALL}
        month.at(shift.ends_at - BEFORE_THE_END, partial(_write, giver, taker, shift, told))
        month.at(shift.ends_at + AFTER_THE_BEGIN, partial(_accept, taker, shift, told))


def _write(giver: Actor, taker: Actor, shift: Shift, told: dict[str, str]) -> None:
    values = HandoffInput.read(told | {"to": taker.member_id})
    actions.hand_off(giver, shift.id, values, _facts(shift))


def _accept(taker: Actor, shift: Shift, told: dict[str, str]) -> None:
    values = {"read_back": told["read_back"], "received": told["belongings"]}
    actions.accept(taker, shift.id, AcceptanceInput.read(values))


def _facts(shift: Shift) -> list[list[str]]:
    with reading() as session:
        found = report(session, shift.family_id, None, shift.starts_at, shift.ends_at)
    facts = [["k-given", f"{found.given} of {found.due} doses given"]]
    facts += [["k-blank", f"Not recorded yet: {name}"] for name, _at in found.unrecorded]
    facts += [["cross", f"Not given: {name}. {why or ''}".strip()] for name, why in found.refused]
    facts += [["k-emg", "An emergency was raised"]] if found.emergencies else []
    drunk = sum(one.number or 0 for one in found.observations if one.kind == "fluids") // 1000
    facts += [["eye", f"Drank {drunk} ml"]] if drunk else []
    return facts + [["note", f"{name}: {body}"] for name, body in found.notes[:3]]
