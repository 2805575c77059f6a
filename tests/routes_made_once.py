"""Nearly every test makes an application, each with the same routes: what werkzeug makes of a
route, most of the time of making an application, is made once in a process."""

from typing import Any

from werkzeug.routing import Rule

MADE = ("_parts", "_trace", "_converters")
BUILDERS = ("_build", "_build_unknown")
_made: dict[tuple[Any, ...], dict[str, Any]] = {}
_compile = Rule.compile


def _once(rule: Rule) -> None:
    """All that it is made of; who builds an address is given the rule itself with each call."""
    assert rule.map is not None
    asked = (rule.rule, rule.host, rule.subdomain, rule.merge_slashes, rule.map.host_matching)
    defaults = sorted((rule.defaults or {}).items())
    kinds = [rule.map.converters.get(name) for name in ("default", "id", "path", "string")]
    key = (*asked, *defaults, *kinds)
    if key not in _made:
        _compile(rule)
        builders = {name: getattr(rule, name).__func__ for name in BUILDERS}
        _made[key] = {name: getattr(rule, name) for name in MADE} | builders
        _made[key]["arguments"] = frozenset(rule.arguments)
        return
    made = _made[key]
    rule.arguments = set(made["arguments"])
    for name in MADE:
        setattr(rule, name, made[name])
    for name in BUILDERS:
        setattr(rule, name, made[name].__get__(rule, None))


def install() -> None:
    Rule.compile = _once  # type: ignore[method-assign]
