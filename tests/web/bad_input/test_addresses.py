"""Ids that are none, and queries that mean nothing."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.visitors import Visitor
from tests.web.bad_input.corpus import IDS, QUERIES, address, is_plain, reads, writes


@pytest.mark.parametrize("bad", IDS)
def test_a_bad_id_is_nothing_of_ours(app: Flask, cast: Cast, ana: Visitor, bad: str) -> None:
    for route in [*reads(app), *writes(app)]:
        method = "POST" if "POST" in (route.methods or ()) else "GET"
        for path in {address(route, cast, bad), address(route, cast).replace(cast.family_id, bad)}:
            if bad in path and "static" not in path:
                answer = ana.client.open(path, method=method, headers=ana.headers)
                assert 400 <= answer.status_code < 500, (method, path, answer.status_code)
                assert is_plain(answer), path


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
def test_no_query_upsets_a_page(app: Flask, cast: Cast, ana: Visitor, query: str) -> None:
    for route in reads(app):
        answer = ana.client.get(f"{address(route, cast, cast.rosa)}?{query}", headers=ana.headers)
        assert answer.status_code < 500, route.rule
        answer.close()
