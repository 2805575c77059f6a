"""Putting fragments into a page: in place, once, and never taking away what a person is doing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SCRIPTS = Path(__file__).parents[2] / "static" / "js"
PAGE = """
<!doctype html><body><main id="main">
<div id="alerts" hidden></div>
<ul><li id="dose-1">08:00 <p>Due now</p><button id="give">Give</button></li>
<li id="dose-2">12:00</li>
</ul>
<form><input id="note" value="">
<details id="more"><summary>More</summary><p id="inner">a</p></details></form>
<ul id="feed-items" data-most="3"><li data-empty>Nothing yet</li></ul>
</main></body>
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content(PAGE)
    for name in ("live-morph", "live-place", "live-apply"):
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    yield page
    page.close()


def apply(page: Page, html: str) -> list[str]:
    """The ids of the parts that stand in the page afterwards."""
    return page.evaluate("h => CareCircle.apply(h).map(part => part.id)", html)


def test_a_part_that_is_in_the_page_is_replaced_in_place(page: Page) -> None:
    changed = apply(page, '<li id="dose-1">08:00 <p class="given">Given 08:02 by Ben</p></li>')
    assert changed == ["dose-1"]
    rows = page.locator("ul:first-of-type > li")
    assert rows.all_inner_texts()[0].split() == ["08:00", "Given", "08:02", "by", "Ben"]
    assert rows.count() == 2


def test_the_replaced_part_is_exactly_what_was_sent(page: Page) -> None:
    sent = (
        '<li id="dose-1" class="done" data-state="recorded"><svg class="mark" viewBox="0 0 24 24">'
        '<use href="#k-given"></use></svg> 08:00 <p>Given <b>now</b></p> tail</li>'
    )
    apply(page, sent)
    assert page.evaluate("document.getElementById('dose-1').outerHTML") == sent


def test_a_part_that_belongs_to_a_list_comes_first_in_it(page: Page) -> None:
    apply(page, '<li id="event-7" data-into="feed-items">seven</li>')
    apply(page, '<li id="event-8" data-into="feed-items">eight</li>')
    assert page.locator("#feed-items li").all_inner_texts() == ["eight", "seven"]


def test_a_part_may_ask_for_the_end_of_its_list(page: Page) -> None:
    apply(page, '<li id="m-1" data-into="feed-items" data-at="end">first</li>')
    apply(page, '<li id="m-2" data-into="feed-items" data-at="end">second</li>')
    assert page.locator("#feed-items li").all_inner_texts() == ["first", "second"]


def test_the_same_part_twice_is_one_part(page: Page) -> None:
    apply(page, '<li id="event-7" data-into="feed-items">seven</li>')
    apply(page, '<li id="event-7" data-into="feed-items">seven</li>')
    assert page.locator("#feed-items li").count() == 1


def test_a_list_keeps_as_many_rows_as_a_fresh_page_would_show(page: Page) -> None:
    for seq in range(1, 7):
        apply(page, f'<li id="event-{seq}" data-into="feed-items">{seq}</li>')
    assert page.locator("#feed-items li").all_inner_texts() == ["6", "5", "4"]


def test_a_part_that_has_no_place_here_is_left_out(page: Page) -> None:
    before = page.content()
    assert apply(page, '<p id="now-9">1 due</p><li id="x" data-into="elsewhere">x</li>') == []
    assert page.content() == before


def test_a_part_that_is_gone_goes(page: Page) -> None:
    apply(page, '<i id="dose-2" data-gone hidden></i>')
    assert page.locator("#dose-2").count() == 0


def test_a_table_row_can_be_a_part(page: Page) -> None:
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        "'<table><tbody><tr id=\"r1\"><td>old</td></tr></tbody></table>')"
    )
    apply(page, '<tr id="r1"><td>new</td></tr>')
    assert page.locator("#r1").inner_text() == "new"


def test_focus_stays_on_a_button_that_stays(page: Page) -> None:
    page.focus("#give")
    apply(page, '<li id="dose-1">08:00 <p>Late</p><button id="give">Give</button></li>')
    assert page.evaluate("document.activeElement.id") == "give"


def test_focus_moves_to_the_row_when_its_button_goes(page: Page) -> None:
    page.focus("#give")
    apply(page, '<li id="dose-1">08:00 <p>Given</p></li>')
    assert page.evaluate("document.activeElement.id") == "dose-1"


def test_typed_text_and_opened_details_survive_a_fresh_page(page: Page) -> None:
    page.fill("#note", "half a sen")
    page.locator("summary").click()
    page.focus("#note")
    page.evaluate(
        """html => {
            var fresh = new DOMParser().parseFromString(html, 'text/html');
            CareCircle.morph(document.getElementById('main'), fresh.getElementById('main'));
        }""",
        PAGE.replace('id="inner">a', 'id="inner">b').replace("Due now", "Late"),
    )
    assert page.input_value("#note") == "half a sen"
    assert page.evaluate("document.activeElement.id") == "note"
    assert page.locator("#inner").inner_text() == "b"
    assert "Late" in page.locator("#dose-1").inner_text()
