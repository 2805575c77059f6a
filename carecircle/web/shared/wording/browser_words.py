"""The names of browsers, in the reader's language."""

from carecircle.web.language.translation import gettext as _


def browser_words(name: str, system: str) -> str:
    """Returns for example: `Firefox on Android`; empty if the browser is unknown."""
    if name and system:
        return _("%(browser)s on %(system)s", browser=name, system=system)
    return name or system
