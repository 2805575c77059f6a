"""Many families for benchmarks, each small and complete, with a token for every member."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.auth import tokens
from carecircle.care.actor import Actor
from carecircle.care.medications.prescribing import actions as medications
from carecircle.care.medications.prescribing.inputs import MedicationInput
from carecircle.care.recipients import actions as recipients
from carecircle.care.recipients.inputs import RecipientInput
from carecircle.care.shifts import actions as shifts
from carecircle.care.shifts.inputs import ShiftInput
from carecircle.cli.seed import people, sign_ins
from carecircle.db.base import new_id
from carecircle.db.session import transaction

# Distinct ingredients, no interval; each is due this many minutes from now.
REGULAR = (("Amlodipine", "5 mg", -20), ("Atorvastatin", "20 mg", 20))
PRN = {"name": "Paracetamol", "strength": "500 mg", "quantity": "2", "unit": "tablet"}
PRN |= {"is_prn": "yes", "indication": "Pain", "min_interval_h": "4", "max_per_day": "8"}
PRN |= {"tried_first": "A cold pack", "expected_effect": "Less pain", "review_on": "2099-01-01"}
PRN |= {"call_when": "Pain of 8 or more"}


def seed(families: int, members: int, out: Path) -> None:
    """Writes one JSON line per member. Every family is a transaction of its own."""
    batch = new_id()
    with out.open("w", encoding="utf-8") as file:
        out.chmod(0o600)
        for number in range(1, families + 1):
            with transaction():
                lines = list(_family(f"{batch}-{number}", number, members))
            _write(file, lines)


def _write(file: TextIO, lines: list[dict[str, Any]]) -> None:
    for line in lines:
        file.write(json.dumps(line) + "\n")


def _family(key: str, number: int, members: int) -> Iterator[dict[str, Any]]:
    persons = tuple(_people(key, members))
    everybody = people.create_family(f"Family {number}", persons)
    _care(everybody[0])
    _rota(everybody[0], everybody[1] if members > 2 else everybody[0])
    for actor, person in zip(everybody, persons, strict=True):
        yield {
            "family": actor.family_id,
            "member": actor.member_id,
            "email": person.email,
            "role": actor.role,
            "token": tokens.create(person.email, family_id=actor.family_id, name="scale"),
        }


def _people(key: str, members: int) -> Iterator[sign_ins.SignIn]:
    for place in range(1, members + 1):
        role = "admin" if place == 1 else "viewer" if place == members else "caregiver"
        yield sign_ins.SignIn(f"Member {place}", f"m{place}-{key}@scale.example", "", role)


def _rota(admin: Actor, carer: Actor) -> None:
    """Adds one shift in progress; the first channel was created with the family."""
    begin = clock.now() - timedelta(hours=1)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=8)).isoformat()}
    shifts.plan_shifts(admin, ShiftInput.read(hours | {"member": carer.member_id}))


def _care(admin: Actor) -> None:
    recipients.add_recipient(admin, RecipientInput.read({"name": "Rosa", "zone": sign_ins.ZONE}))
    now = clock.now().astimezone(ZoneInfo(sign_ins.ZONE))
    for name, strength, minutes in REGULAR:
        given = {"name": name, "strength": strength, "quantity": "1", "unit": "tablet"}
        due = now + timedelta(minutes=minutes)
        due = due if due.date() == now.date() else now
        values = MedicationInput.read(given | {"times": f"{due:%H:%M}"})
        medications.add_medication(admin, values)
    medications.add_medication(admin, MedicationInput.read(PRN))
