"""Allergies and the same ingredient twice are asked about when written down and when given."""

import pytest

from carecircle.care.errors import Asked, Invalid
from carecircle.care.medications.allergies.actions import change_recipient
from carecircle.care.medications.giving.actions import give_prn, record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput, PrnInput
from carecircle.care.medications.giving.related import related_to
from carecircle.care.medications.models import Incident, Medication
from carecircle.care.medications.prescribing.actions import add_medication, stop_medication
from carecircle.care.medications.prescribing.inputs import MedicationInput, StopInput
from carecircle.care.recipients.inputs import RecipientChangeInput
from carecircle.care.recipients.models import Allergy, Recipient
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")


def told(people: Cast, allergies: str, **values: object) -> Recipient:
    given = RecipientChangeInput.read({"allergies": allergies, **values})
    return change_recipient(people.ana, people.rosa, given)


def add(people: Cast, name: str, **values: object) -> Medication:
    given = {"name": name, "quantity": 1, "times": "08:00", **values}
    return add_medication(people.ana, MedicationInput.read(given))


PAIRS = [
    ("penicillin (swelling)", "Amoxicillin 500mg capsules", "penicillin", "swelling"),
    ("Penicillin, latex", "Augmentin 625", "Penicillin", None),
    ("sulfa (rash)", "Septrin 480 mg", "sulfa", "rash"),
    ("codeine (vomiting)", "Oramorph 10mg/5ml oral solution", "codeine", "vomiting"),
    ("aspirin (asthma)", "Ibuprofen 400 mg", "aspirin", "asthma"),
    ("Panadol (rash)", "co-codamol 30/500", "Panadol", "rash"),
    ("penicilina (urticaria)", "Amoxicilina 500 mg", "penicilina", "urticaria"),
]


@pytest.mark.parametrize(("allergies", "name", "substance", "reaction"), PAIRS)
def test_a_medication_against_an_allergy(
    allergies: str, name: str, substance: str, reaction: str | None
) -> None:
    people = cast.gather()
    told(people, allergies)
    with pytest.raises(Asked) as asked:
        add(people, name)
    assert (asked.value.status, asked.value.code) == (422, "allergy")
    assert asked.value.more["substance"] == substance
    assert asked.value.more["reaction"] == reaction
    with pytest.raises(Invalid):
        add(people, name, confirm="allergy")
    made = add(people, name, confirm="allergy", reason="Dr Malik: it was only once")
    assert (made.confirmed, made.confirmed_why) == (["allergy"], "Dr Malik: it was only once")
    with reading() as session:
        assert [row.kind for row in session.query(Incident)] == ["allergy"]


@pytest.mark.parametrize(("allergies", "name", "substance", "reaction"), PAIRS)
def test_an_allergy_against_what_is_taken(
    allergies: str, name: str, substance: str, reaction: str | None
) -> None:
    people = cast.gather()
    add(people, name)
    with pytest.raises(Asked) as asked:
        told(people, allergies)
    assert asked.value.code == "allergy"
    assert (asked.value.more["substance"], asked.value.more["reaction"]) == (substance, reaction)
    with reading() as session:
        assert session.query(Allergy).count() == 0
    told(people, allergies, confirm="allergy", reason="The doctor is asked today")
    told(people, f"{allergies}\ncats")
    with reading() as session:
        assert session.query(Incident).count() == 1


def test_whenever_it_is_given_it_is_asked_again() -> None:
    people = cast.gather()
    told(people, "penicillin (swelling)")
    agreed = {"confirm": "allergy", "reason": "Tested"}
    medication = cast.prescribe(people.ana, "Amoxicillin 500 mg", **agreed)
    dose = cast.first_dose(medication)
    with pytest.raises(Asked) as asked:
        record_administration(people.ben, dose.id, AdministrationInput.read({"outcome": "given"}))
    assert asked.value.code == "allergy"
    assert (asked.value.more["substance"], asked.value.more["reaction"]) == (
        "penicillin",
        "swelling",
    )
    values = AdministrationInput.read({"outcome": "given", **agreed})
    assert record_administration(people.ben, dose.id, values).confirmed == ["allergy"]


def test_what_is_refused_or_as_needed() -> None:
    people = cast.gather()
    prn = cast.prescribe_prn(people.ana, "Co-codamol 8/500")
    told(people, "codeine (vomiting)", confirm="allergy", reason="Ask the doctor")
    asked_for = {"reason": "Pain", "score": 4}
    give_prn(people.ben, prn.id, PrnInput.read({**asked_for, "outcome": "refused"}))
    with pytest.raises(Asked) as asked:
        give_prn(people.ben, prn.id, PrnInput.read(asked_for))
    assert asked.value.code == "allergy"


def test_none_known_is_stored_as_asked() -> None:
    people = cast.gather()
    recipient = told(people, "NKDA")
    assert recipient.no_allergies_asked_by == "Ana Almeida"
    with reading() as session:
        assert session.query(Allergy).count() == 0


TWICE = [
    ("Paracetamol 500 mg", "Paracetamol 500 mg"),
    ("Paracetamol 500mg tablets", "Panadol"),
    ("acetaminophen", "co-codamol 30/500"),
    ("Amlodipine (as besilate) 5 mg", "Istin 10 mg"),
    ("Furosemide 40 mg", "Frusemide 20 mg"),
    ("Rosa's own herbal tea", "Rosa's own herbal tea"),
    ("Ácido acetilsalicílico 100 mg", "Aspirin 75 mg"),
]


@pytest.mark.parametrize(("first", "second"), TWICE)
def test_the_same_ingredient_twice_is_asked_about(first: str, second: str) -> None:
    people = cast.gather()
    one = add(people, first)
    with pytest.raises(Asked) as asked:
        add(people, second)
    assert (asked.value.code, asked.value.more["other"]) == ("duplicate", one.id)
    other = add(people, second, confirm="duplicate", reason="One for the night")
    assert other.confirmed == ["duplicate"]
    with reading() as session:
        assert [found.medication.id for found in related_to(session, one)] == [other.id]


def test_what_was_stopped_or_is_something_else_is_no_duplicate() -> None:
    people = cast.gather()
    first = add(people, "Paracetamol 500 mg")
    add(people, "Ibuprofen 200 mg")
    stop_medication(people.ana, first.id, StopInput.read({"why": "Not needed"}))
    assert add(people, "Panadol").confirmed is None


def test_a_caution_blocks_nothing() -> None:
    people = cast.gather()
    first, second = add(people, "Codeine 30 mg"), add(people, "Morphine 10 mg")
    assert second.confirmed is None
    with reading() as session:
        [found] = related_to(session, first)
        assert [one.effect for one in found.cautions] == ["sedation"]
