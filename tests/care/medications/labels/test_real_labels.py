"""Real labels, British, American and Spanish, and what is understood of each."""

import pytest

from carecircle.care.medications.labels import Content, Label, label_of
from tests.care.medications.labels.real_labels import AMERICAN, BRITISH, SPANISH

REAL = [
    *((label, "en", said) for label, said in (BRITISH | AMERICAN).items()),
    *((label, "es", said) for label, said in SPANISH.items()),
]


def told(label: Label) -> str:
    contents = " + ".join(_one(one) for one in label.ingredients)
    return f"{contents}, {label.form}" if label.form else contents


def _one(content: Content) -> str:
    if content.amount is None:
        return content.ingredient
    amount = f"{content.ingredient} {content.amount.normalize():f} {content.unit}"
    return f"{amount} per {content.per.number:f} {content.per.unit}" if content.per else amount


def test_there_are_many_of_each_kind() -> None:
    assert len(REAL) >= 150
    assert min(len(BRITISH), len(AMERICAN), len(SPANISH)) >= 30


@pytest.mark.parametrize(("label", "language", "said"), REAL)
def test_a_label_is_understood(label: str, language: str, said: str) -> None:
    found = label_of(label, language=language)
    assert told(found) == said
    assert found.unknown == ()
