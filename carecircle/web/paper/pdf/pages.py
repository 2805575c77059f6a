"""The printable pages as PDF: the same page, drawn by WeasyPrint (the extra `pdf`)."""

from collections.abc import Callable

from flask import Response, current_app, make_response, request

from carecircle.web.paper.blueprint import bp
from carecircle.web.paper.pdf.drawing import draw
from carecircle.web.paper.pdf.parts import parts_of

PAGES = {
    "paper.sheet": "paper.emergency_sheet",
    "paper.chart": "medications.medication_chart",
    "paper.summary": "paper.visit_summary",
}
BASE = "/families/<id:family>/recipients/<id:recipient>"


@bp.get(f"{BASE}/emergency-sheet.pdf")
def sheet(family: str, recipient: str) -> Response:
    return _as_pdf("paper.sheet", family, recipient)


@bp.get(f"{BASE}/medication-chart.pdf")
def chart(family: str, recipient: str) -> Response:
    return _as_pdf("paper.chart", family, recipient)


@bp.get(f"{BASE}/summary.pdf")
def summary(family: str, recipient: str) -> Response:
    return _as_pdf("paper.summary", family, recipient)


def _as_pdf(endpoint: str, family: str, recipient: str) -> Response:
    """Asked for with what the page itself is asked for with, such as `month`."""
    view: Callable[..., Response] = current_app.view_functions[PAGES[endpoint]]  # type: ignore[assignment]
    shown = view(family=family, recipient=recipient)
    if shown.mimetype != "text/html":
        return shown
    html = shown.get_data(as_text=True)
    response = make_response(draw(html, parts_of(html, family), request.host_url))
    response.mimetype = "application/pdf"
    name = request.path.rsplit("/", 1)[-1]
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
