"""The process that draws: a page on its stdin, a socket, and the PDF back. Exit 3: WeasyPrint or
what it stands on is not installed. Started by its path, so it imports nothing of ours.

Getting ready takes three times as long as drawing a page. So that is done once, and every page is
read and drawn in a fork, which ends with it and whose memory goes with it.
"""

import gc
import json
import os
import socket
import sys
import traceback
from base64 import b64decode
from select import select
from typing import Any
from urllib.parse import urlsplit

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except (ImportError, OSError):
    sys.exit(3)

IDLE_S = 60
ANY = {"html": "<p>Any", "base": "http://localhost/", "parts": {}}


class Ours(URLFetcher):
    """Returns the parts that came with the page; fetches nothing else."""

    def __init__(self, parts: dict[str, tuple[str, str]]):
        super().__init__()
        self.parts = parts

    def fetch(self, url: str, headers: Any = None) -> Any:
        split = urlsplit(url)
        address = f"{split.path}?{split.query}" if split.query else split.path
        if address not in self.parts:
            raise ValueError(f"{url} is not part of this page")
        kind, content = self.parts[address]
        return URLFetcherResponse(url, b64decode(content), {"Content-Type": kind})


def main() -> None:
    """Until nobody has asked for a while, or nobody is there to ask."""
    _drawn(ANY)  # finds the fonts
    with socket.socket(fileno=sys.stdin.fileno()) as asker:
        while select([asker], [], [], IDLE_S)[0] and asker.recv(1, socket.MSG_PEEK):
            fork = os.fork()
            if not fork:
                _answer(asker)
                os._exit(0)
            if os.waitpid(fork, 0)[1]:
                sys.exit(1)


def _answer(asker: socket.socket) -> None:
    """One page is one line. The answer: its kind and length on a line, and then itself."""
    gc.disable()  # it looked for what to free a fifth of the time
    with asker.makefile("rwb") as stream:
        try:
            kind, told = b"pdf", _drawn(json.loads(stream.readline()))
        except Exception:
            kind, told = b"error", traceback.format_exc().encode()
        stream.write(b"%s %d\n%s" % (kind, len(told), told))


def _drawn(page: dict[str, Any]) -> bytes:
    html = HTML(string=page["html"], base_url=page["base"], url_fetcher=Ours(page["parts"]))
    return bytes(html.write_pdf())


if __name__ == "__main__":
    main()
