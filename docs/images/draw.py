"""Draws the images of the README: `make screenshots`.

The demo family is photographed in Chromium at a fixed moment, so that the dates and times in the
images stay the same. The pages look best with Noto Sans installed.
"""

import base64
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from carecircle.cli.seed import sign_ins
from docs.images.home import MOMENT, Home, raised, served
from tests.servers.chromium import chromium

HERE = Path(__file__).parent
DESKTOP = {"width": 1280, "height": 960}
PHONE = {"width": 390, "height": 844}
DESK = {"viewport": DESKTOP}
HAND = {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as home,
        chromium() as chrome,
    ):
        today = [
            photo(chrome, home, sign_ins.BEN, "/", **DESK, device_scale_factor=1.5),
            photo(chrome, home, sign_ins.BEN, "/", **HAND),
            photo(chrome, home, sign_ins.BEN, "/", **HAND, color_scheme="dark"),
        ]
        beside(chrome, HERE / "dashboard.png", today)
        chart = f"/recipients/{home.recipient}/medication-chart"
        paper = photo(chrome, home, sign_ins.ANA, chart, **DESK, device_scale_factor=1.5)
        raised(home)
        alarm = photo(chrome, home, sign_ins.ANA, "/", **HAND)
        beside(chrome, HERE / "emergency-and-chart.png", [alarm, paper])


def photo(chrome: Browser, home: Home, who: sign_ins.SignIn, path: str, **options: Any) -> bytes:
    """The visible part of a page of the family, as that person sees it."""
    context = chrome.new_context(**options)
    page = context.new_page()
    page.clock.set_fixed_time(MOMENT)
    page.goto(f"{home.url}/sign-in")
    page.fill("[name=email]", who.email)
    page.fill("[name=password]", who.password)
    page.locator("main form button").first.click()
    page.wait_for_url("**/families/**")
    page.goto(home.base + path)
    settle(page)
    taken = page.screenshot()
    context.close()
    return taken


def settle(page: Page) -> None:
    """Waits until the page is live and its fonts are there."""
    page.locator("#connection[data-state=live]").wait_for()
    page.evaluate("document.fonts.ready")


def beside(chrome: Browser, path: Path, photos: list[bytes]) -> None:
    """Writes one image of several, side by side at the same height."""
    sources = [f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in photos]
    images = "".join(f'<img src="{source}">' for source in sources)
    style = "body{margin:0;display:inline-flex;gap:24px}img{height:960px;border-radius:12px}"
    page = chrome.new_page(viewport={"width": 3000, "height": 960})
    page.set_content(f"<style>{style}</style><body>{images}")
    page.locator("body").screenshot(path=path, omit_background=True)
    page.close()


if __name__ == "__main__":
    main()
