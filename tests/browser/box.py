"""A box between a browser and the server that answers in the server's place."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, Route, WebSocketRoute

from tests.browser.cable import Cable

LOGIN = "<!doctype html><html><head><title>Hotel</title></head><body>Sign in</body></html>"
SENT_BY_SCRIPTS = ("xhr", "fetch")


def _page(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, content_type="text/html", body=LOGIN)


def _json(status: int, body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, content_type="application/json", body=body)


def _swallow(route: Route) -> None:
    """The server does it; its answer becomes a 502."""
    route.fetch()
    _page(502)(route)


def _cut(route: Route) -> None:
    """The server does it; half of the body comes back, with all headers."""
    answer = route.fetch()
    body = answer.body()
    route.fulfill(response=answer, body=body[: max(1, len(body) // 2)])


def _emptied(route: Route) -> None:
    route.fulfill(response=route.fetch(), body="")


def _replaced(route: Route) -> None:
    """A filter that keeps our headers and writes its own page."""
    route.fulfill(response=route.fetch(), body=LOGIN, content_type="text/html")


def _repeated(route: Route) -> None:
    """A cache that gives back an old answer of ours, with its old mark."""
    answer = route.fetch()
    headers = {**answer.headers, "carecircle-ask": "ofanolderrequest"}
    route.fulfill(response=answer, headers=headers)


def _unmarked(route: Route) -> None:
    """A proxy that drops headers which it does not know: the page cannot be sure."""
    answer = route.fetch()
    ours = ("carecircle-time", "carecircle-ask")
    headers = {name: value for name, value in answer.headers.items() if name not in ours}
    route.fulfill(response=answer, headers=headers)


BEFORE_IT: dict[str, Callable[[Route], None]] = {
    "200 page": _page(200),
    "302": lambda route: route.fulfill(status=302, headers={"Location": "/healthz"}),
    "400": _page(400),
    "401": _page(401),
    "403": _page(403),
    "404": _page(404),
    "409": _page(409),
    "410": _page(410),
    "422 json": _json(422, '{"error": {"code": "blocked", "message": "Blocked"}}'),
    "429": _page(429),
    "502": _page(502),
    "503": _page(503),
    "504": _page(504),
    "511": _page(511),
    "200 empty": lambda route: route.fulfill(status=200, body=""),
    "204": lambda route: route.fulfill(status=204),
    "200 json": _json(200, '{"status": "ok", "id": "x", "committed": false}'),
    "200 null": _json(200, "null"),
    "201 json": _json(201, '{"id": "x"}'),
    "200 text": lambda route: route.fulfill(status=200, content_type="text/plain", body="OK"),
    "reset": lambda route: route.abort("connectionreset"),
}
AFTER_IT: dict[str, Callable[[Route], None]] = {
    "502 afterwards": _swallow,
    "cut": _cut,
    "emptied": _emptied,
    "replaced": _replaced,
    "repeated": _repeated,
    "unmarked": _unmarked,
}
KINDS = AFTER_IT | BEFORE_IT


class Box:
    """Answers what scripts ask: by one kind, or by each in turn; served: how often, by kind.

    It lets no stream through, and what was open is cut. only: what it answers.
    """

    def __init__(self, page: Page, cable: Cable, only: str = "**/*"):
        self._is_lifted = False
        self.served: Counter[str] = Counter()
        self.writes: Counter[str] = Counter()
        self._kind, self._turn = "", iter(())
        page.route_web_socket("**/events/socket*", self._socket)
        page.route("**/events/stream*", self._stream)
        page.route(only, self._handle)
        cable.cut()
        cable.mend()

    def answer_with(self, kind: str) -> None:
        self._kind = kind

    def answer_in_turn(self) -> None:
        """Each kind once to a write, the other requests by the same kinds."""
        self._kind, self._turn = "", iter(list(KINDS) * 50)

    def lift(self) -> None:
        self._is_lifted = True

    def _socket(self, socket: WebSocketRoute) -> None:
        if self._is_lifted:
            socket.connect_to_server()
        else:
            socket.close()

    def _stream(self, route: Route) -> None:
        if self._is_lifted:
            route.fallback()
        else:
            route.abort()

    def _handle(self, route: Route) -> None:
        kind = self._kind
        if self._is_lifted or route.request.resource_type not in SENT_BY_SCRIPTS:
            route.fallback()
            return
        if not kind and route.request.method == "POST":
            kind = next((one for one in KINDS if not self.writes[one]), "502")
        kind = kind or next(self._turn, "502")
        self.served[kind] += 1
        self.writes[kind] += route.request.method == "POST"
        with suppress(Error):  # the page may have gone on meanwhile
            KINDS[kind](route)
