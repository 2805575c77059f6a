"""A word of its own stands in every text column of one family: another family never reads it."""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from carecircle.auth.policy import POLICY
from tests.cast import Cast
from tests.marked_rows import MARK, family_tables, ids_of, mark
from tests.visitors import Visitor, browser_of, nobody, program_of


@pytest.fixture(scope="module")
def places(cast: Cast) -> dict[str, str]:
    return mark(cast.other_family_id)


def addresses(app: Flask, cast: Cast, *, every_id: bool) -> Iterator[str]:
    """Every page of one's own family and of the other's, with the ids of the other's rows.
    every_id: also where the place asks for an id of another kind."""
    ids = ids_of(cast.other_family_id)
    for route in app.url_map.iter_rules():
        if "GET" not in (route.methods or ()) or POLICY[route.endpoint].scope == "stream":
            continue
        inner = [name for name in route.arguments if name != "family"]
        for values in tried(inner, ids, every_id=every_id):
            yield filled(route, {"family": cast.family_id} | values)
        for values in tried(inner, ids, every_id=False):
            yield filled(route, {"family": cast.other_family_id} | values)


def tried(names: list[str], ids: dict[str, str], *, every_id: bool) -> Iterator[dict[str, str]]:
    """Each id in each place; of several places, one holds what it asks for, or all the same."""
    if not every_id:
        yield {name: ids.get(name, next(iter(ids.values()))) for name in names}
        return
    for values in product(ids.values(), repeat=len(names)):
        is_apt = any(ids.get(name) == value for name, value in zip(names, values, strict=True))
        if is_apt or len(set(values)) < 2:
            yield dict(zip(names, values, strict=True))


def filled(route: Route, values: dict[str, str]) -> str:
    path = route.rule
    for name in route.arguments:
        for converter in ("id:", "key:", "path:", "string:", ""):
            path = path.replace(f"<{converter}{name}>", values[name])
    return path


def read(visitor: Visitor, path: str) -> str:
    """The answer as JSON and as a page, headers and all."""
    answers = [visitor.get(path), visitor.page(path)]
    text = "".join(f"{answer.headers}{answer.get_data(as_text=True)}" for answer in answers)
    assert all(answer.status_code < 500 for answer in answers), path
    return text


def test_every_table_of_a_family_holds_a_row_and_a_word(cast: Cast, places: dict[str, str]) -> None:
    marked = {place.split(".")[0] for place in places.values()}
    assert len(marked) >= 14
    assert len(ids_of(cast.other_family_id)) == len([t for t in family_tables() if "id" in t.c])


def test_its_own_members_do_read_the_words(app: Flask, cast: Cast, places: dict[str, str]) -> None:
    text = browser_of(app, cast.sam).get(f"/families/{cast.other_family_id}/recipients").text
    assert "recipient.name" in {places[word] for word in MARK.findall(text)}


@pytest.mark.parametrize("who", ["ana", "vera", "program", "anonymous"])
def test_nobody_else_ever_does(app: Flask, cast: Cast, places: dict[str, str], who: str) -> None:
    visitor = _visitor(app, cast, who)
    seen = {
        (path, places[word])
        for path in set(addresses(app, cast, every_id=who == "ana"))
        for word in MARK.findall(read(visitor, path))
    }
    assert seen == set()


def _visitor(app: Flask, cast: Cast, who: str) -> Visitor:
    if who == "anonymous":
        return nobody(app)
    if who == "program":
        return program_of(app, cast.ana)
    return browser_of(app, getattr(cast, who))
