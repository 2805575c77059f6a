"""Strict parsing of JSON: values that Python accepts but a database or a browser does not."""

from typing import Any, NoReturn

from flask import Flask
from flask.json.provider import DefaultJSONProvider

MOST_DIGITS = 300


class StrictJson(DefaultJSONProvider):
    """Refuses NaN, infinities such as 1e400, and nesting beyond Python's stack."""

    sort_keys = False
    ensure_ascii = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        text = s.decode("utf-8") if isinstance(s, bytes) else s  # encoding rejects a lone surrogate
        try:
            return super().loads(
                text, parse_constant=_refuse, parse_float=_finite, parse_int=_whole, **kwargs
            )
        except RecursionError as error:
            raise ValueError("nested too deep") from error


def init_strict_json(app: Flask) -> None:
    app.json = StrictJson(app)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        _refuse(text[:20])
    return number


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        _refuse(text[:20])
    return int(text)
