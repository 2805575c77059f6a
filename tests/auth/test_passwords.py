"""Passwords are hashed in real threads, and compared with the same work for everybody."""

import subprocess
import sys

from argon2 import extract_parameters

from carecircle.auth import passwords

BESIDE = """
from gevent import monkey; monkey.patch_all()
import gevent
from carecircle.auth import passwords
turns = 0
def turn():
    global turns
    while True:
        turns += 1
        gevent.sleep(0)
beside = gevent.spawn(turn)
assert passwords.is_right(passwords.hash_password("a stack of plates"), "a stack of plates")
assert turns > 10, turns
"""


def test_a_password_matches_its_own_hash_alone() -> None:
    kept = passwords.hash_password("a stack of plates")
    assert passwords.is_right(kept, "a stack of plates")
    assert not passwords.is_right(kept, "a stack of plate")
    assert passwords.hash_password("a stack of plates") != kept


def test_nobody_has_no_password() -> None:
    assert not passwords.is_right(None, "the password of nobody")
    assert not passwords.is_right("no hash at all", "x")


def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    real = extract_parameters(passwords.hash_password("a stack of plates"))
    assert extract_parameters(passwords.NOBODYS) == real


def test_under_gevent_the_worker_goes_on_meanwhile() -> None:
    subprocess.run([sys.executable, "-c", BESIDE], check=True, timeout=60)


def test_why_a_password_is_refused() -> None:
    assert passwords.why_refused("1234567") == "short"
    assert passwords.why_refused("x" * 1001) == "long"
    assert passwords.why_refused("PASSWORD1") == "common"
    assert passwords.why_refused("abababababab") == "common"
    assert passwords.why_refused("Ana Almeida", "ana almeida") == "own"
    assert passwords.why_refused("a stack of plates", "Ana") is None
