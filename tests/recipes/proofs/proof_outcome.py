"""A dose may be spat out: chosen in the form, on the chart and in its key, in the feed."""

from tests.cast import Cast, first_dose, prescribe
from tests.visitors import Visitor


def test_it_is_chosen_recorded_and_shown(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}"
    dose = f"{base}/doses/{first_dose(prescribe(cast.ana)).id}"
    assert "Spat out" in ana.page(dose).text
    chart = f"{base}/recipients/{cast.rosa}/medication-chart"
    assert 'value="spat_out"' in ana.page(f"{chart}/entries").text
    assert ana.post(f"{dose}/administration", outcome="spat_out").status_code == 422
    why = "Spat it on the floor"
    made = ana.post(f"{dose}/administration", outcome="spat_out", reason=why)
    assert made.status_code == 201
    page = ana.page(chart).text
    assert "<b>T</b> spat out" in page
    assert ">T</" in page
    assert ana.get(chart).json["adherence"]["taken"] == 0
    assert "Spat out" in ana.page(f"{base}/feed").text
    assert "Escupida" in ana.page(f"{base}/feed", Accept_Language="es").text
