"""Words for people, in their language. English is the source; everything can be translated."""

from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale

from carecircle.care.translatable import translate_with
from carecircle.languages import FIRST, LANGUAGES, catalogue, key_of

CHOSEN = "language"  # the cookie in which a browser keeps the choice of whoever sits at it


def init_translation(app: Flask) -> None:
    Babel(app, default_locale=FIRST, locale_selector=wanted)
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(language=language, languages=LANGUAGES, chosen=chosen)
    app.jinja_env.globals.update(pgettext=pgettext)
    for name in LANGUAGES:  # now, and not within a transaction that writes a letter
        catalogue(name)


def chosen() -> str:
    """The language somebody asked for by name: a person for themselves, or for this browser.

    A program is answered by what its request says alone.
    """
    principal = g.get("principal")
    own = principal.language if principal is not None and principal.is_browser else None
    choice = own or request.cookies.get(CHOSEN, "")
    return choice if choice in LANGUAGES else ""


def wanted() -> str:
    """The language chosen, else the best of those we have that the browser asks for."""
    if not has_request_context():
        return FIRST
    return chosen() or request.accept_languages.best_match(LANGUAGES, FIRST)


def language() -> str:
    """The one being spoken now. Every word asks: what babel has found for the request is taken
    from where it keeps it, and only else found."""
    try:
        locale = getattr(g.get("_flask_babel"), "babel_locale", None) or get_locale()
    except RuntimeError:  # for nobody: no request, no application
        return FIRST
    return locale.language if locale else FIRST


def gettext(english: str, **values: Any) -> str:
    translate = catalogue(language()).get(english, (english,))[0]
    return translate % values if values else translate


def pgettext(context: str, english: str) -> str:
    return catalogue(language()).get(key_of(english, context), (english,))[0]


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """%(num)s is the number. Our languages count alike: one, and everything else."""
    translate = catalogue(language()).get(one, (one, many))[0 if num == 1 else -1]
    return translate % {"num": num, **values}


def translate(sentence: str) -> str:
    """What care, auth or delivery told somebody in English, in the language being spoken."""
    return translate_with(catalogue(language()), sentence)
