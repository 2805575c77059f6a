"""Ways in that a proxy of long ago does not let through."""

from playwright.sync_api import Page

ALL = ("socket", "stream", "long poll", "poll")


def block(page: Page, *ways: str) -> None:
    """As an old proxy would: the server itself answers, this way does not."""
    if "socket" in ways:
        page.route_web_socket("**/events/socket*", lambda socket: socket.close())
    if "stream" in ways:
        page.route("**/events/stream*", lambda route: route.abort())
    if "long poll" in ways:
        page.route("**/events?*wait=*", lambda route: route.abort())
    if "poll" in ways:
        page.route("**/events?*", lambda route: route.abort())
