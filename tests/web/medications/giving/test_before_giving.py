"""What stands beside a dose before it is given, and who signed on the chart."""

from datetime import timedelta

from carecircle import clock
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def at(cast: Cast, path: str) -> str:
    return f"/families/{cast.family_id}/{path}"


def test_two_refusals_running_are_marked_where_the_third_dose_is_given(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    times = ", ".join(casting.wall_clock(minutes) for minutes in (-2, -1, 1))
    medication = casting.prescribe(cast.ana, times=times)
    doses = [one["id"] for one in ben.get(at(cast, "doses")).json["items"]]
    assert len(doses) == 3
    for dose, is_marked in zip(doses, (False, False, True), strict=True):
        page = ben.page(at(cast, f"doses/{dose}")).text
        assert ("Refused 2 times running" in page) is is_marked
        body = {"outcome": "refused", "reason": "Too bitter"}
        ben.post(at(cast, f"doses/{dose}/administration"), **body)
    ana.post(at(cast, f"medications/{medication.id}/window"), refusals_marked=3)
    ana.post(at(cast, "numbers"), refusals_told=4)
    assert "Refused 3 times running" in ben.page(at(cast, f"medications/{medication.id}")).text


def test_its_form_is_said_where_the_amount_does_not_say_it(cast: Cast, ben: Visitor) -> None:
    for given, said in (
        ({"unit": "ml", "form": "oral solution"}, True),
        ({"unit": "tablets", "form": "tablet"}, False),
    ):
        dose = casting.first_dose(casting.prescribe(cast.ana, **given)).id
        page = ben.page(at(cast, f"doses/{dose}")).text
        assert (f"<p>{given['form']}</p>" in page) is said


def test_who_left_but_signed_stays_in_the_key_of_the_chart(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    ben.post(at(cast, f"doses/{dose}/administration"), outcome="given")
    for member in (cast.ben, cast.vera):
        assert ana.post(at(cast, f"members/{member.member_id}/removal")).status_code in (200, 201)
    chart = ana.page(at(cast, f"recipients/{cast.rosa}/medication-chart")).text
    key = chart.partition("given by")[2].partition("boxed letter")[0]
    assert "Ben Archer" in key
    assert "Vera Almeida" not in key


def test_an_absence_may_have_begun_a_while_ago(cast: Cast, ben: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, times=casting.wall_clock(-20))).id
    since = f"{clock.now() - timedelta(minutes=40):%Y-%m-%dT%H:%M}"
    assert ben.send(at(cast, "absences"), kind="hospital", starts_at=since).status_code == 303
    assert ben.get(at(cast, f"doses/{dose}")).json["state"] == "absent"


def test_a_change_begins_from_what_is_in_force(cast: Cast, ana: Visitor) -> None:
    taken = {
        "quantity": "0.5",
        "quantity_most": "2",
        "times": "07:30, 19:30",
        "weekdays": "mon, thu",
        "min_interval_h": "4.5",
        "max_per_day": "3",
    }
    medication = casting.prescribe(cast.ana, **taken).id
    page = ana.page(at(cast, f"medications/{medication}")).text
    for name, value in taken.items():
        assert f'name="{name}" type="text" value="{value}"' in page, name
    ends = ana.page(at(cast, f"medications/{casting.prescribe(cast.ana, every_hours=72).id}")).text
    assert 'name="every_hours" type="text" value="72"' in ends
