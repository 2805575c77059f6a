"""The demo's handoffs: each carer hands over to the next, who reads it back and accepts."""

from datetime import timedelta
from functools import partial

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.families.models import Family
from carecircle.care.shifts import actions
from carecircle.care.shifts.inputs import AcceptanceInput, HandoffInput
from carecircle.care.shifts.models import Shift
from carecircle.care.summaries.shift_facts import facts_of
from carecircle.cli.seed import story
from carecircle.cli.seed.month import Month
from carecircle.db.session import reading

BEFORE_THE_END = timedelta(minutes=6)
AFTER_THE_BEGIN = timedelta(minutes=2)


def hand_over(month: Month, shifts: list[Shift]) -> None:
    """Adds a handoff wherever one shift ends as another begins."""
    actors = {actor.member_id: actor for actor in month.actors.values()}
    after = {shift.starts_at: shift for shift in shifts}
    for number, shift in enumerate(sorted(shifts, key=lambda one: one.ends_at)):
        follower = after.get(shift.ends_at)
        if follower is None:
            continue
        giver, taker = actors[shift.member_id], actors[follower.member_id]
        script = story.HANDOFFS[number % len(story.HANDOFFS)]
        if month.now - shift.ends_at < timedelta(days=story.FALL_DAYS_AGO - 1):
            script = script | {"contingencies": story.AFTER_THE_FALL}
        month.at(shift.ends_at - BEFORE_THE_END, partial(_write, giver, taker, shift, script))
        month.at(shift.ends_at + AFTER_THE_BEGIN, partial(_accept, taker, shift, script))


def _write(giver: Actor, taker: Actor, shift: Shift, script: dict[str, str]) -> None:
    written = {name: text for name, text in script.items() if name != "read_back"}
    values = HandoffInput.read(written | {"to": taker.member_id})
    with reading() as session:
        zone = session.get_one(Family, shift.family_id).zone
        facts = facts_of(session, shift, clock.now(), zone)
    actions.hand_off(giver, shift.id, values, facts)


def _accept(taker: Actor, shift: Shift, script: dict[str, str]) -> None:
    values = {"read_back": script["read_back"], "received": script["belongings"]}
    actions.accept(taker, shift.id, AcceptanceInput.read(values))
