"""The document for programs says what the code serves, of every address and of every command."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.routing import Rule

from carecircle import clock
from carecircle.care.chat.actions import open_channel, send_message
from carecircle.care.chat.inputs import ChannelInput, MessageInput
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Input
from carecircle.care.inputs.declared import declared_of
from carecircle.care.medications.giving.actions import record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.shifts.actions import plan_shifts
from carecircle.care.shifts.inputs import ShiftInput
from carecircle.web.openapi.schemas import schema_of
from carecircle.web.openapi.summaries import SUMMARIES, words_of
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, nobody, program_of
from tests.walls.examples import refused_by, taken_by

READ_ELSEWHERE = {"csrf_token", "idempotency_key", "next", "lost"}
NEED_A_DOOR = {"accounts.choose_password", "tablets.use_tablet"}  # a link, a tablet


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = nobody(app).get("/openapi.json").json
    return found


def served(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
        if rule.endpoint != "static"
    }


def bodies(app: Flask) -> dict[str, type[Input]]:
    """What each view reads, by its endpoint."""
    found = {name: declared_of(view).body for name, view in app.view_functions.items()}
    return {name: body for name, body in found.items() if body}


def test_it_is_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [one.message for one in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_it_names_every_address_and_no_other(app: Flask, document: dict[str, Any]) -> None:
    named = {(method.upper(), path) for path, one in document["paths"].items() for method in one}
    assert named == served(app)


def test_every_operation_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [one["operationId"] for path in document["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


NOT_FOR_CALLERS = re.compile(r"\b(rollback|greenlet|query|class|view|template|TODO)\b")


def test_every_operation_says_in_a_sentence_what_it_does(
    app: Flask, document: dict[str, Any]
) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - SUMMARIES.keys() == {"static"}
    assert SUMMARIES.keys() <= app.view_functions.keys()
    for endpoint, words in SUMMARIES.items():
        summary, more = words_of(endpoint)
        assert re.fullmatch(r"[A-Z][a-z]+s( [^ ]+)+", summary), summary
        assert words.endswith("."), words
        assert not NOT_FOR_CALLERS.search(f"{summary} {more}"), words
        assert summary.lower() != endpoint.partition(".")[2].replace("_", " ")
    said = [one["summary"] for path in document["paths"].values() for one in path.values()]
    assert set(said) == {words_of(endpoint)[0] for endpoint in SUMMARIES}


def test_every_command_says_what_it_does_in_words_of_its_own(document: dict[str, Any]) -> None:
    commands = document["x-websocket-commands"]
    words = [one["description"] for one in commands.values()]
    assert len(set(words)) == len(words)
    for one in words:
        assert re.match(r"[A-Z][a-z]+s( [^ ]+)+", one), one


def test_a_message_needs_its_text_under_one_of_its_names(document: dict[str, Any]) -> None:
    schema = document["x-websocket-commands"]["family:send-message"]
    says = Draft202012Validator(schema)
    least = {"type": "family:send-message", "channel": "c"}
    assert [says.is_valid(least | one) for one in ({"text": "a"}, {"message": "a"}, {})] == [
        True,
        True,
        False,
    ]


def test_every_post_declares_its_body(app: Flask) -> None:
    written = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert written == bodies(app).keys()


def test_two_inputs_have_two_names(app: Flask) -> None:
    forms = set(bodies(app).values())
    assert len({one.__name__ for one in forms}) == len(forms)


def test_a_body_is_what_its_view_reads(app: Flask, document: dict[str, Any]) -> None:
    for rule in app.url_map.iter_rules():
        declared = declared_of(app.view_functions[rule.endpoint])
        if declared.body is None or declared.file:
            continue
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        content = document["paths"][path]["post"]["requestBody"]["content"]
        name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        assert name == declared.body.__name__
        assert document["components"]["schemas"][name] == schema_of(declared.body)


def test_what_a_schema_takes_is_read_and_what_it_refuses_is_refused(app: Flask) -> None:
    for endpoint, form in bodies(app).items():
        schema = schema_of(form)
        says = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for given in taken_by(schema):
            assert says.is_valid(given), (endpoint, given)
            form.read(given)
        for name, given in refused_by(schema):
            if name in READ_ELSEWHERE:
                continue
            assert not says.is_valid(given), (endpoint, name)
            with pytest.raises(Invalid) as caught:
                form.read(given)
            assert set(caught.value.fields) == {name}, (endpoint, given)


def test_the_same_of_every_command(app: Flask, document: dict[str, Any]) -> None:
    commands = app.extensions["websocket_commands"]
    assert document["x-websocket-commands"].keys() == commands.keys()
    for type_, command in commands.items():
        schema = document["x-websocket-commands"][type_]
        says = Draft202012Validator(schema)
        least, _most, empty = taken_by(schema)
        for given in (least, empty):
            assert says.is_valid(given), (type_, given)
            command.read(given)
        unknown = least | {"not_a_member": 1}
        assert not says.is_valid(unknown)
        with pytest.raises(Invalid) as caught:
            command.read(unknown)
        assert set(caught.value.fields) == {"not_a_member"}


def test_no_address_takes_a_member_that_is_not_known(app: Flask, cast: Cast) -> None:
    ana, ids = browser_of(app, cast.ana), _lived_in(cast)
    seen = {}
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            answer = ana.post(_address(rule, ids), not_a_member=1)
            error = answer.json["error"]
            seen[rule.endpoint] = (answer.status_code, list(error.get("fields") or ()))
    others = {name for name, one in seen.items() if "not_a_member" not in one[1]}
    assert others == NEED_A_DOOR
    assert all(seen[name][0] in (404, 409) for name in NEED_A_DOOR)


def _address(rule: Rule, ids: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: ids.get(found[1], "0nothing"), rule.rule)


def _lived_in(cast: Cast) -> dict[str, str]:
    """Something of each kind, whose page can be shown."""
    dose = casting.first_dose(casting.prescribe(cast.ana))
    prn = casting.prescribe_prn(cast.ana)
    record = record_administration(cast.ana, dose.id, AdministrationInput(outcome="given"))
    channel = open_channel(cast.ana, ChannelInput(name="Family"))
    message, _is_new = send_message(cast.ana, channel.id, MessageInput(text="Hello"))
    begin = clock.now()
    hours = ShiftInput(starts_at=begin, ends_at=begin + timedelta(hours=1))
    [shift] = plan_shifts(cast.ana, hours)
    emergency, _is_new = raise_emergency(cast.ana, RaiseInput(drill=True))
    return {
        "family": cast.family_id,
        "recipient": cast.rosa,
        "dose": dose.id,
        "medication": prn.id,
        "administration": record.id,
        "channel": channel.id,
        "message": message.id,
        "shift": shift.id,
        "emergency": emergency.id,
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *[("limit=1", 200), ("limit=500", 200), ("limit=501", 400), ("limit=0", 400)],
        *[("format=json", 200), ("format=html", 200), ("format=xml", 400)],
        *[("wait=0", 200), ("wait=-1", 400), ("wait=soon", 400), ("other=1", 200)],
    ],
)
def test_a_poll_takes_what_its_parameters_say(
    app: Flask, cast: Cast, document: dict[str, Any], query: str, status: int
) -> None:
    ana: Visitor = program_of(app, cast.ana)
    asked = document["paths"]["/families/{family}/events"]["get"]["parameters"]
    schemas = {one["name"]: one["schema"] for one in asked if one["in"] == "query"}
    name, value = query.split("=")
    typed: Any = int(value) if re.fullmatch("-?[0-9]+", value) else value
    says = Draft202012Validator(schemas.get(name, {})).is_valid(typed)
    assert says == (status == 200)
    assert ana.get(f"/families/{cast.family_id}/events?{query}").status_code == status


def test_the_page_says_every_address(app: Flask, document: dict[str, Any]) -> None:
    page = nobody(app).page("/openapi")
    assert page.mimetype == "text/html"
    for path, one in document["paths"].items():
        for method in one:
            assert f"<code>{method.upper()} {path}</code>" in page.text
    for type_ in document["x-websocket-commands"]:
        assert f"<code>{type_}</code>" in page.text


def test_a_page_answers_with_the_contents_that_are_named(
    app: Flask, cast: Cast, document: dict[str, Any]
) -> None:
    ana = program_of(app, cast.ana)
    for name in ("doses", "notes", "members", "events", "medications", "feed"):
        kinds = document["paths"][f"/families/{{family}}/{name}"]["get"]["responses"]["200"]
        answer = ana.get(f"/families/{cast.family_id}/{name}")
        assert answer.mimetype in kinds["content"], name


@pytest.mark.parametrize(
    ("path", "older"),
    [
        ("/families/{family}/emergencies/{emergency}/decline", "refusal"),
        ("/families/{family}/thresholds", "numbers"),
    ],
)
def test_an_older_path_is_marked_as_deprecated(
    document: dict[str, Any], path: str, older: str
) -> None:
    older_path = f"{path.rpartition('/')[0]}/{older}"
    assert not any(one.get("deprecated") for one in document["paths"][path].values())
    assert all(one["deprecated"] for one in document["paths"][older_path].values())
