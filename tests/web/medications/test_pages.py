"""The pages around medications, as a person without script uses them."""

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def test_a_hospital_stay_is_begun_ended_and_reconciled(
    cast: Cast, ana: Visitor, vera: Visitor
) -> None:
    home = f"/families/{cast.family_id}"
    casting.prescribe(cast.ana, times=casting.wall_clock(5))
    begun = ana.send(f"{home}/absences", kind="hospital", recipient=cast.rosa)
    assert begun.status_code == 303
    here = begun.headers["Location"]
    [dose] = ana.get(f"{home}/doses").json["items"]
    assert (dose["state"], dose["absence"]["kind"]) == ("absent", "hospital")
    assert "In hospital" in vera.page(f"{home}/doses").text
    assert vera.send(f"{here}/return").status_code == 403
    assert ana.send(f"{here}/return").status_code == 303
    assert "Compare with the letter" in ana.page(here).text
    assert ana.send(f"{here}/reconciliation").status_code == 303
    assert "Compared by Ana Almeida" in ana.page(here).text


def test_the_chart_shows_initials_letters_and_what_was_struck(
    cast: Cast, ana: Visitor, ben: Visitor, sam: Visitor
) -> None:
    home = f"/families/{cast.family_id}"
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    made = ben.post(f"{home}/doses/{dose}/administration", outcome="given")
    wrong = {"outcome": "refused", "reason": "Spat it out", "why": "Looked again"}
    ben.post(f"{home}/administrations/{made.json['id']}/correction", **wrong)
    chart = f"{home}/recipients/{cast.rosa}/medication-chart"
    page = ana.page(chart).text
    assert "<s>BA</s>R" in page
    assert "1 of 1 recorded" in page
    assert ana.get(chart).json["adherence"]["recorded"] == 1
    assert "<s>BA</s>" not in ana.page(f"{chart}/blank").text
    assert ana.page(f"{chart}?month=2026-13").status_code == 422
    assert sam.page(chart).status_code == 404


def test_what_paper_holds_is_kept_but_for_what_conflicts(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    home = f"/families/{cast.family_id}"
    first = casting.first_dose(casting.prescribe(cast.ana))
    second = casting.first_dose(casting.prescribe(cast.ana, "Apixaban"))
    ben.post(f"{home}/doses/{first.id}/administration", outcome="given")
    here = f"{home}/recipients/{cast.rosa}/medication-chart/entries"
    fields = {f"outcome-{one.id}": "given" for one in (first, second)}
    page = ana.send(here, on=first.local_on.isoformat(), **fields)
    assert page.status_code == 200
    assert "Needs a decision" in page.text
    assert "Ben Archer gave this already" in page.text
    states = {one["id"]: one["state"] for one in ana.get(f"{home}/doses").json["items"]}
    assert set(states.values()) == {"recorded"}


def test_a_change_is_seen_and_compared_by_somebody_else(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    here = f"/families/{cast.family_id}/medications/{casting.prescribe(cast.ana).id}"
    fields = {"quantity": "2", "times": "08:00", "why": "Dr Lee, by phone"}
    assert ana.send(f"{here}/regimens", **fields).status_code == 303
    assert ben.send(f"{here}/seen").status_code == 303
    assert ana.send(f"{here}/confirmation").status_code == 403
    assert ben.send(f"{here}/confirmation").status_code == 303
    page = ana.page(here).text
    assert "Seen by Ana Almeida, Ben Archer" in page
    assert "Compared and confirmed by Ben Archer" in page


def test_stock_is_booked_in_counted_and_read(cast: Cast, ana: Visitor, vera: Visitor) -> None:
    here = f"/families/{cast.family_id}/medications/{casting.prescribe(cast.ana).id}"
    assert ana.send(f"{here}/stock-entries", quantity="28").status_code == 303
    again = ana.send(f"{here}/stock-counts", quantity="27")
    assert again.status_code == 422
    assert "This is not what should be there" in again.text
    counted = {"quantity": "27", "note": "One fell down"}
    assert ana.send(f"{here}/stock-counts", **counted).status_code == 303
    lines = vera.get(f"{here}/register").json["items"]
    assert [(line["change"], line["balance"]) for line in lines] == [("-1", "27"), ("28", "28")]
    assert vera.send(f"{here}/stock-entries", quantity="1").status_code == 403


def test_the_effect_of_a_prn_is_asked_for_and_answered_once(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    home = f"/families/{cast.family_id}"
    medication = casting.prescribe_prn(cast.ana).id
    given = {"reason": "Hip pain", "score": "6"}
    made = ben.post(f"{home}/medications/{medication}/administrations", **given).json["id"]
    here = f"{home}/administrations/{made}/effect"
    assert "Did it help?" in ana.page(here).text
    assert ana.send(here, effect="worked", score="2").status_code == 303
    assert ben.post(here, effect="no").status_code == 409
    assert ana.get(here).json["effect"] == "worked"


def test_the_blank_chart_says_what_may_be_given_as_needed_and_when_it_last_was(
    cast: Cast, ana: Visitor
) -> None:
    home = f"/families/{cast.family_id}"
    given = {"quantity": 2, "strength": "200 mg"}
    medication = casting.prescribe_prn(cast.ana, **given).id
    casting.prescribe_prn(cast.ana, "Codeine", max_per_day="")
    blank = f"{home}/recipients/{cast.rosa}/medication-chart/blank"
    limits = "<b>Ibuprofen 200 mg</b>: 2 tablets. At least 4 h between doses. At most 8 tablets"
    page = ana.page(blank).text
    assert limits in page
    assert "Last given: not yet" in page
    assert "Codeine" not in page
    why = {"reason": "Pain", "score": 4}
    ana.post(f"{home}/medications/{medication}/administrations", outcome="refused", **why)
    assert "Last given: not yet" in ana.page(blank).text  # offered, but nothing went in
    ana.post(f"{home}/medications/{medication}/administrations", **why)
    assert "Last given: not yet" not in ana.page(blank).text


def test_each_side_of_a_chart_names_whose_it_is(cast: Cast, ana: Visitor) -> None:
    casting.prescribe(cast.ana)
    chart = f"/families/{cast.family_id}/recipients/{cast.rosa}/medication-chart"
    for page in (ana.page(chart).text, ana.page(f"{chart}/blank").text):
        heads = page.split("<thead>")[1:3]
        assert ["Rosa Almeida" in head.partition("</thead>")[0] for head in heads] == [True, True]


def test_a_refusal_that_is_on_offer_can_be_taken_back(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    dose = f"/families/{cast.family_id}/doses/{casting.first_dose(casting.prescribe(cast.ana)).id}"
    ben.post(f"{dose}/administration", outcome="refused", reason="Wrong box")
    assert ana.get(dose).json["state"] == "on_offer"
    page = ana.page(dose).text
    assert "This record is wrong" in page
    record = (
        f"/families/{cast.family_id}/administrations/"
        + page.partition("/administrations/")[2].partition("/")[0]
    )
    again = ana.send(f"{record}/correction", undo="yes")
    assert 'id="correction-why-error"' in again.text
    assert ben.send(f"{record}/correction", undo="yes").status_code == 303
    assert ana.get(dose).json["state"] == "due"


KEY = {
    "en": ("after them: <b>M</b> taken without help", "<b>P</b> partly taken", "<b>O</b> other"),
    "es": (
        "tras ellas: <b>M</b> tomada sin ayuda",
        "<b>P</b> tomada en parte",
        "<b>O</b> otra cosa",
    ),
}


@pytest.mark.parametrize("language", KEY)
def test_the_key_of_the_chart_reads_as_a_sentence(language: str, cast: Cast, ana: Visitor) -> None:
    chart = f"/families/{cast.family_id}/recipients/{cast.rosa}/medication-chart"
    page = ana.page(chart, Accept_Language=language).text
    key = " ".join(page[page.index("<b>M</b>") - 40 : page.index("<b>O</b>") + 40].split())
    for words in KEY[language]:
        assert words in key
