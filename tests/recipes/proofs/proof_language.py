"""Portuguese can be chosen, is spoken where it is translated, and English elsewhere."""

from carecircle.languages import LANGUAGES
from tests.cast import Cast, prescribe
from tests.visitors import Visitor


def test_it_is_offered_chosen_and_spoken(cast: Cast, ana: Visitor) -> None:
    prescribe(cast.ana)
    assert LANGUAGES["pt"] in ana.page("/account").text
    assert ana.send("/language", language="pt").status_code == 303
    page = ana.page(f"/families/{cast.family_id}/").text
    assert '<html lang="pt"' in page
    assert "Doses de hoje" in page
    assert "Doses today" not in page
    assert "Emergency" in page


def test_a_browser_that_asks_for_it_gets_it(cast: Cast, ana: Visitor) -> None:
    page = ana.page(
        f"/families/{cast.family_id}/", Accept_Language="pt-BR, pt;q=0.9, en;q=0.5"
    ).text
    assert "Doses de hoje" in page
