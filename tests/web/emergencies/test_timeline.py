"""Afterwards: what happened, to the tenth of a second; and meanwhile: who was not reached."""

import re
from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.auth.models import AuthSession
from carecircle.care.emergencies import actions
from carecircle.db.session import transaction
from tests.cast import Cast
from tests.folded import folded
from tests.visitors import Visitor

PAGES = [
    "",
    "doses",
    "medications",
    "emergencies",
    "notes",
    "feed",
    "members",
    "channels",
    "shifts",
]


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def lines(page: str) -> list[tuple[str, str, str]]:
    """Time, after the press, what."""
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", page, re.DOTALL)
    return [tuple(re.sub("<[^>]+>", "", cell).strip() for cell in row) for row in rows]


def test_each_line_stands_at_its_tenth_of_a_second(
    base: str, cast: Cast, vera: Visitor, ben: Visitor
) -> None:
    pressed_at = clock.now().replace(microsecond=140_000)
    with clock.moved_to(pressed_at):
        made = f"{base}/emergencies/{vera.post(f'{base}/emergencies').json['id']}"
    for seconds, kind in [(0.1, "received"), (4.0, "seen")]:
        with clock.moved_to(pressed_at + timedelta(seconds=seconds)):
            ben.post(f"{made}/receipt", kind=kind)
    with clock.moved_to(pressed_at + timedelta(seconds=60)):
        actions.escalate_due()
    found = [
        line
        for line in lines(folded(ben.page(f"{made}/timeline").text))
        if "Sent to" not in line[2]
    ]
    assert [after for _at, after, _what in found] == [
        f"+{s}\u00a0s" for s in ("0.0", "0.1", "4.0", "60.0")
    ]
    assert [at[-2:] for at, _after, _what in found] == [".1", ".2", ".1", ".1"]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d\.\d", at) for at, _after, _what in found)
    named = [what.split("<")[0] for _at, _after, what in found]
    assert named[1].startswith("Received by Ben Archer")
    assert named[2].startswith("Seen by Ben Archer")


def test_whom_it_has_not_reached_is_named_with_when_they_were_last_here(
    base: str, cast: Cast, ana: Visitor, vera: Visitor
) -> None:
    made = vera.post(f"{base}/emergencies").json["id"]
    with transaction() as tx:
        seen_at = clock.now() - timedelta(hours=3)
        of_ana = tx.session.query(AuthSession).filter_by(account_id=cast.ana.account_id)
        of_ana.update({"last_seen_at": seen_at})
    page = folded(vera.page(f"{base}/emergencies/{made}").text)
    told = page[page.index("Not reached:") :]
    assert told.startswith("Not reached:</b> <bdi>Ana Almeida")
    last_here = re.search(r'<time datetime="([^"]+)" data-relative>last here', told)
    assert last_here is not None
    assert datetime.fromisoformat(last_here[1]) == seen_at
    assert "Sent to" not in page
    assert "No device has it yet." in page


@pytest.mark.parametrize("where", PAGES)
def test_it_stands_before_everything_else_on_the_page(
    base: str, vera: Visitor, ben: Visitor, where: str
) -> None:
    made = vera.post(f"{base}/emergencies", type="fall").json["id"]
    page = ben.page(f"{base}/{where}").text
    main = page[page.index("<main") :]
    assert main.index(f'data-emergency="{made}"') < main.index("<h1")
