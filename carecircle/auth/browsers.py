"""The kind of device somebody signs in with: phone or desktop, which browser on which system."""

from dataclasses import dataclass

NAMES = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def kind_of(user_agent: str, is_shared: bool) -> str:
    if is_shared:
        return "shared"
    return "phone" if "Mobi" in user_agent else "desktop"


@dataclass(frozen=True)
class Browser:
    """`Firefox`, `Android`; empty if the browser does not say."""

    name: str
    system: str


def browser_of(user_agent: str) -> Browser:
    return Browser(_first(NAMES, user_agent), _first(SYSTEMS, user_agent))


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((words for mark, words in known if mark in user_agent), "")
