"""For every event type that moves a screen: what was before, and what happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from carecircle import clock
from carecircle.care.emergencies.actions import escalate_due
from carecircle.care.medications.giving.actions import emit_due_doses
from carecircle.care.medications.models import Dose
from carecircle.care.shifts.actions import emit_uncovered_shifts
from carecircle.care.shifts.models import Shift
from carecircle.db.session import transaction
from carecircle.events import log
from tests import cast as casting
from tests.cast import Cast
from tests.flows.medicine_stories import MEDICINE_STORIES
from tests.visitors import program_of

Happen = Callable[["Home"], None]


class Home:
    """The family, its members as programs, a dose that is due, an emergency where one is asked."""

    def __init__(self, app: Flask, cast: Cast):
        self.cast, self.base = cast, f"/families/{cast.family_id}"
        self.ana, self.ben = program_of(app, cast.ana), program_of(app, cast.ben)
        self.medication = casting.prescribe(cast.ana, strength="5 mg", instructions="With water")
        self.dose = casting.first_dose(self.medication)
        self.emergency = ""
        self.record = self.shift = self.channel = self.message = self.observation = ""

    def post(self, path: str, **members: Any) -> dict[str, Any]:
        response = self.ana.post(self.base + path, **members)
        assert response.status_code in (200, 201), response.text
        return response.json or {}

    def give(self, **members: Any) -> None:
        path = f"/doses/{self.dose.id}/administration"
        self.record = self.post(path, **({"outcome": "given"} | members))["id"]

    def leave_blank(self) -> None:
        """The window of the dose has ended without a record."""
        with transaction() as tx:
            dose = tx.session.get_one(Dose, self.dose.id)
            for mark in ("opens_at", "late_at", "closes_at"):
                setattr(dose, mark, getattr(dose, mark) - timedelta(hours=4))
            dose.told, dose.changes_at = "not_recorded", None

    def plan(self) -> None:
        hours = {"starts_at": clock.now() - timedelta(hours=1), "ends_at": clock.now()}
        told = {name: (at + timedelta(minutes=30)).isoformat() for name, at in hours.items()}
        self.shift = self.post("/shifts", member=self.cast.ana.member_id, **told)["id"]

    def miss(self) -> None:
        with transaction() as tx:
            tx.session.get_one(Shift, self.shift).changes_at = clock.now()
        emit_uncovered_shifts()

    def work(self, verb: str, **members: Any) -> None:
        self.post(f"/shifts/{self.shift}/{verb}", **members)

    def accept(self) -> None:
        place = f"{self.base}/shifts/{self.shift}/handoff/acceptance"
        assert self.ben.post(place, read_back="All of it").status_code == 200

    def observe(self, kind: str, value: str) -> None:
        self.observation = self.post("/observations", kind=kind, value=value)["id"]

    def strike(self) -> None:
        self.post(f"/observations/{self.observation}/correction", why="Somebody else's")

    def open_channel(self) -> None:
        self.channel = self.post("/channels", name="Garden")["id"]

    def say(self, text: str) -> None:
        self.message = self.post(f"/channels/{self.channel}/messages", text=text)["id"]

    def edit(self, text: str) -> None:
        place = f"/channels/{self.channel}/messages/{self.message}"
        self.post(f"{place}/correction", text=text)

    def press(self, **members: Any) -> None:
        self.emergency = self.post("/emergencies", **members)["id"]

    def answer(self, path: str, **members: Any) -> None:
        self.post(f"/emergencies/{self.emergency}{path}", **members)

    def wait(self, until: Any) -> None:
        with clock.moved_to(until):
            emit_due_doses()


def given(home: Home) -> None:
    home.give()


def pressed(home: Home) -> None:
    home.press(type="fall", note="She is on the floor", location="Hall")


def closed(home: Home) -> None:
    pressed(home)
    home.answer("/resolution", outcome="handled")


def planned(home: Home) -> None:
    home.plan()


def begun(home: Home) -> None:
    home.plan()
    home.work("start")


def handed(home: Home) -> None:
    begun(home)
    home.work("handoff", illness="stable", belongings="House key")


def observed(home: Home) -> None:
    home.observe("mood", "calm")


def channel_open(home: Home) -> None:
    home.open_channel()


def message_said(home: Home) -> None:
    home.open_channel()
    home.say("Good morning")


def nothing(home: Home) -> None:
    """Only the family with its one dose."""


# type of event -> (what was before, what happens)
STORIES: dict[str, tuple[Happen, Happen]] = {
    "medication:logged": (nothing, given),
    "medication:reviewed": (
        lambda home: home.leave_blank(),
        lambda home: home.post(f"/doses/{home.dose.id}/review") and None,
    ),
    "medication:corrected": (
        given,
        lambda home: home.post(f"/administrations/{home.record}/correction", undo=True) and None,
    ),
    "medication:changed": (
        nothing,
        lambda home: casting.prescribe(home.cast.ana, "Ramipril") and None,
    ),
    **MEDICINE_STORIES,
    "numbers:changed": (
        nothing,
        lambda home: home.post("/numbers", undo_min=20, late_min=90) and None,
    ),
    "emergency:alert": (nothing, pressed),
    "emergency:updated": (pressed, lambda home: home.press(note="Awake now", severity="critical")),
    "emergency:acknowledged": (
        pressed,
        lambda home: home.answer("/acknowledgement", answer="on_my_way", minutes=10),
    ),
    "emergency:declined": (pressed, lambda home: home.answer("/refusal")),
    "emergency:escalated": (pressed, lambda home: _nobody_answers(home)),
    "emergency:received": (pressed, lambda home: home.answer("/receipt", kind="received")),
    "emergency:resolved": (pressed, lambda home: home.answer("/resolution", outcome="mistake")),
    "emergency:reopened": (closed, lambda home: home.answer("/reopening")),
    "shift:changed": (nothing, lambda home: home.plan()),
    "shift:uncovered": (planned, lambda home: home.miss()),
    "shift:started": (planned, lambda home: home.work("start")),
    "shift:ended": (begun, lambda home: home.work("end", why="Done later")),
    "shift:handoff": (begun, lambda home: home.work("handoff", illness="watch", actions="Call")),
    "shift:accepted": (handed, lambda home: home.accept()),
    "observation:recorded": (nothing, lambda home: home.observe("pulse", "120")),
    "observation:corrected": (observed, lambda home: home.strike()),
    "agenda:changed": (
        nothing,
        lambda home: home.post("/agenda", kind="task", what="Ring") and None,
    ),
    "channel:opened": (nothing, lambda home: home.open_channel()),
    "message": (channel_open, lambda home: home.say("Good morning <3")),
    "message:edited": (message_said, lambda home: home.edit("Good evening")),
    "note:added": (nothing, lambda home: home.post("/notes", body="Slept well <3") and None),
    "member:joined": (nothing, lambda home: _join(home)),
    "member:changed": (
        nothing,
        lambda home: home.post(f"/members/{home.cast.ben.member_id}/role", role="admin") and None,
    ),
    "member:removed": (
        nothing,
        lambda home: home.post(f"/members/{home.cast.ben.member_id}/removal") and None,
    ),
    "recipient:changed": (
        nothing,
        lambda home: _change_recipient(home),
    ),
}
BY_THE_CLOCK: dict[str, tuple[str, Happen]] = {
    "medication:due": ("opens_at", nothing),
    "medication:late": ("late_at", nothing),
    "medication:missed": ("closes_at", nothing),
    "medication:unrecorded": ("tell_at", nothing),
    "medication:reoffered": ("offer_at", lambda home: _refuse(home)),
    "medication:offer_ended": ("closes_at", lambda home: _refuse(home)),
}


def _refuse(home: Home) -> None:
    with clock.moved_to(home.dose.due_at):
        home.give(outcome="refused", reason="Felt sick")


def _change_recipient(home: Home) -> None:
    told = {"name": "Rosa A.", "zone": casting.DAY_ZONE, "allergies": "penicillin (swelling)"}
    home.post(f"/recipients/{home.cast.rosa}", **told)


def _nobody_answers(home: Home) -> None:
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        assert escalate_due() == 1


def _join(home: Home) -> None:
    actor = casting.join(home.cast.family_id, "Cleo Carer", "CC", "caregiver")
    with transaction():
        log.emit(
            "member:joined",
            family_id=home.cast.family_id,
            actor=actor.who,
            data={"member": actor.member_id, "role": "caregiver"},
        )


def pages_of(home: Home) -> list[str]:
    places = [
        "/",
        "/doses",
        "/medications",
        "/medication-tasks",
        "/emergencies",
        "/notes",
        "/feed",
        "/members",
        "/shifts",
        "/channels",
        "/observations",
        "/agenda",
    ]
    places += [f"/channels/{home.channel}"] if home.channel else []
    places += [f"/emergencies/{home.emergency}"] if home.emergency else []
    return [home.base + place for place in places]
