"""A number with two readings is asked about; it is never quietly the smaller one."""

from decimal import Decimal
from typing import Annotated, Any

import pytest

from carecircle.care.errors import Invalid
from carecircle.care.inputs import Amount, Input, Line, Whole
from carecircle.care.inputs.decimals import TwoReadings, decimal_in, unambiguous
from carecircle.care.medications.stock.inputs import BookingInput, CountInput
from carecircle.care.thresholds.inputs import ThresholdsInput
from carecircle.web.shared.wording.units import typed_number


class Typed(Input):
    amount: Annotated[int | None, Amount()] = None
    whole: Annotated[int | None, Whole(1, 100_000)] = None
    text: Annotated[str | None, Line()] = None


ASKED = {
    "1,000": ("1000", "1.0"),
    "1.000": ("1000", "1.0"),
    "2,500": ("2500", "2.50"),
    "10.000": ("10000", "10.0"),
    "100,000": ("100000", "100.0"),
    "1.125": ("1125", "1.1250"),
    "12,345": ("12345", "12.3450"),
    "01,000": ("1000", "1.0"),
    "1000,000": ("1000000", "1000.0"),
    "\uff11,\uff10\uff10\uff10": ("1000", "1.0"),
    "1\u200b,000": ("1000", "1.0"),
}
READ = {
    "0.125": 125,
    "0,125": 125,
    "00.500": 500,
    ".5": 500,
    ",25": 250,
    "1.0": 1000,
    "1,0": 1000,
    "1.1250": 1125,
    "2.50": 2500,
    "1000": 1_000_000,
    "1 000": 1_000_000,
    "1\u00a0000": 1_000_000,
    "1\u202f000": 1_000_000,
    "1'000": 1_000_000,
    "1,000.5": 1_000_500,
    "1.000,5": 1_000_500,
    "1\u200b.5": 1500,
}
NO_NUMBERS = (
    "1½",
    "10²",
    "5.",
    "1 00",
    "1,00,000",
    "1.2.3",
    "1e3",
    "-1",
    "+1",
    "٣",
    "1,,5",
    "1 ,5",
)


@pytest.mark.parametrize("typed", ASKED)
def test_a_number_that_may_be_thousands_is_asked_about(typed: str) -> None:
    thousands, decimal = ASKED[typed]
    with pytest.raises(Invalid) as caught:
        Typed.read({"amount": typed})
    message = caught.value.fields["amount"]
    assert f"Type {thousands} or " in message
    assert Typed.read({"amount": thousands}).amount == int(thousands) * 1000
    assert Typed.read({"amount": decimal}).amount == int(Decimal(decimal) * 1000)


@pytest.mark.parametrize("typed", READ)
def test_a_number_with_one_reading_is_taken(typed: str) -> None:
    assert Typed.read({"amount": typed}).amount == READ[typed]


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        Typed.read({"amount": typed})


@pytest.mark.parametrize("sent", [1000, 1000.0, 1.125, 0.125, 2.5, 1])
def test_a_json_number_has_one_reading(sent: Any) -> None:
    assert Typed.read({"amount": sent}).amount == round(sent * 1000)


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("1,000", "en", 1000),
        ("2,500", "en", 2500),
        ("1.000", "es", 1000),
        ("12.500", "es", 12500),
        ("1.000", "en", None),
        ("1,000", "es", None),
        ("1,125", "en", None),
        ("1.125", "es", None),
        ("1000,000", "en", None),
        ("1,000", None, None),
    ],
)
def test_the_language_decides_about_round_thousands_only(
    typed: str, language: str | None, number: int | None
) -> None:
    if number is not None:
        assert decimal_in(typed, language) == number
        return
    with pytest.raises(TwoReadings):
        decimal_in(typed, language)


@pytest.mark.parametrize("thousandths", [125, 1000, 1125, 12345, 999, 1001, 2500, 333, 1333])
def test_what_a_form_starts_with_is_read_as_what_it_was(thousandths: int) -> None:
    assert Typed.read({"amount": typed_number(thousandths)}).amount == thousandths
    assert decimal_in(unambiguous(Decimal(thousandths) / 1000)) * 1000 == thousandths


def test_stock_and_thresholds_ask_too() -> None:
    for form in (BookingInput, CountInput):
        with pytest.raises(Invalid) as stock:
            form.read({"quantity": "1,000"})
        assert "1000 or 1" in stock.value.fields["quantity"]
    assert [CountInput.read({"quantity": one}).quantity for one in ("0", 0, "0.0")] == [0, 0, 0]
    with pytest.raises(Invalid) as threshold:
        ThresholdsInput.read({"window_min": "1,000"})
    assert "1000 or 1" in threshold.value.fields["window_min"]
    assert ThresholdsInput.read({"window_min": "1000"}) is not None


def test_zero_width_characters_are_not_kept() -> None:
    assert Typed.read({"text": "Para\u200bceta\u00admol\u2060"}).text == "Paracetamol"
