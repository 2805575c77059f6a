"""Chat over HTTP: by program, by plain form, by whom."""

import pytest

from tests.cast import Cast
from tests.visitors import Visitor


@pytest.fixture
def channel(cast: Cast, ana: Visitor) -> str:
    base = f"/families/{cast.family_id}/channels"
    made = ana.post(base, name="Family")
    assert made.status_code == 201
    return f"{base}/{made.json['id']}"


def test_what_one_says_the_others_read(channel: str, ben: Visitor, vera: Visitor) -> None:
    made = ben.post(f"{channel}/messages", text="Rosa is up")
    assert made.status_code == 201
    listed = vera.get(f"{channel}/messages").json
    assert [item["text"] for item in listed["items"]] == ["Rosa is up"]
    assert listed["items"][0]["by"]["name"] == "Ben Archer"
    assert vera.get(made.headers["Location"]).json["id"] == made.json["id"]


def test_a_plain_form_says_it_and_leads_back_to_the_channel(channel: str, vera: Visitor) -> None:
    answer = vera.send(f"{channel}/messages", text="Good morning <b>")
    [said] = vera.get(f"{channel}/messages").json["items"]
    there = f"{channel}#message-{said['id']}"
    assert (answer.status_code, answer.headers["Location"]) == (303, there)
    assert "Good morning &lt;b&gt;" in vera.page(channel).text


def test_the_same_form_twice_says_it_once(channel: str, ben: Visitor) -> None:
    for _turn in range(2):
        ben.send(f"{channel}/messages", text="Once", idempotency_key="k1")
    assert len(ben.get(f"{channel}/messages").json["items"]) == 1


def test_looking_at_a_channel_reads_it(channel: str, ana: Visitor, vera: Visitor) -> None:
    ana.post(f"{channel}/messages", text="Who comes on Tuesday?")
    base = channel.rsplit("/", 1)[0]
    assert vera.get(base).json["items"][0]["unread"] == 1
    vera.page(channel)
    assert vera.get(base).json["items"][0]["unread"] == 0
    read_by = ana.get(f"{channel}/messages").json["items"][0]["read_by"]
    assert [one["name"] for one in read_by] == ["Vera Almeida"]
    assert "Read by Vera" in ana.page(channel).text


def test_a_program_that_looks_reads_nothing_for_anybody(
    channel: str, cast: Cast, app, ana: Visitor, vera: Visitor
) -> None:
    from tests.visitors import program_of

    ana.post(f"{channel}/messages", text="Hello")
    program_of(app, cast.vera).page(channel)
    base = channel.rsplit("/", 1)[0]
    assert vera.get(base).json["items"][0]["unread"] == 1


def test_an_edit_is_shown_as_edited(channel: str, ben: Visitor) -> None:
    here = ben.post(f"{channel}/messages", text="At nine").headers["Location"]
    assert f'href="{here}"' in ben.page(channel).text
    assert ben.send(f"{here}/correction", text="At ten").status_code == 303
    page = ben.page(channel).text
    assert "At ten" in page
    assert "edited" in page


def test_a_long_talk_is_paged(channel: str, ben: Visitor) -> None:
    for number in range(53):
        ben.post(f"{channel}/messages", text=f"Line {number}")
    first = ben.get(f"{channel}/messages").json
    rest = ben.get(f"{channel}/messages?before={first['next']}").json
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (50, 3, None)
    assert "Earlier messages" in ben.page(channel).text


def test_a_stranger_finds_no_channel_and_a_viewer_opens_none(
    channel: str, cast: Cast, vera: Visitor, sam: Visitor
) -> None:
    assert sam.get(f"{channel}/messages").status_code == 404
    assert sam.post(f"{channel}/messages", text="Hi").status_code == 404
    elsewhere = channel.replace(cast.family_id, cast.other_family_id)
    assert sam.post(f"{elsewhere}/messages", text="Hi").status_code == 404
    assert vera.post(channel.rsplit("/", 1)[0], name="Mine").status_code == 403


def about_rosa(cast: Cast, ana: Visitor, **given: str) -> str:
    base = f"/families/{cast.family_id}/channels"
    return f"{base}/{ana.post(base, name='Her day', recipient=cast.rosa, **given).json['id']}"


def test_a_channel_about_somebody_says_so_in_the_list_and_on_its_page(
    cast: Cast, ana: Visitor, vera: Visitor
) -> None:
    here = about_rosa(cast, ana)
    [item] = vera.get(here.rsplit("/", 1)[0]).json["items"]
    assert item["recipient"] == cast.rosa
    for address in (here, here.rsplit("/", 1)[0]):
        assert "about Rosa Almeida" in vera.page(address).text.replace("About", "about")
    ana.post(f"{here}/messages", text="She is up")
    events = vera.get(f"/families/{cast.family_id}/events?after={first(ana, cast)}").json["events"]
    told = [(one["type"], one["recipient"]) for one in events]
    assert told == [("channel:opened", cast.rosa), ("message", cast.rosa)]


def first(who: Visitor, cast: Cast) -> str:
    """The cursor before everything."""
    head = who.get(f"/families/{cast.family_id}/events").json["cursor"]
    return f"{head.rsplit('-', 1)[0]}-0"


def test_a_channel_about_somebody_that_is_the_carers_is_theirs_alone(
    cast: Cast, ana: Visitor, ben: Visitor, vera: Visitor, sam: Visitor
) -> None:
    here = about_rosa(cast, ana, audience="carers")
    assert ben.post(f"{here}/messages", text="Between us").status_code == 201
    assert "about Rosa Almeida" in ben.page(here.rsplit("/", 1)[0]).text
    for who in (vera, sam):
        assert who.get(f"{here}/messages").status_code == 404
        assert who.post(f"{here}/messages", text="May I?").status_code == 404
    assert vera.get(here.rsplit("/", 1)[0]).json["items"] == []
    assert "Her day" not in vera.page(here.rsplit("/", 1)[0]).text
    events = vera.get(f"/families/{cast.family_id}/events?after={first(ana, cast)}").json["events"]
    assert {one["type"] for one in events} == {"withheld"}


def test_no_channel_is_about_somebody_of_another_family(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}/channels"
    assert ana.post(base, name="Not ours", recipient=cast.tom).status_code == 422
    assert ana.get(base).json["items"] == []
