"""One thing after another in a family, so that every type of event that moves a screen happens."""

from collections.abc import Iterator

from carecircle.care.emergencies import actions as emergencies
from carecircle.care.emergencies.inputs import (
    AcknowledgementInput,
    RaiseInput,
    ReceiptInput,
    ResolutionInput,
)
from carecircle.care.families.actions import founding, leaving
from carecircle.care.medications.giving import actions as giving_actions
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.models import Administration
from carecircle.care.medications.prescribing import actions as prescribing_actions
from carecircle.care.medications.prescribing.inputs import StopInput
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.recipients.actions import change_recipient
from carecircle.care.recipients.inputs import RecipientInput
from carecircle.db.session import transaction
from tests.browser.home import Home
from tests.cast import prescribe, wall_clock


def happenings(home: Home) -> Iterator[str]:
    """Does the next thing and says what it was. The passing of time is left to tests/flows."""
    yield from doses(home)
    yield from alarms(home)
    yield from people(home)


def doses(home: Home) -> Iterator[str]:
    ben, ana = home.cast.ben, home.cast.ana
    record = give(home, {"outcome": "given", "note": "With a full glass"})
    yield "given"
    giving_actions.correct_administration(ben, record.id, CorrectionInput.read({"undo": "on"}))
    yield "undone"
    record = give(home, {"outcome": "refused", "reason": "Not now"})
    yield "refused"
    values = CorrectionInput.read({"outcome": "given", "why": "She took it after all"})
    giving_actions.correct_administration(ben, record.id, values)
    yield "corrected"
    later = prescribe(ana, "Furosemide", times=wall_clock(30))
    yield "a medication written down"
    prescribing_actions.stop_medication(
        ana, later.id, StopInput.read({"why": "On advice of Dr Reyes"})
    )
    yield "a medication stopped"


def give(home: Home, values: dict[str, str]) -> Administration:
    given = AdministrationInput.read(values)
    return giving_actions.record_administration(home.cast.ben, home.dose_id, given)


def alarms(home: Home) -> Iterator[str]:
    ben, vera = home.cast.ben, home.cast.vera
    alarm, _ = emergencies.raise_emergency(ben, RaiseInput.read({"type": "fall"}))
    yield "an emergency"
    emergencies.raise_emergency(vera, RaiseInput.read({"location": "Bathroom"}))
    yield "more about it"
    emergencies.confirm(vera, alarm.id, ReceiptInput.read({"kind": "seen"}))
    yield "seen"
    emergencies.decline(vera, alarm.id)
    yield "one cannot come"
    values = AcknowledgementInput.read({"answer": "on_my_way", "minutes": "10"})
    emergencies.acknowledge(ben, alarm.id, values)
    yield "one comes"
    emergencies.resolve(ben, alarm.id, ResolutionInput.read({"outcome": "handled"}))
    yield "resolved"
    emergencies.reopen(ben, alarm.id)
    yield "reopened"


def people(home: Home) -> Iterator[str]:
    ana, vera = home.cast.ana, home.cast.vera
    add_note(
        vera, NoteInput.read({"body": "Slept well.\n<b>Ate</b> little.", "audience": "family"})
    )
    yield "a note"
    add_note(ana, NoteInput.read({"body": "For those who care", "audience": "carers"}))
    yield "a note that not everybody may read"
    change_recipient(
        ana, home.cast.rosa, RecipientInput.read({"name": "Rosa Almeida", "allergies": "latex"})
    )
    yield "an allergy"
    with transaction() as tx:
        stranger = home.cast.sam.account_id
        founding.join(tx.session, home.cast.family_id, stranger, "Sam New", "viewer")
    yield "somebody new"
    leaving.change_role(ana, vera.member_id, "caregiver")
    yield "another role"
    leaving.remove_member(ana, vera.member_id)
    yield "somebody removed"
