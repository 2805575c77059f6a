"""What is dangerous is sent by push and e-mail until somebody says that they have seen it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import NotAllowed
from carecircle.care.medications.follow_ups.actions import review_incident
from carecircle.care.medications.follow_ups.inputs import ReviewInput
from carecircle.care.medications.giving.actions import record_administration, review_dose
from carecircle.care.medications.giving.inputs import AdministrationInput, DoseReviewInput
from carecircle.care.medications.models import MedicationWarning
from carecircle.care.medications.warnings.actions import acknowledge
from carecircle.care.notifications.actions import send_warnings
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.shifts.models import Shift
from carecircle.db.session import reading, transaction
from carecircle.events.models import Event
from tests import cast
from tests.care.medications.warnings import raising
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")
AGAIN = timedelta(minutes=11)


def warnings() -> list[MedicationWarning]:
    with reading() as session:
        return session.query(MedicationWarning).order_by(MedicationWarning.id).all()


def messages(state: str = "waiting") -> list[tuple[str, int]]:
    """The first name of each who is written to, and the round."""
    with reading() as session:
        rows = session.query(OutboxMessage).filter_by(kind="warning", state=state)
        return sorted((one.name.split()[0], one.round) for one in rows)


def send(at: datetime | None = None) -> int:
    with clock.moved_to(at or clock.now() + timedelta(days=1)):
        return send_warnings()


def types() -> list[str]:
    with reading() as session:
        return [one.type for one in session.query(Event).order_by(Event.seq)]


def on_duty(people: Cast, member_id: str) -> None:
    with transaction() as tx:
        tx.session.add(
            Shift(
                family_id=people.family_id,
                member_id=member_id,
                starts_at=clock.now(),
                ends_at=clock.now() + timedelta(hours=8),
                started_at=clock.now(),
                created_at=clock.now(),
            )
        )


@pytest.mark.parametrize(("happen", "kind"), raising.DANGEROUS.items())
def test_what_is_dangerous_is_warned_of_and_sent(happen: Callable[[Cast], None], kind: str) -> None:
    people = cast.gather()
    happen(people)
    assert [one.kind for one in warnings()] == [kind]
    assert types().count("medication:warning") == 1
    assert send() == 1
    caused_by_ben = warnings()[0].by == people.ben.member_id
    assert [name for name, _round in messages()] == ["Ana"] + ([] if caused_by_ben else ["Ben"])


@pytest.mark.parametrize("happen", raising.HARMLESS)
def test_what_is_not_dangerous_is_not_sent(happen: Callable[[Cast], None]) -> None:
    happen(cast.gather())
    assert warnings() == []
    assert send() == 0


def test_those_on_duty_are_told_first_and_everybody_if_nobody_has_seen_it() -> None:
    people = cast.gather()
    on_duty(people, people.ben.member_id)
    raising.missed(people)
    begin = clock.now() + timedelta(days=1)
    assert send(begin) == 1
    assert messages() == [("Ben", 1)]
    assert send(begin + timedelta(minutes=9)) == 0
    assert send(begin + AGAIN) == 1
    assert [name for name, round_ in messages() if round_ == 2] == ["Ana", "Ben", "Vera"]
    assert send(begin + AGAIN + timedelta(days=1)) == 0
    assert types().count("medication:warned_again") == 1


def test_who_caused_it_on_duty_is_not_the_one_who_is_told() -> None:
    people = cast.gather()
    on_duty(people, people.ben.member_id)
    raising.second_dose(people)
    send()
    assert messages() == [("Ana", 1)]


def test_many_workers_send_each_round_once() -> None:
    raising.missed(cast.gather())
    at = clock.now() + timedelta(days=1)
    assert [send(at), send(at), send(at)] == [1, 0, 0]


def test_an_acknowledgement_ends_it_and_stops_what_is_not_sent() -> None:
    people = cast.gather()
    raising.second_dose(people)
    send()
    acknowledge(people.vera, warnings()[0].id)
    acknowledge(people.ana, warnings()[0].id)
    [warning] = warnings()
    assert (warning.acknowledged_by_name, warning.next_at) == ("Vera Almeida", None)
    assert (messages(), messages("stopped")) == ([], [("Ana", 1)])
    assert send(clock.now() + timedelta(days=2)) == 0
    assert types().count("medication:warning_acknowledged") == 1


def test_who_caused_it_cannot_acknowledge_it() -> None:
    people = cast.gather()
    raising.second_dose(people)
    with pytest.raises(NotAllowed):
        acknowledge(people.ben, warnings()[0].id)
    with pytest.raises(Exception, match="not yours"):
        acknowledge(people.sam, warnings()[0].id)
    assert warnings()[0].acknowledged_at is None


def recorded_late(people: Cast) -> None:
    with reading() as session:
        dose = session.query(MedicationWarning).one().dose_id
    values = {"outcome": "given", "reason": "Forgot to record it"}
    record_administration(people.ana, dose, AdministrationInput.read(values))


def left_as_not_recorded(people: Cast) -> None:
    dose = warnings()[0].dose_id
    with clock.moved_to(clock.now() + timedelta(hours=3)):
        review_dose(people.ana, dose or "", DoseReviewInput.read({}))


@pytest.mark.parametrize("know", [recorded_late, left_as_not_recorded])
def test_whoever_explains_the_dose_has_seen_the_warning(know: Callable[[Cast], None]) -> None:
    people = cast.gather()
    raising.missed(people)
    know(people)
    assert [one.acknowledged_by_name for one in warnings()] == ["Ana Almeida"]
    assert send() == 0


def test_whoever_reviews_the_incident_has_seen_the_warning() -> None:
    people = cast.gather()
    raising.second_dose(people)
    incident = warnings()[0].incident_id
    review_incident(people.ana, incident or "", ReviewInput.read({"review": "Dr Malik: watch"}))
    assert [one.acknowledged_by_name for one in warnings()] == ["Ana Almeida"]


def test_the_words_that_leave_the_app_tell_nothing_of_health() -> None:
    raising.missed(cast.gather())
    send()
    with reading() as session:
        [one, _two] = session.query(OutboxMessage).filter_by(kind="warning")
    text = f"{one.title} {one.body}"
    assert not [word for word in ("Levodopa", "Rosa", "missed", "Parkinson") if word in text]
    assert one.path.startswith("/families/")
