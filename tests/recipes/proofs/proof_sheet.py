"""A sheet for the hospital is a page and a PDF, in both languages, for the family alone."""

from tests.cast import Cast, prescribe
from tests.visitors import Visitor


def test_it_is_shown_and_drawn_for_the_family_alone(
    cast: Cast, ana: Visitor, vera: Visitor, sam: Visitor
) -> None:
    prescribe(cast.ana)
    here = f"/families/{cast.family_id}/recipients/{cast.rosa}"
    ana.post(f"{here}/emergency-sheet", habits="Hold her hand", contacts="Ana, daughter, 600")
    page = vera.page(f"{here}/hospital-sheet").text
    for words in ("For the hospital: Rosa Almeida", "Hold her hand", "Amlodipine", "daughter"):
        assert words in page
    assert "Para el hospital" in vera.page(f"{here}/hospital-sheet", Accept_Language="es").text
    assert f'href="{here}/hospital-sheet.pdf"' in page
    drawn = vera.page(f"{here}/hospital-sheet.pdf")
    assert drawn.mimetype == "application/pdf"
    assert drawn.data.startswith(b"%PDF-")
    for address in (f"{here}/hospital-sheet", f"{here}/hospital-sheet.pdf"):
        assert sam.page(address).status_code == 404
