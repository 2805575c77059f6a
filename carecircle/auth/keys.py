"""Random keys: the one a browser or program holds, and the hash that is stored of it."""

import hashlib
import secrets

TOKEN_PREFIX = "cc_"  # so that secret scanners recognise a leaked one


def new_key() -> str:
    """Returns 32 random bytes as text; with that much entropy a fast hash is enough."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
