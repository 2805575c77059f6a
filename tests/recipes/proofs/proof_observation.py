"""Urine is recorded by a tap, added up by the day, and said in Spanish too."""

from tests.cast import Cast
from tests.visitors import Visitor


def test_it_is_offered_recorded_and_added_up(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}/observations"
    assert "Urine" in ana.page(f"{base}/new").text
    assert "200 ml" in ana.page(f"{base}/new?kind=urine").text
    for value in ("200", "300"):
        assert ana.post(base, kind="urine", value=value).status_code == 201
    page = ana.page(f"{base}?kind=urine").text
    assert "Urine: 200 ml" in page
    assert "Today 500 ml" in page
    assert "Orina: 300 ml" in ana.page(f"{base}?kind=urine", Accept_Language="es").text
    assert ana.post(base, kind="urine", value="4000").status_code == 422
