"""The kind of device, the browser and the operating system, from the User-Agent header."""

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
    """name: such as `Firefox`. system: such as `Android`. Each is empty if the header lacks it."""

    name: str
    system: str


def browser_of(user_agent: str) -> Browser:
    return Browser(_first(NAMES, user_agent), _first(SYSTEMS, user_agent))


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for token, name in known if token in user_agent), "")
