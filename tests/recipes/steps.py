"""Reading a recipe: the fenced blocks of a section of CONTRIBUTING.md that name a file."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.walls.source import ROOT

DOCUMENT = ROOT / "CONTRIBUTING.md"
VERSIONS = Path("carecircle/db/migrations/versions")
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+) (?P<path>[\w./-]+)\n(?P<body>.*?)^ *```$", re.M | re.S
)


class Unusable(Exception):
    """The step cannot be followed as it is shown."""


@dataclass(frozen=True)
class Step:
    """One block. language: diff changes a file, anything else is a new one."""

    language: str
    path: str
    body: str

    def follow(self, root: Path) -> Path:
        """Applies the step beneath root and returns the file's path within it. Raises Unusable."""
        newest = max(path.name[:4] for path in (root / VERSIONS).glob("[0-9]*_*.py"))
        body = self.body.replace("LAST", newest).replace("NNNN", f"{int(newest) + 1:04d}")
        path = Path(self.path.replace("NNNN", f"{int(newest) + 1:04d}"))
        file = root / path
        if self.language == "diff":
            file.write_text(patched(file.read_text("utf-8"), body), "utf-8")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as new:
                new.write(body)
        return path


def patched(text: str, diff: str) -> str:
    """Returns the text with one hunk applied. Raises Unusable unless it fits in just one place."""
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    if not old:
        return text + new
    if text.count(old) != 1:
        raise Unusable(f"found {text.count(old)} times, not once:\n{old}")
    return text.replace(old, new)


def steps_of(title: str) -> list[Step]:
    """The steps of the recipe with that heading, in order. Raises Unusable if there is none."""
    _before, heading, after = DOCUMENT.read_text("utf-8").partition(f"\n### {title}\n")
    section = re.split(r"^##+ ", after, maxsplit=1, flags=re.M)[0]
    found = [
        Step(match["language"], match["path"], _undented(match["body"], len(match["indent"])))
        for match in _FENCE.finditer(section)
    ]
    if not heading or not found:
        raise Unusable(f"no recipe named {title!r} in {DOCUMENT.name}")
    return found


def _undented(body: str, indent: int) -> str:
    return "".join(line[indent:] or "\n" for line in body.splitlines(keepends=True))
