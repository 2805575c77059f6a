"""One press, timed in both browsers: pressed and answered in one, painted in the other.

All times are in milliseconds of this machine's clock, recorded by the browsers themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from carecircle.care.emergencies.actions import resolve
from carecircle.care.emergencies.inputs import ResolutionInput
from tests.browser.home import Home, is_live

SOS, SHOWN = ".dock button.sos", "#alerts [data-emergency]"
RESOLVED = ResolutionInput.read({"outcome": "mistake"})
PATIENCE = 40_000
NOTE_ANSWERS = """() => {
  const answered = () => { localStorage.answered = localStorage.answered || Date.now(); };
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, ...others) {
    if (method === 'POST') this.addEventListener('load', answered);
    return open.call(this, method, ...others);
  };
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener('message', message => {
        if (message.data.includes('"type":"reply"')) answered();
      });
    }
  };
}"""
NOTE_PRESS = """s => {
  delete localStorage.pressed;
  delete localStorage.answered;
  document.querySelector(s).addEventListener('click', () => { localStorage.pressed = Date.now(); });
}"""
NOTE_CHANGE = """s => {
  window.changed = 0;
  window.painted = new Promise(painted => new MutationObserver((_, observer) => {
    if (!document.querySelector(s)) return;
    window.changed = Date.now();
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => painted(Date.now())));
  }).observe(document.body, {subtree: true, childList: true, attributes: true}));
}"""


@dataclass(frozen=True)
class Timing:
    """The time until the other person's screen had painted it."""

    from_press: int
    from_answer: int


def note_answers(page: Page) -> None:
    """From its next page on, records when the server answered what was pressed there."""
    page.add_init_script(f"({NOTE_ANSWERS})()")


def press(presser: Page, button: str) -> None:
    presser.evaluate(NOTE_PRESS, button)
    presser.locator(button).click(no_wait_after=True)


def painted(screen: Page) -> int:
    """Returns when the change that NOTE_CHANGE waits for was painted."""
    return int(screen.evaluate("window.painted"))


def raised(home: Home, screen: Page, presser: Page) -> Timing:
    """Raises an emergency, waits until it is shown, and resolves it."""
    screen.evaluate(NOTE_CHANGE, SHOWN)
    press(presser, SOS)
    shown = painted(screen)
    took = end_it(home, presser, shown)
    expect(screen.locator(SHOWN)).to_have_count(0, timeout=PATIENCE)
    return took


def end_it(home: Home, presser: Page, shown: int) -> Timing:
    """Resolves it and brings the presser back to a page with the button."""
    presser.wait_for_url("**/emergencies/*")
    pressed, answered = noted(presser, "pressed"), noted(presser, "answered")
    resolve(home.cast.ben, presser.url.rpartition("/")[2], RESOLVED)
    presser.goto(home.dashboard)
    is_live(presser)
    return Timing(shown - pressed, shown - answered)


def noted(presser: Page, what: str) -> int:
    return int(presser.evaluate(f"localStorage.{what}"))


def figures(what: str, took: list[int]) -> tuple[str, str]:
    """Returns the median, the 99th percentile and the slowest."""
    found = sorted(took)
    half, most = found[len(found) // 2], found[min(len(found) - 1, len(found) * 99 // 100)]
    return what, f"half {half:,}, p99 {most:,}, slowest {found[-1]:,} ms"


def both(what: str, took: list[Timing]) -> Iterator[tuple[str, str]]:
    yield figures(f"{what}, from the answer", [one.from_answer for one in took])
    yield figures(f"{what}, from the press", [one.from_press for one in took])
