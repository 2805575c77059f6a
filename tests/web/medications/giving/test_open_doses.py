"""Every screen, count and guard shows an open dose, whatever its date."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from carecircle import clock
from carecircle.events.envelope import instant
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of

ZONE = "Europe/London"


@pytest.fixture
def home(app: Flask) -> Iterator[Cast]:
    """A family at 00:10 with doses of yesterday's 23:00 and 23:40, and Ben on duty."""
    evening = datetime(2026, 3, 10, 22, 0, tzinfo=ZoneInfo(ZONE))
    with clock.moved_to(evening):
        people = casting.gather(ZONE)
        casting.prescribe(people.ana, "Apixaban", times="23:00, 23:40")
    with clock.moved_to(evening + timedelta(minutes=130)):
        yield people


def _dashboard(visitor: Visitor, family: str) -> str:
    return visitor.page(f"/families/{family}/").text


def _doses(visitor: Visitor, family: str) -> str:
    return visitor.page(f"/families/{family}/doses").text


@pytest.mark.parametrize("page", [_dashboard, _doses], ids=["dashboard", "doses"])
def test_a_page_lists_last_nights_doses_with_their_day(
    home: Cast, app: Flask, page: Callable[[Visitor, str], str]
) -> None:
    text = page(browser_of(app, home.ben), home.family_id)
    section = text[text.index("Still open from before today") :].partition("</section>")[0]
    assert section.count("Yesterday") == 2
    assert "23:00" in section
    assert "23:40" in section
    assert "Nothing is waiting" not in text
    assert "1 late" in text
    assert "1 due" in text


def test_the_figures_count_them(home: Cast, app: Flask) -> None:
    ben = browser_of(app, home.ben)
    rows = {row["label"]: row for row in ben.get(f"/families/{home.family_id}/stats").json["items"]}
    assert rows["Not recorded"]["detail"] == "and 1 late"
    found = ben.get(f"/families/{home.family_id}/").json
    assert [one["time"] for one in found["open"]] == ["23:00", "23:40"]
    items = ben.get(f"/families/{home.family_id}/doses?open=true").json["items"]
    assert [one["on"] for one in items] == ["2026-03-10", "2026-03-10"]


def test_nobody_checks_out_with_them(home: Cast, app: Flask) -> None:
    ben, base = browser_of(app, home.ben), f"/families/{home.family_id}"
    now = clock.now().astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
    span = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=7)}
    times = {name: at.isoformat(timespec="minutes") for name, at in span.items()}
    shift = ben.post(f"{base}/shifts", member=home.ben.member_id, **times).json["id"]
    ben.post(f"{base}/shifts/{shift}/start")
    refused = ben.post(f"{base}/shifts/{shift}/end")
    assert refused.json["error"]["code"] == "doses-not-recorded"
    assert "Yesterday 23:00" in refused.json["error"]["message"]


def test_a_gap_is_left_with_one_press(home: Cast, app: Flask) -> None:
    ben, base = browser_of(app, home.ben), f"/families/{home.family_id}"
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        first = ben.get(f"{base}/doses?open=true").json["items"][0]["id"]
        assert "Leave as not recorded" in _dashboard(ben, home.family_id)
        assert ben.send(f"{base}/doses/{first}/review").status_code == 303
        left = ben.get(f"{base}/doses?open=true").json["items"]
        assert [one["time"] for one in left] == ["23:40"]
        assert "left Apixaban, due 23:00, as not recorded" in _dashboard(ben, home.family_id)
        again = ben.post(f"{base}/doses/{left[0]['id']}/review", note="")
        assert again.json["reviewed_at"]


def test_nobody_is_asked_to_give_now_what_was_due_long_ago(cast: Cast, ana: Visitor) -> None:
    """Its window has ended: the page asks what happened, and offers no dose for that time."""
    base = f"/families/{cast.family_id}"
    with clock.moved_to(clock.now() - timedelta(hours=9)):
        old = casting.first_dose(casting.prescribe(cast.ana)).id
    new = casting.first_dose(casting.prescribe(cast.ana, "Ramipril")).id
    assert ana.get(f"{base}/doses/{old}").json["state"] == "not_recorded"
    pages = {dose: ana.page(f"{base}/doses/{dose}").text for dose in (old, new)}
    assert "Give 1 tablet now" in pages[new]
    assert f'formaction="{base}/doses/{new}/preparation"' in pages[new]
    assert "Give 1 tablet now" not in pages[old]
    assert '<details class="sheet" open>' in pages[old]
    given = {"outcome": "given", "given_at": instant(clock.now() - timedelta(hours=9))}
    url = f"{base}/doses/{old}/administration"
    assert ana.post(url, **given, reason="Not written down then").status_code == 201
