"""The stylesheet and the drawings: readable in both lights, and by browsers of old wall tablets."""

import re
from itertools import product
from pathlib import Path

import pytest

from carecircle.web.http.stylesheets import STYLES

ROOT = Path(__file__).parents[2]
CSS = "".join(path.read_text(encoding="utf-8") for path in STYLES.paths(ROOT / "static"))
RULES = re.sub(r"\s*([{}:;,>])\s*", r"\1", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))
BLOCKS = re.findall(r"\{([^{}]*)\}", RULES)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SPRITE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates" / "components").glob("_sprite*.html"))
)

TOO_NEW = (":has(", "@layer", "@container", "inset:", "aspect-ratio", ":is(", ":where(", "&")
NAMES_OF_LIGHT = {"light": ":root{", "dark": "(prefers-color-scheme:dark){:root{"}
TEXT = ("ink", "soft", "accent", "due", "late", "given", "blank", "refused", "sos")


def _tokens(light: str) -> dict[str, str]:
    block = RULES[RULES.index(NAMES_OF_LIGHT[light]) :].split("}")[0]
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", block))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, bright = sorted([_luminance(one), _luminance(other)])
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("light", NAMES_OF_LIGHT)
def test_every_text_colour_can_be_read_on_every_surface(light: str) -> None:
    tokens = _tokens(light)
    surfaces = {"page", "sheet", "wash"}
    too_faint = {
        (text, surface): round(_contrast(tokens[text], tokens[surface]), 2)
        for text, surface in product(TEXT, surfaces)
        if _contrast(tokens[text], tokens[surface]) < 4.5
    }
    assert too_faint == {}


@pytest.mark.parametrize("light", NAMES_OF_LIGHT)
def test_what_stands_on_a_fill_can_be_read(light: str) -> None:
    tokens = _tokens(light)
    pairs = [("on", "accent"), ("late", "late-wash"), ("ink", "due-wash"), ("soft", "late-wash")]
    assert [p for p in pairs if _contrast(tokens[p[0]], tokens[p[1]]) < 4.5] == []
    assert _contrast("#ffffff", tokens["sos-fill"]) >= 4.5
    assert _contrast("#ffffff", tokens["band"]) >= 4.5


@pytest.mark.parametrize("light", NAMES_OF_LIGHT)
def test_the_edge_of_a_control_can_be_seen(light: str) -> None:
    tokens = _tokens(light)
    assert min(_contrast(tokens["edge"], tokens[s]) for s in ("page", "sheet")) >= 3


@pytest.mark.parametrize("feature", TOO_NEW)
def test_an_old_browser_finds_nothing_that_breaks_it(feature: str) -> None:
    assert feature not in RULES


def test_space_between_flexible_boxes_does_not_rest_on_gap() -> None:
    assert re.findall(r"(?<!grid-)gap:", RULES) == []


def test_each_token_stands_after_a_plain_value() -> None:
    bare = []
    for block in BLOCKS:
        seen: list[str] = []
        for name, value in re.findall(r"([a-z-]+):([^;]+)", block):
            if "var(" in value and not name.startswith("--") and not _covered(name, seen):
                bare.append(f"{name}:{value}")
            seen.append(name)
    assert bare == []


def _covered(name: str, seen: list[str]) -> bool:
    """border-color follows border-left; background-color follows background."""
    return name.split("-")[0] in {one.split("-")[0] for one in seen}


def _symbol(icon: str) -> str:
    return icon if icon.startswith("k-") else f"i-{icon}"


def test_no_drawing_has_the_name_that_a_field_may_have() -> None:
    """A label would lead to the first element of that name: the drawing."""
    assert re.findall(r'<symbol id="(?!i-|k-)', SPRITE) == []


def test_every_drawing_that_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', SPRITE))
    named = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        named |= {_symbol(one) for one in re.findall(r'icon\("([a-z-]+)"', text)}
        named |= {f"k-{one}" for one in re.findall(r'mark\("([a-z-]+)"', text)}
    assert named - drawn == set()
    assert named
