"""A sign-in outlives a server's clock that is set back, and ends with its age."""

from datetime import timedelta

import pytest
from flask import Flask
from itsdangerous import SignatureExpired, TimestampSigner

from carecircle.web.http.security.session_cookie import SessionCookie, SessionSigner
from tests.cast import Cast
from tests.visitors import browser_of

MONTH = int(timedelta(days=31).total_seconds())


def signed_at(monkeypatch: pytest.MonkeyPatch, signer: TimestampSigner, seconds: int) -> bytes:
    """Returns a signature of so many seconds from now."""
    now = TimestampSigner.get_timestamp(signer)
    with monkeypatch.context() as patch:
        patch.setattr(SessionSigner, "get_timestamp", lambda _self: now + seconds)
        return signer.sign(b"value")


@pytest.mark.parametrize("minutes", [1, 2, 90, 60 * 24, 60 * 24 * 400])
def test_a_signature_from_before_the_clock_was_set_back_counts(
    monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    signer = SessionSigner("key")
    found = signed_at(monkeypatch, signer, minutes * 60)
    with pytest.raises(SignatureExpired):
        TimestampSigner("key").unsign(found, max_age=MONTH)
    assert signer.unsign(found, max_age=MONTH) == b"value"


def test_an_old_signature_has_expired(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = SessionSigner("key")
    found = signed_at(monkeypatch, signer, -MONTH - 10)
    with pytest.raises(SignatureExpired):
        signer.unsign(found, max_age=MONTH)


def test_a_person_stays_signed_in_when_the_clock_is_set_back(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(app.session_interface, SessionCookie)
    later = TimestampSigner.get_timestamp(SessionSigner("key")) + 90
    with monkeypatch.context() as patch:
        patch.setattr(SessionSigner, "get_timestamp", lambda _self: later)
        ana = browser_of(app, cast.ana)
        assert ana.page(f"/families/{cast.family_id}/").status_code == 200
    assert ana.page(f"/families/{cast.family_id}/").status_code == 200
