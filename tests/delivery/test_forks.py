"""A worker that starts another process logs nothing about it."""

import http.client

import pytest

from tests.delivery.served_family import House

pytestmark = pytest.mark.server


def test_a_sheet_as_pdf_leaves_no_error_in_the_log(house: House) -> None:
    """The first PDF makes the worker fork and start the process that draws."""
    cast = house.cast
    path = f"/families/{cast.family_id}/recipients/{cast.rosa}/emergency-sheet.pdf"
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=120)
    connection.request("GET", path, headers={"Authorization": f"Bearer {house.tokens['ana']}"})
    answer = connection.getresponse()
    assert (answer.status, answer.read(5)) == (200, b"%PDF-")
    connection.close()
    for word in ("Exception ignored", "AssertionError", "_ForkHooks", "Traceback"):
        assert word not in house.server.log()
