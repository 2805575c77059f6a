"""What others wrote and we ship is exactly what they published, and says under which licence."""

from base64 import b64encode
from hashlib import sha384
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
PINNED = [line.split() for line in (VENDOR / "CHECKSUMS").read_text().splitlines()]


def test_every_vendored_script_has_the_checksum_written_down_for_it() -> None:
    written = {name: checksum for checksum, name, _source in PINNED}
    shipped = {
        path.name: "sha384-" + b64encode(sha384(path.read_bytes()).digest()).decode()
        for path in VENDOR.glob("*.js")
    }
    assert shipped == written
    assert shipped


def test_every_vendored_script_comes_with_its_licence() -> None:
    for _checksum, name, _source in PINNED:
        assert (VENDOR / name.replace(".min.js", ".LICENSE.txt")).read_text().strip()
