"""The stylesheets in the order in which they are joined: of two equal rules the later applies."""

from carecircle.web.http.bundles import Bundle

STYLES = Bundle(
    "css/carecircle.css",
    "text/css",
    (
        *("tokens", "base", "icons", "states", "surfaces"),
        *("top-bar", "page", "dock"),
        *("panels", "lists", "people", "tables"),
        *("chart", "rota", "doses", "chat", "frames", "handoff", "graphs"),
        *("buttons", "forms", "warnings", "emergencies", "motion"),
        *("narrow", "wide", "desktop"),
        *("sheets", "print"),
    ),
)
