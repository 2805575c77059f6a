"""Each side of a chart says whose it is; each line says what for, how, and by whose order."""

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def test_each_medication_has_its_indication_instructions_and_prescriber(
    cast: Cast, ana: Visitor
) -> None:
    said = {
        "indication": "High blood pressure",
        "instructions": "Before breakfast, with water",
        "prescriber": "Dr Lowe",
    }
    casting.prescribe(cast.ana, **said)
    page = ana.page(f"/families/{cast.family_id}/recipients/{cast.rosa}/medication-chart").text
    assert all(words in page for words in said.values())


def test_the_heads_of_both_tables_have_the_name_and_the_birth_date(
    cast: Cast, ana: Visitor
) -> None:
    base = f"/families/{cast.family_id}/recipients/{cast.rosa}"
    assert ana.post(base, name="Rosa", born_on="1938-05-03").status_code == 200
    for chart in ("medication-chart", "medication-chart/blank"):
        page = ana.page(f"{base}/{chart}").text
        heads = [head.partition("</thead>")[0] for head in page.split("<thead>")[1:]]
        ours = [head for head in heads if "Rosa" in head]
        assert len(ours) == 2
        assert all("3 May 1938" in head for head in ours)
