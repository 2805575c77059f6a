"""The process that draws: a page on stdin, its PDF on stdout. Exit 3: WeasyPrint or what it
stands on is not installed. Started by its path, so it imports nothing of ours."""

import json
import sys
from base64 import b64decode
from typing import Any
from urllib.parse import urlsplit

try:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except (ImportError, OSError):
    sys.exit(3)


class Ours(URLFetcher):
    """Answers from the parts that came with the page; anything else does not exist."""

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
    page = json.load(sys.stdin)
    html = HTML(string=page["html"], base_url=page["base"], url_fetcher=Ours(page["parts"]))
    sys.stdout.buffer.write(html.write_pdf())


if __name__ == "__main__":
    main()
