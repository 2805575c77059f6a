"""What a family reads before it matters: how old the sheet is, which button has fallen silent."""

from datetime import timedelta

import pytest
from flask import Flask

from carecircle import clock
from carecircle.auth.models import Token
from carecircle.db.session import transaction
from tests.cast import Cast
from tests.visitors import Visitor, program_of


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def part(visitor: Visitor, base: str, name: str) -> str:
    page = visitor.page(f"{base}/readiness").text
    return page[page.index(f'aria-labelledby="{name}"') :].split("</section>")[0]


def test_it_says_how_old_the_emergency_sheet_is(base: str, cast: Cast, ana: Visitor) -> None:
    assert "Not filled in yet" in part(ana, base, "sheets")
    sheet = f"{base}/recipients/{cast.rosa}/emergency-sheet"
    assert ana.send(sheet, resuscitation="Full treatment").status_code == 303
    assert "Filled in" in part(ana, base, "sheets")


def test_a_button_that_was_not_heard_from_for_a_day_is_shown(
    base: str, cast: Cast, app: Flask, ana: Visitor
) -> None:
    button = program_of(app, cast.ana, family_id=cast.family_id)
    assert button.get(f"{base}/emergencies").status_code == 200
    assert "silent for more than a day" not in part(ana, base, "programs")
    with transaction() as tx:
        long_ago = clock.now() - timedelta(days=2)
        tx.session.query(Token).update({"last_seen_at": long_ago})
    assert "silent for more than a day" in part(ana, base, "programs")
