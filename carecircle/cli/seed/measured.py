"""The demo's observations: the same few every day, by whoever is on duty."""

import random
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from carecircle.care.actor import Actor
from carecircle.care.observations import actions
from carecircle.care.observations.inputs import ObservationInput
from carecircle.cli.seed import day, sign_ins
from carecircle.cli.seed.month import Month

ZONE = ZoneInfo(sign_ins.ZONE)
MOODS = ("calm", "cheerful", "calm", "low", "calm", "restless", "cheerful")
MEALS = ("all", "half", "all", "little", "all")


def observe(month: Month, first: date, days: int, seed: int = 21) -> None:
    chance = random.Random(seed)
    for number in range(days + 1):
        on = first + timedelta(days=number)
        for hour, kind, value in _of_a_day(number, chance):
            at = datetime.combine(on, hour, ZONE)
            actor = month.actors[day.on_duty(at)]
            month.at(at, partial(_record, actor, {"kind": kind, "value": value}))


def _of_a_day(number: int, chance: random.Random) -> list[tuple[time, str, str]]:
    upper, lower = chance.randint(122, 146), chance.randint(70, 88)
    found = [
        (time(7, 50), "sleep", str(chance.choice((5, 6, 7, 7, 8)))),
        (time(9, 10), "blood_pressure", f"{upper}/{lower}"),
        (time(9, 12), "pulse", str(chance.randint(58, 92))),
        (time(12, 50), "meal", MEALS[number % len(MEALS)]),
        (time(16, 30), "mood", MOODS[number % len(MOODS)]),
    ]
    for hour in (8, 10, 13, 15, 18):
        found.append((time(hour, 20), "fluids", str(chance.choice((150, 200, 250)))))
    if number % 7 == 0:
        found.append((time(9, 5), "weight", f"{61.4 - number * 0.03:.1f}"))
    return found


def _record(actor: Actor, values: dict[str, str]) -> None:
    actions.record_observation(actor, ObservationInput.read(values))
