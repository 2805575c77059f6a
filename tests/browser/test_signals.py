"""What draws a person to the screen without looking at it, tried in the browser itself."""

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.care.emergencies import actions, inputs
from tests.browser.home import Home, is_live
from tests.browser.test_alarm import OVER, press

pytestmark = [pytest.mark.browser, pytest.mark.server]
NOTE = """
window.shaken = []; window.locks = 0;
Navigator.prototype.vibrate = function (pattern) { window.shaken.push(pattern); return true; };
const ask = WakeLock.prototype.request;
WakeLock.prototype.request = async function (kind) {
  const lock = await ask.call(this, kind);
  window.locks += 1;
  lock.addEventListener('release', () => { window.locks -= 1; });
  return lock;
};
"""


NOTE_ORDER = """() => {
  window.order = [];
  const note = what => () => { window.order.push(what); };
  new MutationObserver((changes, observer) => {
    if (!document.querySelector('#alerts.laid-over')) return;
    observer.disconnect();
    requestAnimationFrame(note('drawn'));
  }).observe(document.body, {subtree: true, childList: true, attributes: true});
  const shake = Navigator.prototype.vibrate, open = XMLHttpRequest.prototype.open;
  Navigator.prototype.vibrate = function (pattern) {
    note('shaken')();
    return shake.call(this, pattern);
  };
  XMLHttpRequest.prototype.open = function (method, url) {
    if (url.endsWith('/receipt')) note('receipt')();
    return open.apply(this, arguments);
  };
}"""


@pytest.fixture
def ana(home: Home, browser: Browser) -> Page:
    page = home.enter(browser, home.cast.ana)
    page.context.grant_permissions(["screen-wake-lock"])
    page.add_init_script(NOTE)
    page.goto(home.dashboard)
    is_live(page)
    page.wait_for_function("() => CareCircle.leads()")
    return page


def test_it_shakes_and_keeps_the_screen_awake_until_somebody_comes(home: Home, ana: Page) -> None:
    emergency_id = press(home)
    expect(ana.locator(OVER)).to_be_visible()
    ana.wait_for_function("() => locks === 1")
    ana.wait_for_function("() => shaken.length > 1")
    assert ana.evaluate("shaken[0]") == [300, 150, 300]
    coming = inputs.AcknowledgementInput.read({"answer": "on_scene"})
    actions.acknowledge(home.cast.vera, emergency_id, coming)
    ana.wait_for_function("() => locks === 0")
    assert ana.evaluate("shaken[shaken.length - 1]") == 0


def test_it_is_seen_before_it_is_heard_or_confirmed(home: Home, ana: Page) -> None:
    ana.evaluate(NOTE_ORDER)
    press(home)
    ana.wait_for_function("() => order.indexOf('receipt') >= 0 && order.indexOf('shaken') >= 0")
    assert ana.evaluate("order[0]") == "drawn"


def test_the_keyboard_alone_answers_it(home: Home, ana: Page) -> None:
    press(home)
    expect(ana.locator(OVER)).to_be_visible()
    for _ in range(20):
        ana.keyboard.press("Tab")
        if ana.locator(":focus").get_attribute("value") == "on_my_way":
            break
    ana.keyboard.press("Enter")
    expect(ana.locator(OVER)).to_have_count(0)
    expect(ana.locator("article")).to_contain_text("Ana Almeida: is on the way")


def test_the_sound_can_be_tried_before_it_matters(home: Home, ana: Page) -> None:
    ana.goto(f"{home.dashboard}readiness")
    is_live(ana)
    before = ana.evaluate("CareCircle.sound.count()")
    ana.get_by_role("button", name="Try the sound").click()
    ana.wait_for_function(f"() => CareCircle.sound.count() > {before}")
