"""Server and network go and come back: the page says so, recovers by itself and misses nothing."""

import json

import httpx
import pytest
from playwright.sync_api import Page, expect

from carecircle.auth import tokens
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from tests.browser.home import PATIENCE, Home, email_of, has_stayed, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]
LINE = "#connection .words"


def write(home: Home, *texts: str) -> None:
    for text in texts:
        add_note(home.cast.ben, NoteInput.read({"body": text, "audience": "family"}))


def seqs(page: Page) -> list[int]:
    ids = page.locator("#feed-items > li[id]").evaluate_all("rows => rows.map(row => row.id)")
    return [int(each.removeprefix("event-")) for each in ids]


def shows(page: Page, text: str) -> None:
    expect(page.locator("#feed-items > li").first).to_contain_text(text, timeout=2 * PATIENCE)


def is_complete(page: Page) -> None:
    """Each event once, newest first, none missing."""
    listed = seqs(page)
    assert listed == list(range(listed[0], listed[0] - len(listed), -1))


def test_a_killed_server_is_waited_for_and_nothing_is_missed(home: Home, ana: Page) -> None:
    write(home, "before")
    shows(ana, "before")
    home.server.kill9()
    expect(ana.locator(LINE)).to_contain_text("Reconnecting, showing")
    write(home, "while it was down", "and once more")
    home.server.restart()
    shows(ana, "and once more")
    is_live(ana)
    expect(ana.locator(LINE)).to_contain_text("Live")
    is_complete(ana)
    assert has_stayed(ana)


@pytest.mark.parametrize("dies", ["every worker", "the whole server"])
def test_an_alert_shows_though_all_died_right_after_the_press(
    home: Home, ana: Page, dies: str
) -> None:
    workers = home.server.worker_pids()
    key = tokens.create(email_of(home.cast.ben), family_id=home.cast.family_id)
    assert _pressed(home, key) == 201
    if dies == "every worker":
        for pid in workers:
            home.server.kill9_worker(pid)
    else:
        home.server.kill9()
        home.server.restart()
    home.server.process.wait_until(lambda: not set(workers) & set(home.server.worker_pids()))
    expect(ana.locator("#alerts.laid-over [data-emergency]")).to_have_count(1)
    is_live(ana)
    assert has_stayed(ana)


def _pressed(home: Home, key: str) -> int:
    url = f"{home.server.url}/families/{home.cast.family_id}/emergencies"
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
    return httpx.post(url, json={"type": "fall"}, headers=headers, timeout=20).status_code


def test_a_restart_is_announced_and_come_back_from(home: Home, ana: Page) -> None:
    home.server.restart()
    write(home, "after the restart")
    shows(ana, "after the restart")
    is_complete(ana)
    assert has_stayed(ana)


def test_a_browser_offline_for_ten_seconds_misses_nothing(home: Home, ana: Page) -> None:
    ana.context.set_offline(True)
    write(home, "while offline")
    ana.wait_for_timeout(10_000)
    ana.context.set_offline(False)
    shows(ana, "while offline")
    is_live(ana)
    is_complete(ana)
    assert has_stayed(ana)


def test_a_network_cut_for_ten_seconds_is_said_and_recovered_from(home: Home, ana: Page) -> None:
    home.cable.cut()
    expect(ana.locator(LINE)).to_contain_text("Reconnecting, showing")
    write(home, "while the cable was out")
    ana.wait_for_timeout(10_000)
    home.cable.mend()
    shows(ana, "while the cable was out")
    expect(ana.locator(LINE)).to_contain_text("Live")
    is_complete(ana)
    assert has_stayed(ana)


def test_after_ten_tries_it_says_lost_and_still_comes_back(home: Home, ana: Page) -> None:
    ana.clock.install()
    ana.reload()
    is_live(ana)
    home.cable.cut()
    for _ in range(14):
        ana.clock.run_for(31_000)
        ana.wait_for_timeout(150)
    expect(ana.locator(LINE)).to_contain_text("Connection lost, may be out of date since")
    home.cable.mend()
    write(home, "at last")
    ana.clock.run_for(31_000)
    shows(ana, "at last")
    expect(ana.locator(LINE)).to_contain_text("Live")


def test_a_position_that_no_longer_counts_fetches_the_page_afresh(home: Home, ana: Page) -> None:
    """As after a backup was restored: another epoch, and what the page shows may be wrong."""
    ana.evaluate("CareCircle.inbox.epoch = 'gone'")
    write(home, "in the new epoch")
    shows(ana, "in the new epoch")
    ana.wait_for_function(
        "CareCircle.inbox.cursor() === " + json.dumps(f"{_epoch(ana)}-{seqs(ana)[0]}")
    )
    assert has_stayed(ana)


def _epoch(page: Page) -> str:
    return page.locator("body").get_attribute("data-cursor").rpartition("-")[0]
