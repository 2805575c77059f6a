"""Nearly every test makes an application, each with the same routes: what werkzeug compiles for a
route, most of the time of making one, is compiled once in a process."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_compiled: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}
_compile = Rule._compile_builder


def _once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """All that the function is made of; the rule itself it is given with each call."""
    made_of = (rule.rule, *rule._trace, *sorted((rule.defaults or {}).items()), append_unknown)
    if made_of not in _compiled:
        _compiled[made_of] = _compile(rule, append_unknown)
    return _compiled[made_of]


def install() -> None:
    Rule._compile_builder = _once  # type: ignore[method-assign]
