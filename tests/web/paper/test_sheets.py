"""Every sheet of the table has its page, its PDF and its permission."""

import pytest
from flask import Blueprint

from carecircle.auth.policy import POLICY, Rule
from carecircle.auth.policy_additions import allow_in_family
from carecircle.care.permissions import MAY, TABLET
from carecircle.web.paper.registration import pdf_name, register
from carecircle.web.paper.sheets import SHEETS, Sheet
from tests.cast import Cast
from tests.visitors import Visitor

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
READ_ON_A_TABLET = {"emergency_sheet", "missing_sheet", "call_list"}


def of(address: str, cast: Cast) -> str:
    """Returns the address for the first family and its care recipient."""
    return address.replace("<id:family>", cast.family_id).replace("<id:recipient>", cast.rosa)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_a_page_that_says_on_paper_when_it_was_printed(
    sheet: Sheet, cast: Cast, vera: Visitor
) -> None:
    page = vera.page(of(sheet.address, cast))
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "Rosa Almeida" in page.text
    assert 'id="printed"' in page.text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stranger_finds_no_sheet(sheet: Sheet, cast: Cast, sam: Visitor) -> None:
    assert sam.page(of(sheet.address, cast)).status_code == 404


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_page_and_pdf_need_the_same_action(sheet: Sheet) -> None:
    names = [sheet.name, pdf_name(sheet)] if sheet.has_pdf else [sheet.name]
    assert {POLICY[f"paper.{name}"] for name in names} == {Rule(sheet.action, "family")}
    assert (f"paper.{pdf_name(sheet)}" in POLICY) == sheet.has_pdf


def test_a_tablet_of_the_home_reads_what_an_emergency_needs() -> None:
    on_tablet = {sheet.name for sheet in SHEETS if TABLET in MAY[sheet.action]}
    assert on_tablet == READ_ON_A_TABLET


@pytest.mark.parametrize(
    ("endpoint", "action", "problem"),
    [
        ("paper.anything", "nothing:known", "no action of care.permissions"),
        ("paper.call_list", "home:read", "has a rule already"),
        ("accounts.account", "home:read", "has a rule already"),
    ],
)
def test_a_rule_that_loosens_the_policy_is_refused(
    endpoint: str, action: str, problem: str
) -> None:
    before = dict(POLICY)
    with pytest.raises(ValueError, match=problem):
        allow_in_family(endpoint, action)
    assert before == POLICY


def test_two_sheets_of_one_name_stop_the_start() -> None:
    with pytest.raises(ValueError, match="has a rule already"):
        register(BY_NAME["call_sheet"], Blueprint("paper", __name__))
