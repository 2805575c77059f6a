"""Amounts in words: one place for the plural of every unit."""

import pytest
from flask import Flask

from carecircle.web.shared.wording.units import amount_words, unit_words
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        (1000, "tablet", "1 tablet"),
        (2000, "tablet", "2 tablets"),
        (2000, "Tablets", "2 tablets"),
        (1000, "tablets", "1 tablet"),
        (500, "tablet", "0.5 tablet"),
        (1500, "tablet", "1.5 tablets"),
        (0, "tablet", "0 tablets"),
        (-2000, "tablet", "-2 tablets"),
        (3000, "patch", "3 patches"),
        (2500, "ml", "2.5 ml"),
        (2000, "heaped spoon", "2 heaped spoon"),
    ],
)
def test_an_amount_is_said_as_people_say_it(
    app: Flask, quantity: int, unit: str, words: str
) -> None:
    with app.test_request_context():
        assert amount_words(quantity, unit) == words


def test_many_of_a_unit_have_a_word(app: Flask) -> None:
    with app.test_request_context():
        assert (unit_words("tablet"), unit_words("ml")) == ("tablets", "ml")


def test_every_page_with_an_amount_says_it_so(cast: Cast, ana: Visitor) -> None:
    given = {"quantity": 2, "strength": "500 mg", "stock": 40}
    regular = casting.prescribe(cast.ana, "Paracetamol", **given).id
    prn = casting.prescribe_prn(cast.ana, "Ibuprofen", **given).id
    base = f"/families/{cast.family_id}"
    body = {"reason": "Pain", "score": 4}
    assert ana.post(f"{base}/medications/{prn}/administrations", **body).status_code == 201
    dose = casting.first_dose(casting.prescribe(cast.ana, "Codeine", **given)).id
    person = f"{base}/recipients/{cast.rosa}"
    pages = {
        f"{base}/": "2 tablets",
        f"{base}/doses": "2 tablets",
        f"{base}/doses/{dose}": "2 tablets",
        f"{base}/medications": "2 tablets",
        f"{base}/medications/{regular}": "40 tablets",
        f"{base}/medications/{prn}/give": "Give 2 tablets now",
        f"{base}/medications/{prn}/register": "38 tablets in the house",
        f"{person}/medication-chart": "<td>2 tablets</td>",
        f"{person}/medication-chart/blank": "2 tablets",
        f"{person}/emergency-sheet": "2 tablets",
        f"{person}/summary": "2 tablets",
    }
    for path, words in pages.items():
        text = ana.page(path).text
        assert words in text, path
        assert "2 tablet," not in text, path
        assert "2 tablet " not in text, path
