"""An emergency raised by a wall button with a plain POST. Only the server and the one watched
screen run on this machine at the same time."""

from time import time

from playwright.sync_api import Page, expect

from benchmarks.ground import Caller, Member
from benchmarks.screens import NOTE_CHANGE, PATIENCE, RESOLVED, SHOWN, Timing, painted
from carecircle.auth import tokens
from carecircle.care.emergencies.actions import resolve
from carecircle.db.session import transaction
from tests.browser.home import Home


def button_of(home: Home) -> Caller:
    """Returns a caller with the token of a device of Ben's."""
    ben = home.cast.ben
    account = ben.account_id or ""
    with transaction() as tx:
        key = tokens.issue(tx.session, account, family_id=None, scope="write", name="Button")[1]
    return Caller(home.server, Member(home.cast.family_id, ben.member_id or "", "", ben.role, key))


def raised_by(button: Caller, home: Home, screen: Page) -> Timing:
    """Raises an emergency, waits until the screen shows it, and resolves it."""
    screen.evaluate(NOTE_CHANGE, SHOWN)
    pressed = time()
    _, raised = button.call("POST", "/emergencies", {})
    answered = time()
    shown = painted(screen)
    resolve(home.cast.ben, raised["id"], RESOLVED)
    expect(screen.locator(SHOWN)).to_have_count(0, timeout=PATIENCE)
    return Timing(shown - int(pressed * 1000), shown - int(answered * 1000))
