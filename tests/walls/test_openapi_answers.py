"""What is answered is what the description says of it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from carecircle import clock
from carecircle.web.openapi.resources import ANSWERED
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, nobody

Json = dict[str, Any]


class Checked:
    """A browser whose answers are compared with the description; seen: the endpoints."""

    def __init__(self, app: Flask, visitor: Visitor, base: str):
        self.app, self.visitor, self.base = app, visitor, base
        self._document: Json = nobody(app).get("/openapi.json").json
        self.seen = set[str]()

    def get(self, path: str) -> Json:
        return self._check(self.visitor.get(f"{self.base}/{path}"))

    def post(self, path: str, **members: Any) -> Json:
        return self._check(self.visitor.post(f"{self.base}/{path}", **members))

    def _check(self, answer: TestResponse) -> Json:
        assert answer.status_code in (200, 201), answer.text
        with self.app.test_request_context():
            adapter = self.app.url_map.bind("")
            endpoint, _ids = adapter.match(answer.request.path, method=answer.request.method)
        schema = ANSWERED[endpoint].schema()
        says = Draft202012Validator(schema | {"components": self._document["components"]})
        assert [one.message for one in says.iter_errors(answer.json)] == [], endpoint
        assert not says.is_valid({}), endpoint
        self.seen.add(endpoint)
        found: Json = answer.json
        return found


@pytest.fixture
def asked(app: Flask, cast: Cast) -> Checked:
    return Checked(app, browser_of(app, cast.ana), f"/families/{cast.family_id}")


def test_every_answer_that_is_described_is_as_described(asked: Checked, cast: Cast) -> None:
    _medications(asked, cast)
    _emergencies(asked)
    channel = asked.visitor.post(f"{asked.base}/channels", name="Family").json["id"]
    message = asked.post(f"channels/{channel}/messages", text="Hello")["id"]
    asked.post(f"channels/{channel}/messages/{message}/correction", text="Hello all")
    asked.get(f"channels/{channel}/messages/{message}")
    asked.get(f"channels/{channel}/messages")
    observation = asked.post("observations", kind="pulse", value="72")["id"]
    asked.get(f"observations/{observation}")
    asked.post(f"observations/{observation}/correction", why="Another person")
    asked.get("observations")
    _shifts(asked)
    assert asked.seen == ANSWERED.keys()


def _medications(asked: Checked, cast: Cast) -> None:
    first, second = (casting.first_dose(casting.prescribe(cast.ana, name)).id for name in "AB")
    for path in ("doses", f"doses/{first}"):
        asked.get(path)
    record = asked.post(f"doses/{first}/administration", outcome="given")["id"]
    asked.get(f"administrations/{record}")
    asked.get("doses")
    with clock.moved_to(clock.now() + timedelta(hours=6)):
        asked.post(f"doses/{second}/review")
    made = asked.post("medications", name="C", quantity=1, times="08:00")["id"]
    here = f"medications/{made}"
    for path in ("medications", here):
        asked.get(path)
    tomorrow = (clock.now() + timedelta(days=2)).date().isoformat()
    asked.post(f"{here}/regimens", why="Dr Lowe", quantity=2, starts_on=tomorrow)
    asked.post(f"{here}/regimens/taking-back")
    asked.post(f"{here}/window", late_min=70)
    asked.post(f"{here}/seen")
    ben = Checked(asked.app, browser_of(asked.app, cast.ben), asked.base)
    ben.post(f"{here}/confirmation")
    asked.seen |= ben.seen
    asked.post(f"{here}/stop", why="Dr Lowe")
    asked.post(f"{here}/restart", why="Dr Lowe")
    asked.post(f"{here}/correction", why="Read the box again", strength="5 mg")
    incomplete = casting.prescribe_prn(cast.ana, call_when="")
    asked.post(f"medications/{incomplete.id}/activation", call_when="Pain of 8 or more")
    given = {"reason": "Hip pain", "score": 5}
    asked.post(f"medications/{incomplete.id}/administrations", **given)


def _emergencies(asked: Checked) -> None:
    here = f"emergencies/{asked.post('emergencies', type='fall')['id']}"
    asked.post(f"{here}/decline")
    asked.post(f"{here}/acknowledgement", answer="on_my_way", minutes=5)
    asked.post(f"{here}/resolution", outcome="handled")
    asked.post(f"{here}/reopening")
    for path in (here, "emergencies"):
        asked.get(path)


def _shifts(asked: Checked) -> None:
    begin = clock.now() - timedelta(minutes=1)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=1)).isoformat()}
    here = f"shifts/{asked.post('shifts', **hours)['id']}"
    asked.post(f"{here}/claim")
    asked.post(f"{here}/offer")
    asked.post(f"{here}/claim")
    asked.post(f"{here}/start")
    asked.get("shifts")
    asked.post(f"{here}/end", why="She slept")
    later = f"shifts/{asked.post('shifts', **hours)['id']}"
    asked.post(f"{later}/cancellation")
