"""Passwords: argon2id in real threads, and which passwords are refused."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from typing import Any, TypeVar, TypeVarTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 8, 1000
THREADS = 2
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "j0NJXeIvrdXbuYf8+WNJxw$1kUidGtfZ5d5RlD7NZl7rZMCZPg3xF4bgKnBYmpzCH8"
)
# 19 MiB and two passes take 64 ms; the library's default took 390 ms on the same machine.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


Args = TypeVarTuple("Args")
Result = TypeVar("Result")


def hash_password(password: str) -> str:
    return _in_thread(_hasher.hash, password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Compare, with the same work if there is no such account (password_hash None)."""
    matches = _in_thread(_verify, password_hash or NOBODYS, password)
    return matches and password_hash is not None


def why_refused(password: str, *own_words: str) -> str | None:
    """Returns `short`, `long`, `common` or `own` (the person's own name or address); None if it is
    fine."""
    if len(password) < LEAST:
        return "short"
    if len(password) > MOST:
        return "long"
    plain = password.casefold()
    if plain in _common() or len(set(plain)) < 3:
        return "common"
    return "own" if plain in {word.casefold() for word in own_words} else None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _common() -> frozenset[str]:
    text = resources.files("carecircle.auth").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _in_thread(work: Callable[[*Args], Result], *arguments: *Args) -> Result:
    """Run in a real thread: under gevent a hash would block every socket of the worker."""
    result: Result = _threads()(work, *arguments)
    return result


@cache
def _threads() -> Callable[..., Any]:
    monkey = sys.modules.get("gevent.monkey")
    if monkey is not None and monkey.is_module_patched("threading"):
        from gevent.threadpool import ThreadPool

        real = ThreadPool(THREADS)
        return lambda work, *arguments: real.apply(work, arguments)
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="passwords")
    return lambda work, *arguments: pool.submit(work, *arguments).result()
