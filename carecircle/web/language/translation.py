"""Translation: the reader's language, and gettext. English is the source language."""

from typing import Any

from babel.numbers import get_decimal_symbol
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale

from carecircle.care.translatable import translate_with
from carecircle.languages import FIRST, LANGUAGES, catalogue, key_of

CHOSEN = "language"  # the cookie that stores the language of this browser


def init_translation(app: Flask) -> None:
    Babel(app, default_locale=FIRST, locale_selector=preferred_language)
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(language=language, languages=LANGUAGES, chosen=chosen_language)
    app.jinja_env.globals.update(pgettext=pgettext)
    for name in LANGUAGES:  # load the catalogues now, not inside a transaction that writes an email
        catalogue(name)


def chosen_language() -> str:
    """Returns the language that was chosen explicitly, for the account or for this browser.

    A program's language depends on its request alone.
    """
    principal = g.get("principal")
    own = principal.language if principal is not None and principal.is_browser else None
    choice = own or request.cookies.get(CHOSEN, "")
    return choice if choice in LANGUAGES else ""


def preferred_language() -> str:
    """Returns the chosen language, else the best available one that the browser accepts."""
    if not has_request_context():
        return FIRST
    return chosen_language() or request.accept_languages.best_match(LANGUAGES, FIRST)


def language() -> str:
    """Returns the current language. Every translation calls this, so babel's value for the request
    is read from its cache, and computed only if missing."""
    try:
        locale = getattr(g.get("_flask_babel"), "babel_locale", None) or get_locale()
    except RuntimeError:  # outside a request and an application there is no reader
        return FIRST
    return locale.language if locale else FIRST


def gettext(english: str, **values: Any) -> str:
    translated = catalogue(language()).get(english, (english,))[0]
    return translated % values if values else translated


def pgettext(context: str, english: str) -> str:
    return catalogue(language()).get(key_of(english, context), (english,))[0]


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """%(num)s is the number. Our languages have the same plural rule: one, and everything else."""
    translated = catalogue(language()).get(one, (one, many))[0 if num == 1 else -1]
    return translated % {"num": num, **values}


def translate(sentence: str) -> str:
    """Returns an English sentence from care, auth or delivery, in the current language."""
    return translate_with(catalogue(language()), sentence, decimal_mark())


def decimal_mark() -> str:
    """Returns a point or a comma, as the current language writes decimals."""
    return get_decimal_symbol(language())
