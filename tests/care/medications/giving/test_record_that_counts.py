"""Which record of a dose counts, and that the day, the chart, adherence and the handoff agree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from carecircle import clock
from carecircle.care.medications import rules
from carecircle.care.medications.absences.actions import begin_absence
from carecircle.care.medications.absences.inputs import AbsenceInput
from carecircle.care.medications.chart import history
from carecircle.care.medications.giving import queries
from carecircle.care.medications.giving.actions import correct_administration, record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.summaries.shift_report import report
from carecircle.db.session import reading
from tests import cast

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """A record, as the rule sees it. minutes: after 08:00."""

    id: str
    minutes: int
    closes: bool = True
    is_extra: bool = False
    is_void: bool = False

    @property
    def recorded_at(self) -> datetime:
        return AT + timedelta(minutes=self.minutes)

    @property
    def voided_at(self) -> datetime | None:
        return AT + timedelta(hours=2) if self.is_void else None


KINDS = {
    "nothing recorded": ([], None),
    "refused": ([Row("refused", 0, closes=False)], "refused"),
    "refused then given": ([Row("refused", 0, closes=False), Row("given", 30)], "given"),
    "refused, given, refusal reworded": (
        [
            Row("refused", 0, closes=False, is_void=True),
            Row("given", 30),
            Row("reworded", 60, closes=False),
        ],
        "given",
    ),
    "refused twice": ([Row("refused", 0, closes=False), Row("asleep", 30, closes=False)], "asleep"),
    "given then undone": ([Row("given", 0, is_void=True)], None),
    "refused, given, undone": (
        [Row("refused", 0, closes=False), Row("given", 30, is_void=True)],
        "refused",
    ),
    "corrected": ([Row("given", 0, is_void=True), Row("destroyed", 30)], "destroyed"),
    "partly then corrected": ([Row("partly", 0, is_void=True), Row("given", 0)], "given"),
    "corrected twice": (
        [Row("1", 0, is_void=True), Row("2", 10, is_void=True), Row("3", 20)],
        "3",
    ),
    "coded by an absence, then recorded": ([Row("hospital", 0)], "hospital"),
    "a second dose": ([Row("given", 0), Row("second", 30, closes=False, is_extra=True)], "given"),
    "a second dose, the first undone": (
        [Row("given", 0, is_void=True), Row("second", 30, closes=False, is_extra=True)],
        "second",
    ),
    "a second dose, the first corrected to a refusal": (
        [
            Row("given", 0, is_void=True),
            Row("second", 30, closes=False, is_extra=True),
            Row("refused", 60, closes=False),
        ],
        "second",
    ),
    "two live records from before the constraint": ([Row("1", 0), Row("2", 5)], "2"),
    "two live records of one instant": ([Row("1", 0), Row("2", 0)], "2"),
    "as needed": ([Row("given", 0)], "given"),
    "as needed, undone": ([Row("given", 0, is_void=True)], None),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_rule_whatever_the_order_of_the_rows(kind: str) -> None:
    records, expected = KINDS[kind]
    for turned in permutations(records):
        found = rules.record_that_counts(turned)
        assert (found.id if found else None) == expected


@dataclass
class Told:
    """What each place says of one dose."""

    day: str | None
    chart: str | None
    adherence: str | None
    handoff: str


def told(people: cast.Cast, dose_id: str) -> Told:
    now, hours = clock.now(), timedelta(hours=4)
    with reading() as session:
        found = queries.the_dose(session, people.family_id, dose_id)
        on = found.dose.local_on
        (cell,) = history.chart_period(session, people.rosa, found.zone, on, on).cells.values()
        handed = report(session, people.family_id, None, now - hours, now + hours)
    return Told(
        found.standing and found.standing.outcome,
        cell.standing and cell.standing.outcome,
        cell.counted(now).outcome,
        "given" if handed.given else "refused" if handed.refused else "unrecorded",
    )


class Story:
    """One dose of Rosa's, and what is done about it."""

    def __init__(self) -> None:
        self.people = cast.gather()
        self.dose_id = cast.first_dose(cast.prescribe(self.people.ana)).id

    def record(self, outcome: str, **more: object) -> str:
        values = AdministrationInput.read({"outcome": outcome, "reason": "Said so", **more})
        return record_administration(self.people.ben, self.dose_id, values).id

    def correct(self, record_id: str, **values: object) -> None:
        read = CorrectionInput.read({"why": "It was wrong", "reason": "Said so", **values})
        correct_administration(self.people.ben, record_id, read)


def refused_then_given(story: Story) -> None:
    story.record("refused")
    story.record("given")


def refusal_reworded_after_giving(story: Story) -> None:
    refusal = story.record("refused")
    story.record("given")
    story.correct(refusal, outcome="asleep")


def given_then_undone(story: Story) -> None:
    story.correct(story.record("given"), undo=True)


def corrected_to_a_refusal(story: Story) -> None:
    story.correct(story.record("given"), outcome="refused")


def partly_then_corrected(story: Story) -> None:
    story.correct(story.record("partly", quantity="0.5"), outcome="given")


def absent_then_recorded(story: Story) -> None:
    begin_absence(story.people.ben, AbsenceInput.read({"kind": "hospital"}))
    story.record("given")


def second_given_and_first_refused_after_all(story: Story) -> None:
    first = story.record("given")
    story.record("given", really_given=True)
    story.correct(first, outcome="refused")


STORIES: dict[Callable[[Story], None], tuple[str | None, str]] = {
    refused_then_given: ("given", "given"),
    refusal_reworded_after_giving: ("given", "given"),
    given_then_undone: (None, "unrecorded"),
    corrected_to_a_refusal: ("refused", "refused"),
    partly_then_corrected: ("given", "given"),
    absent_then_recorded: ("given", "given"),
    second_given_and_first_refused_after_all: ("given", "given"),
}


@pytest.mark.usefixtures("database", "morning")
@pytest.mark.parametrize("happens", STORIES, ids=lambda happens: happens.__name__)
def test_every_place_says_the_same(happens: Callable[[Story], None]) -> None:
    story, (outcome, handoff) = Story(), STORIES[happens]
    happens(story)
    assert told(story.people, story.dose_id) == Told(outcome, outcome, outcome, handoff)
