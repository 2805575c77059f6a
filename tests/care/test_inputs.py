"""What counts as a value of a field, in a form and in JSON."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from carecircle.care.errors import Invalid
from carecircle.care.inputs import Input, Line, Times


class Anything(Input):
    text = Line()
    times = Times()


@pytest.mark.parametrize("value", [[], ["x"], [["x"]], ["x", "y"], {}, {"a": "b"}])
def test_a_list_or_an_object_is_no_text(value: Any) -> None:
    with pytest.raises(Invalid) as caught:
        Anything.read({"text": value})
    assert caught.value.fields == {"text": "This must be text or a number"}


def test_a_field_of_a_form_is_said_once_only() -> None:
    assert Anything.read(MultiDict([("text", "x")])).text == "x"
    with pytest.raises(Invalid):
        Anything.read(MultiDict([("text", "x"), ("text", "y")]))


def test_several_times_come_as_a_list_or_as_a_form_of_several_fields() -> None:
    as_form = MultiDict([("times", "20:00"), ("times", "08:00")])
    assert Anything.read({"times": ["20:00", "08:00"]}).times == ["08:00", "20:00"]
    assert Anything.read(as_form).times == ["08:00", "20:00"]
