"""Random keys: what a browser or a program holds, and the hash that we keep of it."""

import hashlib
import secrets

TOKEN_PREFIX = "cc_"  # so that a leaked one is recognised


def new_key() -> str:
    """32 random bytes; that much chance needs no slow hash."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
