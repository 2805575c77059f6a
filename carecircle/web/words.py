"""Words for people, in their language. English is the source; everything can be translated."""

from flask import Flask, g, request
from flask_babel import Babel, gettext, lazy_gettext, ngettext

LANGUAGES = ("en",)
__all__ = ["LANGUAGES", "gettext", "init_words", "lazy_gettext", "ngettext"]


def init_words(app: Flask) -> None:
    Babel(app, locale_selector=language)


def language() -> str:
    """The best of the languages we have that the browser asks for."""
    if "language" not in g:
        g.language = request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
    return str(g.language)
