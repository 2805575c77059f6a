"""A phone whose clock is wrong by hours: what it records has the right time, and it says so."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle import clock
from carecircle.care.medications.giving.queries import the_dose
from carecircle.db.session import reading
from tests.browser.home import PATIENCE, Home, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]
HOUR = 3_600_000
WRONG = {"slow": -3 * HOUR, "fast": 3 * HOUR, "in 1970": -20_000 * 24 * HOUR}
A_CLOCK_THAT_IS_WRONG = """
  (() => {
    const Real = Date;
    let wrong = %d;
    window.putForward = (milliseconds) => { wrong += milliseconds; };
    window.Date = class extends Real {
      constructor(...given) { given.length ? super(...given) : super(Real.now() + wrong); }
      static now() { return Real.now() + wrong; }
    };
  })();
"""


def enter(home: Home, browser: Browser, wrong: int) -> Page:
    page = home.enter(browser, home.cast.ana)
    page.add_init_script(A_CLOCK_THAT_IS_WRONG % wrong)
    page.reload()
    is_live(page)
    return page


@pytest.mark.parametrize("wrong", WRONG)
def test_a_dose_given_offline_is_recorded_when_it_was_given(
    home: Home, browser: Browser, wrong: str
) -> None:
    ana = enter(home, browser, WRONG[wrong])
    assert abs(ana.evaluate("Date.now()") - clock.milliseconds()) > HOUR  # it is wrong
    ana.context.set_offline(True)
    ana.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    expect(ana.locator("#offline")).to_contain_text("1 waiting to send")
    ana.context.set_offline(False)
    row = ana.locator(f"#dose-{home.dose_id}")
    expect(row).to_have_attribute("data-state", "recorded", timeout=PATIENCE)
    expect(ana.locator("#offline-clock")).to_contain_text("The clock of this device is wrong")
    expect(ana.locator("#offline-decide")).to_be_hidden()
    with reading() as session:
        record = the_dose(session, home.cast.family_id, home.dose_id).standing
    assert record is not None
    assert abs(record.given_at - clock.now()) < timedelta(minutes=2)


def test_labels_and_the_line_go_by_the_servers_time(home: Home, browser: Browser) -> None:
    ana = enter(home, browser, -3 * HOUR)
    assert abs(ana.evaluate("CareCircle.now()") - clock.milliseconds()) < 60_000
    for wrong in (5 * HOUR, -9 * HOUR):
        ana.evaluate(f"putForward({wrong})")
        ana.wait_for_timeout(1_200)
        assert abs(ana.evaluate("CareCircle.now()") - clock.milliseconds()) < 60_000
    assert ana.locator("#connection").get_attribute("data-state") == "live"


def test_a_clock_that_is_put_back_makes_no_more_requests(home: Home, browser: Browser) -> None:
    ana = enter(home, browser, 0)
    home.cable.cut()
    expect(ana.locator("#connection")).not_to_have_attribute("data-state", "live", timeout=PATIENCE)
    ana.evaluate(f"putForward({-HOUR})")
    waits = ana.evaluate(
        "(() => { const b = new CareCircle.Backoff(() => 1); b.next();"
        f"putForward({-HOUR}); return [1, 2, 3].map(() => b.next()); }})()"
    )
    assert all(wait > 0 for wait in waits)
    home.cable.mend()
    is_live(ana)
