"""Our numbers: a default, what the family says, what one medication says; from now on only."""

from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.medications.models import Administration, Dose
from carecircle.care.thresholds.definitions import THRESHOLDS
from carecircle.care.thresholds.models import ThresholdSetting
from carecircle.db.session import reading
from carecircle.events.models import AuditRow
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def at(cast: Cast, path: str) -> str:
    return f"/families/{cast.family_id}/{path}"


def windows(medication: str) -> list[tuple[timedelta, timedelta]]:
    """Of the doses that are still to come: how late is late, and when it is over."""
    with reading() as session:
        rows = session.query(Dose).filter_by(medication_id=medication, withdrawn_at=None)
        found = rows.filter(Dose.opens_at > clock.now()).order_by(Dose.due_at)
        return [(dose.late_at - dose.due_at, dose.closes_at - dose.due_at) for dose in found]


def give(cast: Cast, who: Visitor, **given: object) -> str:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    made = who.post(at(cast, f"doses/{dose}/administration"), outcome="given", **given)
    assert made.status_code == 201, made.text
    return str(made.json["id"])


def undo_min(record: str) -> timedelta:
    with reading() as session:
        found = session.get_one(Administration, record)
        return (found.undo_until or found.recorded_at) - found.recorded_at


def test_everybody_reads_them_and_only_an_admin_says_others(
    cast: Cast, ana: Visitor, ben: Visitor, vera: Visitor
) -> None:
    for visitor in (ana, ben, vera):
        items = {one["id"]: one for one in visitor.get(at(cast, "numbers")).json["items"]}
        assert set(items) == set(THRESHOLDS)
        assert items["undo_min"]["value"] == items["undo_min"]["default"] == 10
        assert "Who wrote a record can undo it for" in visitor.page(at(cast, "numbers")).text
    for visitor in (ben, vera):
        assert visitor.post(at(cast, "numbers"), undo_min=20).status_code == 403
    made = ana.post(at(cast, "numbers"), undo_min=20)
    assert (made.status_code, made.json["changed"]) == (200, ["undo_min"])


def test_it_says_who_changed_one_and_when_in_the_page_the_feed_and_the_trail(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    with clock.moved_to(TEN):
        assert ana.send(at(cast, "numbers"), undo_min="20", low_days="").status_code == 303
        for visitor in (ana, ben):
            page = visitor.page(at(cast, "numbers")).text
            assert "Changed by Ana Almeida, Today 10:00." in page
        assert "Ana Almeida changed our numbers" in ben.page(at(cast, "feed")).text
    with reading() as session:
        entry = session.query(AuditRow).filter_by(verb="numbers:changed").one()
        assert entry.payload["before"] == {"undo_min": None}
        assert entry.payload["after"] == {"undo_min": 20}


def test_the_same_again_is_no_news(cast: Cast, ana: Visitor) -> None:
    for _time in range(2):
        ana.post(at(cast, "numbers"), undo_min=20)
    events = ana.get(at(cast, "events?after=") + first_cursor(ana, cast)).json["events"]
    assert [e["type"] for e in events].count("numbers:changed") == 1


def first_cursor(visitor: Visitor, cast: Cast) -> str:
    head = str(visitor.get(at(cast, "events")).json["cursor"])
    return f"{head.rpartition('-')[0]}-0"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"undo_min": 0}, "undo_min"),
        ({"undo_min": 61}, "undo_min"),
        ({"late_min": 121}, "window_min"),
        ({"late_critical_min": 121}, "late_critical_min"),
        ({"urgent_days": 8}, "urgent_days"),
        ({"refusals_told": 1}, "refusals_told"),
    ],
)
def test_it_refuses_what_is_out_of_bounds_or_cannot_stand_together(
    cast: Cast, ana: Visitor, said: dict[str, int], field: str
) -> None:
    refused = ana.post(at(cast, "numbers"), **said)
    assert (refused.status_code, list(refused.json["error"]["fields"])) == (422, [field])
    again = ana.send(at(cast, "numbers"), **said)
    assert f'id="{field}-error"' in again.text
    with reading() as session:
        assert session.query(ThresholdSetting).count() == 0


def test_a_medication_before_its_family_before_the_default(cast: Cast, ana: Visitor) -> None:
    own = casting.prescribe(cast.ana, "Levodopa", times=casting.wall_clock(200))
    plain = casting.prescribe(cast.ana, "Statin", times=casting.wall_clock(200))
    critical = casting.prescribe(
        cast.ana, "Insulin", times=casting.wall_clock(200), is_time_critical=True
    )

    def late(medication: object) -> set[timedelta]:
        return {late for late, _end in windows(medication.id)}  # type: ignore[attr-defined]

    here = at(cast, f"medications/{own.id}/window")
    assert ana.post(here, late_min=20).json["late_min"] == 20
    ana.post(at(cast, "numbers"), late_min=45, late_critical_min=15)
    assert late(own) == {timedelta(minutes=20)}
    assert late(plain) == {timedelta(minutes=45)}
    assert late(critical) == {timedelta(minutes=15)}
    assert ana.send(here, late_min="").status_code == 303
    assert late(own) == {timedelta(minutes=45)}
    ana.post(at(cast, "numbers"), late_min=None)
    assert late(own) == late(plain) == {timedelta(minutes=60)}


def test_a_shorter_window_ends_what_is_late_too(cast: Cast, ana: Visitor) -> None:
    medication = casting.prescribe(cast.ana, times=casting.wall_clock(200))
    ana.post(at(cast, f"medications/{medication.id}/window"), window_min=80)
    ana.post(at(cast, "numbers"), late_min=100)
    assert set(windows(medication.id)) == {(timedelta(minutes=80), timedelta(minutes=80))}


def test_what_was_recorded_and_what_is_open_stays_as_it_was(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    ago = (clock.now() - timedelta(minutes=12)).isoformat()
    before = give(cast, ben, given_at=ago)
    waiting = casting.prescribe(cast.ana)
    late_at = casting.first_dose(waiting).late_at
    ana.post(at(cast, "numbers"), undo_min=1, recorded_late_min=5, late_min=1)
    assert casting.first_dose(waiting).late_at == late_at
    assert undo_min(before) == timedelta(minutes=10)
    undone = ben.post(at(cast, f"administrations/{before}/correction"), undo=True)
    assert undone.status_code == 200
    after = give(cast, ben)
    assert undo_min(after) == timedelta(minutes=1)
    with reading() as session:
        assert not session.get_one(Administration, before).was_late


def test_the_number_is_said_where_it_acts(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    with clock.moved_to(TEN):
        ana.post(at(cast, "numbers"), undo_min=20, recorded_late_min=5, effect_check_min=45)
        give(cast, ben)
        assert "Ben Archer can undo this until 10:20" in ana.page(at(cast, "")).text
        dose = casting.first_dose(casting.prescribe(cast.ana)).id
        assert "until 10:20" in ben.page(at(cast, f"doses/{dose}")).text
        ago = (clock.now() - timedelta(minutes=6)).isoformat()
        late = {"outcome": "given", "given_at": ago}
        refused = ben.post(at(cast, f"doses/{dose}/administration"), **late)
        assert "More than 5 min ago" in refused.json["error"]["fields"]["reason"]
        prn = casting.prescribe_prn(cast.ana).id
        assert "In 45 minutes" in ben.page(at(cast, f"medications/{prn}/give")).text


def test_low_stock_follows_at_once(cast: Cast, ana: Visitor) -> None:
    casting.prescribe(cast.ana, stock=10)
    assert ana.get(at(cast, "medication-tasks")).json["items"] == []
    ana.post(at(cast, "numbers"), low_days=14)
    assert [one["kind"] for one in ana.get(at(cast, "medication-tasks")).json["items"]] == [
        "reorder"
    ]
