"""WCAG 2.2 AA by axe-core on every page, in both lights; narrow screens; keys."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha384
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.home import Home
from tests.browser.lived_pages import live_in

VENDOR = Path(__file__).parents[1] / "vendor"
AXE = VENDOR / "axe-4.14.1.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast"]}
DOORS = ["/sign-up", "/forgotten-password", "/families", "/families/new", "/account"]
PLACES = [
    *["", "doses", "medications", "medications/new", "emergencies", "emergencies/new"],
    *["notes", "notes/new", "feed", "members", "recipients", "recipients/new"],
    *["readiness", "escalation", "call-list"],
    *["medication-tasks", "numbers", "pin"],
    *[
        "shifts",
        "shifts?view=month",
        "shifts/new",
        "calendar",
        "channels",
        "channels/new",
        "notifications",
    ],
    *["observations", "observations?kind=fluids", "observations/new?kind=pulse", "agenda"],
]
SHEETS = ["emergency-sheet", "emergency-sheet/edit", "missing-sheet", "summary", "call-sheet"]
SHEETS += ["medication-chart", "medication-chart/blank", "medication-chart/entries"]
PHONE = {"width": 390, "height": 844}
TOO_SMALL = """
[].filter.call(document.querySelectorAll('button, .btn, .dock a, input, select, summary'), e => {
  const box = e.getBoundingClientRect();
  return box.height && e.type !== 'radio' && e.type !== 'checkbox' && box.height < 44;
}).map(e => e.outerHTML.slice(0, 120))
"""

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def ana(home: Home, browser: Browser) -> Iterator[Page]:
    page = home.enter(browser, home.cast.ana, viewport=PHONE)
    yield page
    page.context.close()


def addresses(home: Home) -> list[str]:
    base = home.cable.url
    family = f"{base}/families/{home.cast.family_id}"
    dose = f"{family}/doses/{home.dose_id}"
    sheets = [f"{family}/recipients/{home.cast.rosa}/{sheet}" for sheet in SHEETS]
    lived = [f"{family}/{place}" for place in live_in(home)]
    places = [f"{family}/{place}" for place in PLACES]
    return [*(base + door for door in DOORS), *lived, *places, *sheets, dose]


def visit(page: Page, address: str, status: int = 200) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, address


def untold(page: Page) -> list[str]:
    """What a screen reader needs to begin with and the page does not say."""
    told = {
        "one h1": page.locator("h1").count() == 1,
        "a language": page.locator("html").get_attribute("lang"),
        "a title": page.title().endswith("CareCircle"),
    }
    return [what for what, is_there in told.items() if not is_there]


def misfits(page: Page) -> list[str]:
    found = [*untold(page), *page.evaluate(TOO_SMALL), *sideways(page)]
    page.set_viewport_size(PHONE)
    return found


def sideways(page: Page) -> list[str]:
    found = []
    for width in (390, 320, 195):
        page.set_viewport_size({"width": width, "height": 640})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"scrolls sideways at {width} px")
    return found


def raise_emergency(home: Home, page: Page) -> str:
    page.goto(home.dashboard)
    page.locator(".dock .sos").click()
    page.wait_for_selector("article[data-emergency]")
    return page.url


def faults(page: Page) -> list[str]:
    """In the dark only the colours can be wrong in another way."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.emulate_media(color_scheme="light")
    found = violations(page, LEVELS)
    page.emulate_media(color_scheme="dark")
    return found + violations(page, COLOURS)


def violations(page: Page, rules: object) -> list[str]:
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules
    )
    return [
        f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]
    ]


def test_every_page_is_accessible_and_keeps_to_the_screen(home: Home, ana: Page) -> None:
    """In both lights; one heading, a language, a title; targets of 44 px; nothing sideways at
    320 px or 200 %."""
    wrong = {}
    for address in addresses(home):
        visit(ana, address)
        wrong[address] = faults(ana) + misfits(ana)
    visit(ana, f"{home.cable.url}/nowhere", status=404)
    wrong["nowhere"] = faults(ana)
    emergency = raise_emergency(home, ana)
    wrong["an emergency"] = faults(ana) + misfits(ana)
    visit(ana, f"{emergency}/timeline")
    wrong["what happened"] = faults(ana)
    ana.goto(home.dashboard)
    wrong["a dashboard with an emergency"] = faults(ana)
    assert {address: found for address, found in wrong.items() if found} == {}


def test_the_first_key_leads_past_the_band_and_the_focus_is_seen(ana: Page) -> None:
    ana.keyboard.press("Tab")
    link = ana.locator(":focus")
    assert link.get_attribute("href") == "#main"
    assert link.bounding_box()["height"] >= 44
    assert link.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    ana.keyboard.press("Enter")
    assert ana.evaluate("document.activeElement.id") == "main"


def test_the_checker_is_exactly_what_was_published() -> None:
    checksum, name, _source = (VENDOR / "CHECKSUMS").read_text(encoding="utf-8").split()
    assert name == AXE.name
    assert checksum == "sha384-" + b64encode(sha384(AXE.read_bytes()).digest()).decode()
    assert (VENDOR / "axe-4.14.1.LICENSE.txt").is_file()
