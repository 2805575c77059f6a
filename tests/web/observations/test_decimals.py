"""Values as a reader of each language writes them, and the hint of what is possible."""

import pytest

from tests.cast import Cast
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.mark.parametrize(
    ("language", "mark", "range_text"),
    [
        ("en", ".", "30 to 44 °C, 86 to 111.2 °F"),
        ("es", ",", "30 a 44 °C, 86 a 111,2 °F"),
    ],
)
def test_each_page_writes_decimals_as_its_language_does(
    language: str, mark: str, range_text: str, base: str, ana: Visitor, cast: Cast
) -> None:
    for value in ("36.8", "37,25"):
        ana.post(f"{base}/observations", kind="temperature", value=value)
    usual = {"kind": "temperature", "low": "36.2", "high": "37.4"}
    ana.post(f"{base}/recipients/{cast.rosa}/usual", **usual)
    ana.send("/language", language=language)
    page = ana.page(f"{base}/observations?kind=temperature").text
    for value in ("36.8 °C", "37.25 °C", "36.2 – 37.4 °C", "37.25"):
        assert value.replace(".", mark) in page
    assert f"36{mark}8 °C" in ana.page(f"{base}/feed").text
    assert range_text in ana.page(f"{base}/observations/new?kind=temperature").text
    refused = ana.send(f"{base}/observations", kind="temperature", value="98.6", unit="")
    assert refused.status_code == 422
    fahrenheit = ana.send(f"{base}/observations", kind="temperature", value="36", unit="°F")
    assert "111.2 °F".replace(".", mark) in fahrenheit.text.partition('id="value-error"')[2]


def test_a_program_reads_a_point_in_each_language(base: str, ana: Visitor) -> None:
    ana.send("/language", language="es")
    made = ana.post(f"{base}/observations", kind="temperature", value="36,8").json
    assert made["value"] == 36.8
    pair = ana.post(f"{base}/observations", kind="blood_pressure", value="120/80").json
    assert pair["value"] == "120/80"
