"""A family with a server of its own, and its members in browsers of their own."""

from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from carecircle.auth import browsers
from carecircle.auth.models import Account
from carecircle.care.actor import Actor
from carecircle.db.session import reading
from tests.browser.cable import Cable
from tests.cast import Cast, first_dose, prescribe
from tests.servers.carecircle import Server
from tests.servers.signed_in import COOKIE, sign_in

PATIENCE = 20_000


@dataclass
class Home:
    """The cast, the server that they use, the cable it hangs on, and a dose that is due now."""

    cast: Cast
    server: Server
    cable: Cable
    dose_id: str
    opened: list[BrowserContext] = field(default_factory=list)

    @property
    def dashboard(self) -> str:
        return f"{self.cable.url}/families/{self.cast.family_id}/"

    def another_dose(self, name: str) -> str:
        return first_dose(prescribe(self.cast.ana, name)).id

    def enter(self, browser: Browser, actor: Actor, **options: object) -> Page:
        """A new browser in which they are signed in, on the dashboard."""
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        self.opened.append(context)
        cookie = sign_in(
            self.server, actor.account_id or "", browsers.Browser("Chromium", "Linux")
        )[1]
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.cable.url}])
        return tab(context, self.dashboard)


def leave(home: Home) -> None:
    """Pages first: to close a browser while one of them is on its way elsewhere can hang."""
    for context in home.opened:
        for page in context.pages:
            with suppress(Error):
                page.goto("about:blank")
        context.close()
    home.cable.cut()


def email_of(actor: Actor) -> str:
    with reading() as session:
        return session.get(Account, actor.account_id).email


def tab(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def is_live(page: Page) -> None:
    expect(page.locator("#connection")).to_have_attribute("data-state", "live", timeout=PATIENCE)


def stay(page: Page) -> None:
    """Leave a mark that a reload would wipe out."""
    page.evaluate("window.stayed = true")


def has_stayed(page: Page) -> bool:
    return page.evaluate("window.stayed === true")
