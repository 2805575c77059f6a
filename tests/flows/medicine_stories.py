"""What follows from medications, each as a story: what was before, and what happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from carecircle import clock
from carecircle.care.medications.follow_ups.actions import emit_effects_due
from carecircle.care.medications.models import EffectCheck, MedicationWarning
from carecircle.care.notifications.actions import send_warnings
from carecircle.db.session import reading, transaction
from tests import cast as casting

Happen = Callable[[Any], None]


def _nothing(home: Any) -> None:
    """Only the family with its one dose."""


def _prn(home: Any) -> None:
    medication = casting.prescribe_prn(home.cast.ana).id
    given = {"reason": "Hip pain", "score": 5}
    home.record = home.post(f"/medications/{medication}/administrations", **given)["id"]


def _hour_is_over(home: Any) -> None:
    with transaction() as tx:
        tx.session.query(EffectCheck).update({"due_at": clock.now(), "changes_at": clock.now()})
    assert emit_effects_due() == 1


def _prn_to_look_at(home: Any) -> None:
    _prn(home)
    _hour_is_over(home)


def _counted(home: Any) -> None:
    home.post(f"/medications/{home.medication.id}/stock-entries", quantity=8)


def _low(home: Any) -> None:
    _counted(home)
    home.give()


def _claim(home: Any) -> None:
    [task] = home.ana.get(f"{home.base}/medication-tasks").json["items"]
    home.post(f"/medication-tasks/{task['id']}/steps", step="claimed")


def _twice(home: Any) -> None:
    home.give(really_given=True, reason="Did not see it")


def _warned(home: Any) -> None:
    home.give()
    _twice(home)
    _send_in(0)


def _send_in(minutes: int) -> None:
    with clock.moved_to(clock.now() + timedelta(minutes=minutes)):
        assert send_warnings() == 1


def _see(home: Any) -> None:
    with reading() as session:
        warning = session.query(MedicationWarning).one().id
    seen = home.ben.post(f"{home.base}/medication-warnings/{warning}/acknowledgement")
    assert seen.status_code == 200


MEDICINE_STORIES: dict[str, tuple[Happen, Happen]] = {
    "medication:effect_due": (_prn, _hour_is_over),
    "medication:effect": (
        _prn_to_look_at,
        lambda home: home.post(f"/administrations/{home.record}/effect", effect="worked") and None,
    ),
    "medication:stock_low": (_counted, lambda home: home.give()),
    "medication:task": (_low, _claim),
    "medication:incident": (lambda home: home.give(), _twice),
    "medication:warning": (lambda home: home.give(), _twice),
    "medication:warned_again": (_warned, lambda home: _send_in(20)),
    "medication:warning_acknowledged": (_warned, _see),
    "medication:absence": (
        _nothing,
        lambda home: home.post("/absences", kind="hospital") and None,
    ),
}
