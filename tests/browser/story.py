"""One thing after another in a family, so that every type of event that moves a screen happens."""

from collections.abc import Iterator

from carecircle.care.families.actions import founding, leaving
from carecircle.care.medications import actions as medications
from carecircle.care.medications.inputs import AdministrationInput, CorrectionInput, StopInput
from carecircle.care.medications.models import Administration
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.recipients.actions import change_recipient
from carecircle.care.recipients.inputs import RecipientInput
from carecircle.db.session import transaction
from tests.browser.home import Home
from tests.cast import prescribe, wall_clock


def doses(home: Home) -> Iterator[str]:
    ben, ana = home.cast.ben, home.cast.ana
    record = give(home, {"outcome": "given", "note": "With a full glass"})
    yield "given"
    medications.correct_administration(ben, record.id, CorrectionInput.read({"undo": "on"}))
    yield "undone"
    record = give(home, {"outcome": "refused", "reason": "Not now"})
    yield "refused"
    values = CorrectionInput.read({"outcome": "given", "why": "She took it after all"})
    medications.correct_administration(ben, record.id, values)
    yield "corrected"
    later = prescribe(ana, "Furosemide", times=wall_clock(30))
    yield "a medication written down"
    medications.stop_medication(ana, later.id, StopInput.read({"why": "On advice of Dr Reyes"}))
    yield "a medication stopped"


def give(home: Home, values: dict[str, str]) -> Administration:
    given = AdministrationInput.read(values)
    return medications.record_administration(home.cast.ben, home.dose_id, given)


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
