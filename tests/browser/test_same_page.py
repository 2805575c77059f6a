"""A page that stayed open through everything equals the page fetched afresh, after every event."""

import pytest
from playwright.sync_api import Browser, Page

from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.db.session import reading
from carecircle.events import cursor
from tests.browser.home import Home, is_live, tab
from tests.browser.story import happenings

pytestmark = [pytest.mark.browser, pytest.mark.server]
PAGES = ["", "doses", "medications", "notes", "feed", "emergencies", "members", "recipients"]
# What a script added for this viewer, what is polled by itself, and whitespace.
COMPARE = """
(function () {
  var PERSONAL = '#stats, .since, .ago, [data-until], [data-sound], line.now, .nowt, ' +
    'input[type=hidden], #here, noscript';
  var LAID_OVER = ['role', 'aria-modal', 'aria-labelledby', 'tabindex'];
  function drop(root, selector) {
    [].forEach.call(root.querySelectorAll(selector), function (e) { e.remove(); });
  }
  function plain(root) {
    root = root.cloneNode(true);
    drop(root, PERSONAL);
    [].forEach.call(root.querySelectorAll('*'), function (element) {
      element.classList.remove('new', 'me', 'mine', 'laid-over', 'on-top');
      element.removeAttribute('inert');
      element.removeAttribute('data-htmx-powered');
      if (element.matches('[data-of]')) element.hidden = false;
      if (element.matches('[data-not-of]')) element.hidden = true;
      if (element.id === 'alerts') LAID_OVER.forEach(function (name) {
        element.removeAttribute(name);
      });
      if (element.matches('#alerts [data-emergency]')) element.hidden = false;
      if (element.getAttribute('class') === '') element.removeAttribute('class');
    });
    return root.innerHTML.replace(/\\s+/g, ' ').replace(/> | </g, function (e) {
      return e.trim();
    }).replace(/></g, '>\\n<').split('\\n');
  }
  /* Both as of the same event: a receipt may come in between. */
  window.differences = function () {
    return fetch(location.href).then(function (answer) { return answer.text(); })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, 'text/html');
        if (page.body.getAttribute('data-cursor') !== CareCircle.inbox.cursor()) return null;
        var now = plain(document.getElementById('main')), then = plain(page.getElementById('main'));
        return {
          surplus: now.filter(function (line) { return then.indexOf(line) < 0; }),
          missing: then.filter(function (line) { return now.indexOf(line) < 0; }),
          isSame: now.join() === then.join()
        };
      });
  };
})();
"""


def head(home: Home) -> str:
    with reading() as session:
        return str(cursor.head(session, home.cast.family_id))


def differences(page: Page, until: str) -> dict[str, object] | None:
    told, seq = "seq => CareCircle.inbox.seq >= seq", int(until.split("-")[1])
    page.wait_for_function(told, arg=seq, polling=50)  # a hidden tab draws no frames
    for _ in range(20):
        found = page.evaluate("differences()")
        if found and found["isSame"]:
            return None
        page.wait_for_timeout(100)
    return found or {"isSame": "was never still"}


@pytest.fixture
def pages(home: Home, browser: Browser) -> dict[str, Page]:
    """Every page with live parts, open side by side."""
    first = home.enter(browser, home.cast.ana)
    context = first.context
    context.add_init_script(COMPARE)
    first.close()
    opened = {name: tab(context, home.dashboard + name) for name in PAGES}
    for page in opened.values():
        is_live(page)
    return opened


def test_the_open_page_is_the_fresh_page_after_every_event(
    home: Home, pages: dict[str, Page]
) -> None:
    wrong = {}
    for what in happenings(home):
        until = head(home)
        for name, page in pages.items():
            found = differences(page, until)
            if found:
                wrong[what, name or "dashboard"] = found
    assert wrong == {}


def test_so_is_the_page_of_an_emergency(home: Home, browser: Browser) -> None:
    alarm, _ = raise_emergency(home.cast.vera, RaiseInput.read({"type": "fall"}))
    page = home.enter(browser, home.cast.ana)
    page.add_init_script(COMPARE)
    page.goto(f"{home.dashboard}emergencies/{alarm.id}")
    is_live(page)
    wrong = {what: differences(page, head(home)) for what in happenings(home)}
    assert {what: found for what, found in wrong.items() if found} == {}
