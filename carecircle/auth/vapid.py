"""The server's VAPID key for the browsers' push services, stored beside its secret."""

import base64
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid


@cache
def load_or_create_key(instance_path: Path) -> Vapid:
    """Returns the key. It is created on first use, with mode 0600; if several processes start at
    once, one of them creates it."""
    path = instance_path / "vapid.pem"
    if not path.exists():
        _make(path)
    return Vapid.from_file(str(path))


def public_key(instance_path: Path) -> str:
    """Returns the key as browsers need it: the point on the curve in URL-safe base64."""
    point = load_or_create_key(instance_path).public_key.public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def _make(path: Path) -> None:
    key = Vapid()
    key.generate_keys()
    fresh = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_pem())
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()
