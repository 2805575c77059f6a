"""Rosa's PRN administrations in the demo's month, and whether they helped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from carecircle.care.actor import Actor
from carecircle.care.medications import regimens
from carecircle.care.medications.follow_ups import actions as follow_ups_actions
from carecircle.care.medications.follow_ups.inputs import EffectInput
from carecircle.care.medications.giving import actions as giving_actions
from carecircle.care.medications.giving.inputs import PrnInput
from carecircle.cli.seed import day
from carecircle.cli.seed.month import Month
from carecircle.db.session import reading

CHECKED_AFTER = timedelta(minutes=62)


@dataclass(frozen=True)
class Pain:
    """days_ago: from today. score: before it; after: an hour later, None if nobody checked."""

    days_ago: int
    at: time
    reason: str
    score: int
    tried: str
    effect: str = "worked"
    after: int | None = 2


PAINS = [
    Pain(27, time(15, 20), "Hip pain after the walk", 5, "Put her feet up"),
    Pain(22, time(20, 45), "Hip pain", 4, "A cold pack"),
    Pain(14, time(16, 30), "Sore after the fall", 7, "A cold pack, lay down", "partly", 4),
    Pain(14, time(23, 10), "Cannot turn over in bed", 6, "A pillow between the knees"),
    Pain(13, time(9, 50), "Hip and wrist hurt", 6, "A cold pack", "partly", 4),
    Pain(8, time(20, 30), "Hip pain in the evening", 4, "A cold pack"),
    Pain(7, time(20, 15), "Hip pain in the evening", 5, "Another chair"),
    Pain(6, time(20, 40), "Hip pain", 5, "A cold pack", "partly", 3),
    Pain(5, time(17, 5), "Hip pain after the exercises", 6, "Lay down", after=3),
    Pain(4, time(20, 35), "Hip pain in the evening", 5, "A cold pack"),
    Pain(3, time(20, 25), "Hip pain", 5, "A cold pack", "no", 5),
    Pain(2, time(20, 50), "Hip pain, asked for it herself", 6, "Another position"),
    Pain(1, time(20, 30), "Hip pain in the evening", 6, "A cold pack", "partly", 4),
    Pain(0, time(6, 45), "Woke up with it", 5, "Another position"),
]


def add_prn_administrations(month: Month, instant_of: Callable[[int, time], datetime]) -> None:
    """instant_of(days_ago, time): in Rosa's time zone."""
    for pain in PAINS:
        at = instant_of(pain.days_ago, pain.at)
        made: list[str] = []
        month.at(at, partial(_give, month.actors[day.on_duty(at)], pain, made))
        if pain.after is not None:
            look_at: datetime = at + CHECKED_AFTER
            month.at(look_at, partial(_look, month.actors[day.on_duty(look_at)], pain, made))


def _give(actor: Actor, pain: Pain, made: list[str]) -> None:
    with reading() as session:
        found = regimens.medications_of(session, actor.family_id)
        [paracetamol] = [one.id for one, _regimen in found if one.is_prn]
    values = {"reason": pain.reason, "score": pain.score, "tried": pain.tried}
    made.append(giving_actions.give_prn(actor, paracetamol, PrnInput.read(values)).id)


def _look(actor: Actor, pain: Pain, made: list[str]) -> None:
    values = {"effect": pain.effect, "score": pain.after}
    follow_ups_actions.answer_effect(actor, made[0], EffectInput.read(values))
