"""What a browser is called, in the reader's language."""

from carecircle.web.language.translation import gettext as _


def browser_words(name: str, system: str) -> str:
    """`Firefox on Android`; empty where the browser does not say."""
    if name and system:
        return _("%(browser)s on %(system)s", browser=name, system=system)
    return name or system
