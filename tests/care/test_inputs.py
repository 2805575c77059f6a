"""What counts as a value of a field, in a form and in JSON."""

import json
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from carecircle.care.errors import Invalid, Malformed
from carecircle.care.inputs import (
    Amount,
    Choice,
    Flag,
    Input,
    Line,
    Lines,
    TimeOfDay,
    Times,
    Whole,
    Words,
)
from carecircle.care.inputs.json_text import parse_json


class Anything(Input):
    text: Annotated[str | None, Line(most=5)] = None
    times: Annotated[list[str] | None, Times()] = None
    time: Annotated[str | None, TimeOfDay()] = None
    whole: Annotated[int | None, Whole(1, 9)] = None
    amount: Annotated[int | None, Amount()] = None
    words: Annotated[str | None, Words(most=20)] = None
    lines: Annotated[str | None, Lines()] = None
    choice: Annotated[str | None, Choice(("a", "b"), also={"ay": "a"})] = None
    flag: Annotated[bool, Flag()] = False
    needed: Annotated[str | None, Line(required="Say it")] = "as it was"


NOT_TEXT = "This must be text or a number"
NOT_KEPT = "Some characters in it cannot be kept. Type it again"
REFUSED: list[tuple[str, Any, str]] = [
    *[("text", value, NOT_TEXT) for value in ([], ["x"], [["x"]], ["x", "y"], {}, {"a": "b"})],
    *[("whole", value, NOT_TEXT) for value in ([1], {"a": 1})],
    *[("flag", value, NOT_TEXT) for value in ([True], {"a": True})],
    *[("times", value, NOT_TEXT) for value in ({"a": "08:00"}, [["08:00"]], [None])],
    ("text", "x\0", NOT_KEPT),
    ("text", "\ud800", NOT_KEPT),
    ("text", "abcdef", "At most 5 characters; these are 6"),
    ("text", "a\nb", "This must fit on one line"),
    ("text", "a\u2028b", "This must fit on one line"),
    ("text", "a\u202eb", "There are invisible marks in it. Type it again"),
    ("whole", True, "Type a whole number from 1 to 9"),
    ("whole", 0, "Type a whole number from 1 to 9"),
    ("whole", 1.5, "Type a whole number from 1 to 9"),
    ("whole", "١", "Type a whole number from 1 to 9"),
    ("amount", "0", "Type an amount above 0"),
    ("amount", 1e-9, "Type an amount such as 1 or 0.5"),
    ("amount", "1.2345", "Type an amount such as 1 or 0.5"),
    ("choice", "c", "Choose one of: a, b"),
    ("flag", "perhaps", "Say yes or no"),
    ("times", "25:00", "Type times such as 08:00, 20:00"),
    ("times", ["08:00"] * 25, "Type at most 24 times"),
    ("needed", None, "Say it"),
    ("needed", " ", "Say it"),
    ("nobody", "x", "This isn't known here"),
    ("n" * 200, "x", "This isn't known here"),
]
TAKEN: list[tuple[str, Any, Any]] = [
    ("text", " a ", "a"),
    ("text", "e\u0301", "\u00e9"),
    ("text", 5, "5"),
    ("text", True, "true"),
    *[("text", value, None) for value in (None, "", "  ", "\n")],
    ("times", ["20:00", "8:00"], ["08:00", "20:00"]),
    ("times", "20.00; 08:00", ["08:00", "20:00"]),
    ("times", [], None),
    ("time", "8.05", "08:05"),
    ("time", "", None),
    ("whole", "7", 7),
    ("amount", "0,5", 500),
    ("amount", 2, 2000),
    ("words", "a\r\nb\u200f", "a\nb"),
    ("lines", ["a", "b"], "a\nb"),
    ("choice", "ay", "a"),
    ("choice", "", None),
    *[("flag", value, True) for value in (True, "on", "YES", 1)],
    *[("flag", value, False) for value in (False, "off", None, "", 0)],
]


@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_what_is_refused_is_named_with_its_reason(name: str, value: Any, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        Anything.read({name: value})
    assert caught.value.fields == {name[:80]: message}


@pytest.mark.parametrize(("name", "value", "read"), TAKEN)
def test_what_is_taken_is_read(name: str, value: Any, read: Any) -> None:
    values = Anything.read({name: value})
    assert getattr(values, name) == read
    assert values.sent == {name}


@pytest.mark.parametrize(
    ("name", "value", "read"), [one for one in TAKEN if isinstance(one[1], str)]
)
def test_a_form_is_read_like_json(name: str, value: str, read: Any) -> None:
    form = MultiDict([(name, value), ("needed", "x")])
    assert getattr(Anything.read(form), name) == read


def test_a_field_of_a_form_is_said_once_only() -> None:
    form = MultiDict([("text", "x"), ("text", "y"), ("needed", "x")])
    with pytest.raises(Invalid) as caught:
        Anything.read(form)
    assert caught.value.fields == {"text": "Say this once only"}


def test_several_times_come_as_a_list_or_as_a_form_of_several_fields() -> None:
    as_form = MultiDict([("times", "20:00"), ("times", "08:00"), ("needed", "x")])
    assert Anything.read(as_form).times == ["08:00", "20:00"]


def test_a_member_that_is_not_sent_is_told_from_one_that_is_empty() -> None:
    assert not Anything.read({}).was_sent("text")
    assert Anything.read({"text": None}).was_sent("text")
    assert Anything.read({}).needed == "as it was"


def test_a_form_sends_all_of_its_fields_and_may_hold_others() -> None:
    values = Anything.read(MultiDict([("needed", "x"), ("save", "now")]))
    assert values.sent == set(Anything.model_fields)
    with pytest.raises(Invalid) as caught:
        Anything.read(MultiDict())
    assert caught.value.fields == {"needed": "Say it"}


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        Anything.read({"whole": "x", "choice": "c", "nobody": 1, "csrf_token": "t"})
    assert set(caught.value.fields) == {"whole", "choice", "nobody"}


def test_many_unknown_members_are_named_in_part() -> None:
    with pytest.raises(Invalid) as caught:
        Anything.read({f"n{number}": 1 for number in range(1000)})
    assert len(caught.value.fields) == 20


def test_the_constructor_takes_python_values_and_nothing_else() -> None:
    assert Anything(amount=500, times=["08:00"]).sent == {"amount", "times"}
    with pytest.raises(ValidationError):
        Anything(amount="half")  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        Anything(nobody=1)  # type: ignore[call-arg]


def test_an_input_cannot_be_changed() -> None:
    values = Anything(text="x")
    with pytest.raises(ValidationError):
        values.text = "y"  # type: ignore[misc]
    assert (values.changed(text="y").text, values.text) == ("y", "x")


class Renamed(Input):
    """A field with two other names."""

    ALIASES: ClassVar[dict[str, str]] = {"message": "text", "words": "text"}

    text: Annotated[str | None, Line()] = None
    whole: Annotated[int | None, Whole(1, 9)] = None


ONE_VALUE: list[tuple[dict[str, Any], str | None]] = [
    ({"text": "a", "message": "a"}, "a"),
    ({"text": None, "message": "a"}, "a"),
    ({"message": "a", "text": ""}, "a"),
    ({"words": " ", "message": "a", "text": "a"}, "a"),
    ({"message": 5}, "5"),
    ({"text": None, "message": ""}, None),
]
TWO_VALUES: list[dict[str, Any]] = [
    {"text": "a", "message": "b"},
    {"message": "b", "text": "a"},
    {"message": "a", "words": "b"},
    {"text": "a", "message": "a", "words": "b"},
    {"text": 1, "message": True},
    {"text": 0, "message": False},
]


@pytest.mark.parametrize(("given", "read"), ONE_VALUE)
def test_a_field_may_be_sent_under_each_of_its_names(given: dict[str, Any], read: str) -> None:
    assert Renamed.read(given).text == read


@pytest.mark.parametrize("given", TWO_VALUES)
def test_two_names_with_two_values_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        Renamed.read(given | {"whole": "x"})
    assert caught.value.fields["text"] == "Say this once only"
    assert caught.value.fields.keys() == {"text", "whole"}


@pytest.mark.parametrize(
    "value", ["08:00, 20:00", "08:00 20:00", ["08:00"], "24:00", "8", "08:00;"]
)
def test_one_time_is_not_several(value: Any) -> None:
    with pytest.raises(Invalid) as caught:
        Anything.read({"time": value})
    assert caught.value.fields.keys() == {"time"}


ONCE = ['{"a": 1, "b": 1}', '{"a": {"b": 1}, "b": 2}', '[{"a": 1}, {"a": 1}]', "{}"]
TWICE = [
    ('{"a": 1, "a": 2}', "a"),
    ('{"a": 1, "a": 1}', "a"),
    ('{"a": null, "\\u0061": 1}', "a"),
    ('{"x": {"b": 1, "b": 2}}', "b"),
    ('{"x": [{"c": "", "c": "y"}]}', "c"),
    ('{"\\ud800": 1, "\\ud800": 2}', "?"),
]


@pytest.mark.parametrize("text", ONCE)
def test_json_has_each_member_once(text: str) -> None:
    assert parse_json(text) == json.loads(text)


@pytest.mark.parametrize(("text", "name"), TWICE)
def test_a_member_that_is_sent_twice_is_named(text: str, name: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_json(text)
    assert str(caught.value.message) == f"“{name}” is sent twice. Send it once only"
