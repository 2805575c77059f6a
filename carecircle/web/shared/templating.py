"""The environment of all templates: URLs of static files, a fresh key for each form."""

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
from carecircle.web.http.scripts import CHAT_SCRIPTS, DOOR_SCRIPTS, GIVING_SCRIPTS, SCRIPTS
from carecircle.web.http.stylesheets import STYLES
from carecircle.web.shared.wording.roles import role_words

_for_everybody: ContextVar[bool] = ContextVar("for_everybody", default=False)


class SharedTemplate(Template):
    """Shares one set of globals among all templates, so that an imported template is built once.

    Jinja compares the globals at each import, about ninety times for a page.
    """

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


class WithoutIndentation(Extension):
    """Removes the indentation of templates: it is for readers of the source, not for browsers.

    A line may therefore begin after a `%}` without producing a visible space.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\n[ \t]+", "\n", source)


def init_templates(app: Flask, *, has_pdf: bool) -> None:
    app.jinja_env.template_class = SharedTemplate
    app.jinja_env.add_extension(WithoutIndentation)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        scripts=SCRIPTS.url,
        door_scripts=DOOR_SCRIPTS.url,
        chat_scripts=CHAT_SCRIPTS.url,
        giving_scripts=GIVING_SCRIPTS.url,
        styles=STYLES.url,
    )
    app.jinja_env.globals.update(role_words=role_words)
    app.jinja_env.globals.update(has_pdf=has_pdf, refreshing=refreshing)
    app.jinja_env.globals.update(csrf_token=csrf_token, new_key=new_key)


@contextmanager
def without_viewer() -> Iterator[None]:
    """Leaves tokens and keys out while a live part is rendered, whoever's request this may be.

    The browser adds its own to the forms that arrive (static/js/keys.js).
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
