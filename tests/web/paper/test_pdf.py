"""The printable pages as PDF, drawn by the real WeasyPrint in its own process."""

import os
import re
import signal
import sys
import zlib
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from carecircle.care.recipients.actions import store_photo
from carecircle.web.paper.pdf import drawing, parts
from carecircle.web.paper.sheets import SHEETS
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor
from tests.web.paper.test_sheets import of

DRAWN = [sheet.address for sheet in SHEETS if sheet.has_pdf]


@pytest.fixture
def home(cast: Cast) -> str:
    casting.prescribe(cast.ana)
    return f"/families/{cast.family_id}/recipients/{cast.rosa}"


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type ?/Page\b", unpacked(pdf)))


def unpacked(pdf: bytes) -> bytes:
    """Objects may stand in compressed streams."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(_unpacked(one) for one in streams)


def _unpacked(stream: bytes) -> bytes:
    """Whatever its last byte is: one in 256 looks like the end of a line."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("address", DRAWN)
def test_each_paper_is_a_pdf_of_the_page(
    address: str, home: str, cast: Cast, vera: Visitor
) -> None:
    here = of(address, cast)
    answer = vera.page(f"{here}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert f'href="{here}.pdf' in vera.page(here).text


def test_the_emergency_sheet_is_one_side(home: str, ben: Visitor) -> None:
    assert pages_of(ben.page(f"{home}/emergency-sheet.pdf").data) == 1


def test_three_papers_are_drawn_at_least() -> None:
    drawn = {address.rpartition("/")[2] for address in DRAWN}
    assert drawn >= {"emergency-sheet", "medication-chart", "summary"}


@pytest.mark.parametrize("address", DRAWN)
def test_a_stranger_finds_no_paper(address: str, cast: Cast, sam: Visitor) -> None:
    assert sam.page(f"{of(address, cast)}.pdf").status_code == 404


def test_it_is_asked_for_as_the_page_is(home: str, ben: Visitor) -> None:
    assert ben.page(f"{home}/medication-chart.pdf?month=2026-13").status_code == 422
    assert ben.page(f"{home}/medication-chart.pdf?month=2026-02").status_code == 200


def test_it_is_drawn_with_its_stylesheet_and_its_face(home: str, cast: Cast, ana: Visitor) -> None:
    assert b"/Subtype /Image" not in unpacked(ana.page(f"{home}/emergency-sheet.pdf").data)
    store_photo(cast.ana, cast.rosa, _face())
    assert b"/Subtype /Image" in unpacked(ana.page(f"{home}/emergency-sheet.pdf").data)
    chart = unpacked(ana.page(f"{home}/medication-chart.pdf").data)
    [wide, high] = re.findall(rb"/MediaBox ?\[0 0 (\d+)\S* (\d+)", chart)[0]
    assert int(wide) > int(high)


def test_a_face_of_another_family_is_no_part_of_it(app: Flask, home: str, cast: Cast) -> None:
    page = f'<img class="face" src="{home}/photo">'
    store_photo(cast.ana, cast.rosa, _face())
    with app.test_request_context():
        assert parts.parts_of(page, "another") == {}
        assert list(parts.parts_of(page, cast.family_id)) == [f"{home}/photo"]


def _face() -> bytes:
    written = BytesIO()
    Image.new("RGB", (60, 60), "navy").save(written, "JPEG")
    return written.getvalue()


def test_nothing_is_fetched_from_anywhere() -> None:
    page = '<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname">Rosa'
    assert drawing.draw(page, {}, "http://localhost/").startswith(b"%PDF-")


def test_a_server_without_it_says_so(
    home: str, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = ben.page(f"{home}/summary.pdf")
    assert answer.status_code == 501
    assert "print the page with your browser" in answer.text


def test_one_process_draws_page_after_page_and_another_when_it_has_ended() -> None:
    drawing.draw("Rosa", {}, "http://localhost/")
    [press] = drawing._idle
    drawing.draw("Tom", {}, "http://localhost/")
    assert drawing._idle == [press]
    os.kill(press._process.pid, signal.SIGTERM)
    assert drawing.draw("Rosa", {}, "http://localhost/").startswith(b"%PDF-")
    assert press not in drawing._idle


def test_what_cannot_be_drawn_is_said_and_harms_no_later_page() -> None:
    with pytest.raises(RuntimeError, match=r"drawn\.py"):
        drawing.draw(None, {}, "http://localhost/")  # type: ignore[arg-type]
    assert drawing.draw("Rosa", {}, "http://localhost/").startswith(b"%PDF-")
