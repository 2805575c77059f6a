"""A printable page as PDF: the same page, drawn by WeasyPrint (the extra `pdf`)."""

from functools import wraps
from typing import Any

from flask import Response, make_response, request

from carecircle.web.paper.gathered import View
from carecircle.web.paper.pdf.drawing import draw
from carecircle.web.paper.pdf.parts import parts_of


def as_pdf(view: View) -> View:
    """Returns a view that draws what the view shows. It takes the same query, such as `month`."""

    @wraps(view)
    def drawn(family: str, **ids: Any) -> Response:
        shown = view(family=family, **ids)
        if shown.mimetype != "text/html":
            return shown
        html = shown.get_data(as_text=True)
        response = make_response(draw(html, parts_of(html, family), request.host_url))
        response.mimetype = "application/pdf"
        name = request.path.rsplit("/", 1)[-1]
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    return drawn
