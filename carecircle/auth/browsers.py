"""What kind of thing somebody signs in with, and words for it in the list of sessions."""

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


def words_for(user_agent: str) -> str:
    """`Firefox on Android`; empty where the browser does not say."""
    found = [_first(NAMES, user_agent), _first(SYSTEMS, user_agent)]
    return " on ".join(words for words in found if words)


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((words for mark, words in known if mark in user_agent), "")
