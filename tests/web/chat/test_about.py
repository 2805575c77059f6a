"""A message about a dose or an emergency: offered on their pages, shown as a link, never a foreign
one; all by plain pages."""

import re

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


@pytest.fixture
def channel(cast: Cast, ana: Visitor) -> str:
    base = f"/families/{cast.family_id}/channels"
    return f"{base}/{ana.post(base, name='Family').json['id']}"


@pytest.fixture
def dose(cast: Cast) -> str:
    return casting.first_dose(casting.prescribe(cast.ana)).id


@pytest.fixture
def emergency(cast: Cast, vera: Visitor) -> str:
    return vera.post(f"/families/{cast.family_id}/emergencies", type="fall").json["id"]


def offered(visitor: Visitor, page: str) -> str:
    found = re.search(r'href="([^"]+)">Write about this<', visitor.page(page).text)
    assert found is not None, page
    return found[1].replace("&amp;", "&")


def hidden(page: str) -> dict[str, str]:
    fields = r'<input type="hidden" form="say-form" name="(about\w*)" value="(\w+)">'
    return dict(re.findall(fields, page))


@pytest.mark.parametrize("kind", ["dose", "emergency"])
def test_its_page_leads_to_the_one_channel_with_the_form_filled_in(
    kind: str, request: pytest.FixtureRequest, cast: Cast, channel: str, vera: Visitor
) -> None:
    id_ = request.getfixturevalue(kind)
    place = {"dose": "doses", "emergency": "emergencies"}[kind]
    page = f"/families/{cast.family_id}/{place}/{id_}"
    answer = vera.page(offered(vera, page))
    assert answer.status_code == 303
    form = vera.page(answer.headers["Location"].partition("#")[0]).text
    assert hidden(form) == {"about": kind, "about_id": id_}
    vera.send(f"{channel}/messages", text="Is she all right?", **hidden(form))
    assert f'<a href="{page}">About ' in vera.page(channel).text
    assert vera.get(f"{channel}/messages").json["items"][0]["about"] == {"kind": kind, "id": id_}


def test_with_several_channels_it_asks_in_which(
    cast: Cast, channel: str, dose: str, ana: Visitor
) -> None:
    ana.post(f"/families/{cast.family_id}/channels", name="Pills")
    page = ana.page(offered(ana, f"/families/{cast.family_id}/doses/{dose}")).text
    assert f'href="{channel}?about=dose&amp;about_id={dose}#text"' in page
    assert "About Amlodipine, " in page


@pytest.mark.parametrize("kind", ["dose", "emergency", "shift", "recipient"])
def test_what_is_not_of_this_family_is_refused(
    kind: str, cast: Cast, channel: str, sam: Visitor, ben: Visitor
) -> None:
    foreign = {"recipient": cast.tom}
    if kind == "dose":
        foreign[kind] = casting.first_dose(casting.prescribe(cast.sam)).id
    if kind == "emergency":
        place = f"/families/{cast.other_family_id}/emergencies"
        foreign[kind] = sam.post(place, type="fall").json["id"]
    for id_ in (foreign.get(kind, "z" * 20), "0", None):
        answer = ben.post(f"{channel}/messages", text="Look", about=kind, about_id=id_)
        assert answer.status_code == 422
        assert set(answer.json["error"]["fields"]) == {"about_id"}
        assert hidden(ben.page(f"{channel}?about={kind}&about_id={id_ or ''}").text) == {}
    assert ben.get(f"{channel}/messages").json["items"] == []


def test_a_refused_message_keeps_what_it_is_about(channel: str, dose: str, ben: Visitor) -> None:
    again = ben.send(f"{channel}/messages", text="", about="dose", about_id=dose)
    assert again.status_code == 422
    assert hidden(again.text) == {"about": "dose", "about_id": dose}


def test_a_form_with_a_foreign_link_comes_back_without_it(
    cast: Cast, channel: str, ben: Visitor
) -> None:
    foreign = casting.first_dose(casting.prescribe(cast.sam)).id
    again = ben.send(f"{channel}/messages", text="Look", about="dose", about_id=foreign)
    assert (again.status_code, hidden(again.text)) == (422, {})
    assert 'value="Look"' in again.text
