"""The care day over HTTP: two taps, a trend, what is usual for one person, a call sheet, tasks."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.observations.kinds import KINDS
from tests.cast import Cast
from tests.visitors import Visitor

VALUES = {"blood_pressure": "120/80", "temperature": "36.8", "glucose": "5.4", "weight": "61.5"}


def value_of(kind: str) -> str:
    """Returns a value that the kind takes: a choice, an amount, or the least usual number."""
    known = KINDS[kind]
    least = known.least if known.low is None else known.low
    return VALUES.get(kind) or [*known.choices, *known.steps, f"{least:g}"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_two_taps_and_one_mechanism(kind: str, cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/observations"
    assert f"kind={kind}" in ben.page(base).text
    value = value_of(kind)
    form = ben.page(f"{base}/new?kind={kind}").text
    assert f'value="{value}"' in form or 'name="value"' in form
    assert ben.send(base, kind=kind, value=value).status_code == 303
    [item] = ben.get(f"{base}?kind={kind}").json["items"]
    assert (item["kind"], str(item["value"]).removesuffix(".0")) == (kind, value)


def test_a_value_beyond_ones_own_usual_is_marked(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}"
    ana.post(f"{base}/observations", kind="pulse", value="58")
    assert "lower than usual" not in ana.page(f"{base}/observations").text
    told = {"kind": "pulse", "low": 60, "high": 90}
    assert ana.post(f"{base}/recipients/{cast.rosa}/usual", **told).status_code == 200
    page = ana.page(f"{base}/observations").text
    assert "lower than usual" in page
    assert '<use href="#k-low"/>' in page
    assert 'id="k-low"' in page


def test_a_trend_is_drawn_with_what_is_usual_and_its_list(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/observations"
    for value in ("70", "75", "110"):
        ben.post(base, kind="pulse", value=value)
    page = ben.page(f"{base}?kind=pulse").text
    assert "<polyline" in page
    assert 'class="usual"' in page
    assert ": 70 to 110, now 110" in page
    assert page.count("Pulse: ") >= 3


def test_what_is_wrong_stays_struck_through_and_leaves_the_trend(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/observations"
    for value in ("70", "190"):
        made = ben.post(base, kind="pulse", value=value).json["id"]
    ben.post(f"{base}/{made}/correction", why="Counted double")
    page = ben.page(f"{base}?kind=pulse").text
    assert "<s>Pulse: 190 /min</s>" in page
    assert "Counted double" in page
    assert "<polyline" not in page


def test_it_refuses_what_cannot_be_and_keeps_what_was_typed(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/observations"
    answer = ben.send(base, kind="blood_pressure", value="80/120", note="Sitting")
    assert answer.status_code == 422
    assert "The first number is the higher one" in answer.text
    assert "Sitting" in answer.text
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    assert ben.post(base, kind="pulse", value="70", at=tomorrow).status_code == 422


def test_the_call_sheet_says_what_is_different_and_who_it_is_about(
    cast: Cast, ben: Visitor, sam: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    ben.post(f"{base}/observations", kind="soft_sign", value="confused", note="Since breakfast")
    ben.post(f"{base}/observations", kind="temperature", value="38.4")
    sheet = f"{base}/recipients/{cast.rosa}/call-sheet"
    page = ben.page(sheet).text
    for words in ("Newly confused", "Since breakfast", "38.4 °C", "higher than usual", "Rosa"):
        assert words in page
    assert sam.page(sheet).status_code == 404


def test_a_task_is_taken_over_and_done_once(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/agenda"
    made = ana.post(base, kind="task", what="Ring Dr Malik").json
    assert made["member"] is None
    assert ben.post(f"{base}/{made['id']}/owner").json["member"] == cast.ben.member_id
    assert "Ring Dr Malik" in ben.page(base).text
    first = ben.post(f"{base}/{made['id']}/done").json["done_at"]
    assert ana.post(f"{base}/{made['id']}/done").json["done_at"] == first
    assert ana.get(base).json["items"] == []


def test_an_appointment_says_when_where_and_how_they_get_there(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}/agenda"
    on = (clock.now() + timedelta(days=2)).date().isoformat()
    told = {"what": "Foot clinic", "place": "Dr Sousa", "transport": "Taxi at ten"}
    assert ana.send(base, kind="appointment", **told).status_code == 422
    told["due_at"] = f"{on}T10:30"
    assert ana.send(base, kind="appointment", **told).status_code == 303
    page = ana.page(base).text
    for words in ("Foot clinic", "10:30", "Dr Sousa", "Taxi at ten"):
        assert words in page


def test_a_viewer_looks_and_a_stranger_finds_nothing(
    cast: Cast, ben: Visitor, vera: Visitor, sam: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    made = ben.post(f"{base}/observations", kind="mood", value="calm").json["id"]
    assert vera.page(f"{base}/observations").status_code == 200
    assert vera.post(f"{base}/observations", kind="mood", value="low").status_code == 403
    assert sam.get(f"{base}/observations/{made}").status_code == 404
    elsewhere = f"/families/{cast.other_family_id}"
    assert sam.get(f"{elsewhere}/observations/{made}").status_code == 404
    assert (
        sam.post(
            f"{elsewhere}/observations", kind="pulse", value="70", recipient=cast.rosa
        ).status_code
        == 422
    )


def test_of_several_people_it_asks_about_whom_and_guesses_nobody(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    rui = ana.post(f"{base}/recipients", name="Rui Almeida").json["id"]
    for who, value in ((cast.rosa, "150"), (cast.rosa, "200"), (rui, "90"), (rui, "95")):
        ben.post(f"{base}/observations", kind="fluids", value=value, recipient=who)
    assert ben.post(f"{base}/observations", kind="fluids", value="150").status_code == 422
    asked = ben.page(f"{base}/observations/new?kind=fluids").text
    assert f"kind=fluids&amp;recipient={rui}" in asked
    assert 'name="value"' not in asked
    form = ben.page(f"{base}/observations/new?kind=fluids&recipient={rui}").text
    assert form.count(f'name="recipient" value="{rui}"') == form.count('action="/families') - 1 == 2
    listed = ben.page(f"{base}/observations").text
    assert "about Rosa Almeida" in listed
    assert "about Rui Almeida" in listed
    assert f"new?kind=fluids&amp;recipient={rui}" in ben.page(f"{base}/?recipient={rui}").text


def test_of_several_people_a_trend_is_of_who_is_chosen(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    rui = ana.post(f"{base}/recipients", name="Rui Almeida").json["id"]
    for who, values in ((cast.rosa, ("70", "75")), (rui, ("90", "95"))):
        for value in values:
            ben.post(f"{base}/observations", kind="pulse", value=value, recipient=who)
    place = f"{base}/observations?kind=pulse"
    assert "<polyline" not in ben.page(place).text
    assert "Choose whose trend you want to see" in ben.page(place).text
    assert ": 70 to 75, now 75" in ben.page(f"{place}&recipient={cast.rosa}").text
    assert ": 90 to 95, now 95" in ben.page(f"{place}&recipient={rui}").text


def test_what_is_different_leads_to_the_sheet_for_the_call(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}"
    made = ben.send(f"{base}/observations", kind="soft_sign", value="breathless")
    sheet = f"{base}/recipients/{cast.rosa}/call-sheet"
    page = ben.page(made.headers["Location"]).text
    assert f'href="{sheet}"' in page
    for cup in ("100", "250"):
        ben.post(f"{base}/observations", kind="fluids", value=cup)
    said = ben.page(sheet).text
    assert "More breathless" in said
    assert "Drink: Today 350 ml" in said
    assert "Drink: 250 ml" not in said


def test_what_is_to_come_names_about_whom_it_is_where_there_are_several(
    cast: Cast, ana: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    ana.post(f"{base}/agenda", kind="task", what="Ring Dr Malik", recipient=cast.rosa)
    ana.post(f"{base}/agenda", kind="task", what="Buy milk")
    assert "about Rosa Almeida" not in ana.page(f"{base}/agenda").text
    ana.post(f"{base}/recipients", name="Rui Almeida")
    page = ana.page(f"{base}/agenda").text
    assert "about Rosa Almeida" in page
    assert "Nobody in particular" in page
