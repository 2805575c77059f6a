"""A chunked body and an event stream, taken apart strictly."""


def chunks_of(body: bytes) -> list[bytes]:
    """The chunks before the last one, which is empty; fails on anything that is no chunked body."""
    found = []
    while True:
        size, line_end, body = body.partition(b"\r\n")
        assert line_end, "the size of a chunk is missing"
        count = int(size, 16)
        data, body = body[:count], body[count:]
        assert len(data) == count, "a chunk is cut off"
        assert body.startswith(b"\r\n"), "a chunk is longer than it says"
        body = body[2:]
        if not count:
            assert not body, "there is something behind the end"
            return found
        found.append(data)


def blocks_of(data: bytes) -> list[dict[str, str]]:
    """The blocks as their fields; fails where one is cut off."""
    assert data.endswith(b"\n\n"), "a block is cut off"
    blocks = data.decode().removesuffix("\n\n").split("\n\n")
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]
