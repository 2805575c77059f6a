"""Rendering pages for the person who requests them."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template

PageContext = Callable[[], dict[str, Any]]
_EXTENSION = "page_context"


def init_pages(app: Flask, page_context: PageContext) -> None:
    """Registers the context that every page of a family shows around its own content."""
    app.extensions[_EXTENSION] = page_context


def render_page(template: str, status: int = 200, **context: Any) -> Response:
    """Returns the whole page; inside a family with its page context."""
    around = current_app.extensions[_EXTENSION]() if g.get("actor") else {}
    return make_response(render_template(template, **(around | context)), status)
