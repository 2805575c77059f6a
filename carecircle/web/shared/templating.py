"""What every template may rely on: addresses of static files, a fresh key for each form."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask
from flask_wtf.csrf import generate_csrf
from jinja2 import Template
from jinja2.ext import Extension

from carecircle.db.base import new_id
from carecircle.events.catalogue import refreshing
from carecircle.web.http.assets import asset
from carecircle.web.http.scripts import SCRIPTS
from carecircle.web.http.stylesheets import STYLES
from carecircle.web.shared.wording.roles import role_words

_for_everybody: ContextVar[bool] = ContextVar("for_everybody", default=False)


class OneOfOurs(Template):
    """All have the same globals, so what one of them imports another from is made once for all.

    Jinja compares the globals at each import, some ninety times for a page.
    """

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


class WithoutIndentation(Extension):
    """The indentation of a template is for its readers: pages and fragments go out without it.

    So a line may also begin after a `%}` without a space coming of it, where a space would show.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\n[ \t]+", "\n", source)


def init_templates(app: Flask, *, has_pdf: bool) -> None:
    app.jinja_env.template_class = OneOfOurs
    app.jinja_env.add_extension(WithoutIndentation)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset, scripts=SCRIPTS.url, styles=STYLES.url, role_words=role_words
    )
    app.jinja_env.globals.update(has_pdf=has_pdf, refreshing=refreshing)
    app.jinja_env.globals.update(csrf_token=csrf_token, new_key=new_key)


@contextmanager
def for_everybody() -> Iterator[None]:
    """While a live part is rendered: no token and no key, whoever's request this may be.

    The browser puts its own into the forms that arrive (static/js/keys.js).
    """
    token = _for_everybody.set(True)
    try:
        yield
    finally:
        _for_everybody.reset(token)


def csrf_token() -> str:
    return "" if _for_everybody.get() else generate_csrf()


def new_key() -> str:
    return "" if _for_everybody.get() else new_id()
