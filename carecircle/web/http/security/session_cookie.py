"""The session cookie outlives a server's clock that is set back."""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from carecircle import clock


class SessionSigner(TimestampSigner):
    """Also accepts a signature whose time is still to come: it was made before the clock was set
    back. How long a session lasts is decided by its row."""

    def unsign(
        self,
        signed_value: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,
    ) -> Any:
        try:
            return super().unsign(signed_value, max_age, return_timestamp)  # type: ignore[call-overload]
        except SignatureExpired as error:
            if error.date_signed is None or error.date_signed <= clock.now():
                raise
            return super().unsign(signed_value, None, return_timestamp)  # type: ignore[call-overload]


class SessionCookie(SecureCookieSessionInterface):
    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = SessionSigner
        return serializer
