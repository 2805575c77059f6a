"""Views of sheets that are only shown: a template, and a function that gathers its inputs."""

from collections.abc import Callable
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from carecircle.db.session import reading
from carecircle.web.http.pages import render_page

View = Callable[..., Response]
Gather = Callable[[Session, str, str], dict[str, Any]]


def gathered(template: str, gather: Gather) -> View:
    """Returns the view of a sheet about a care recipient.

    gather(session, family_id, recipient_id): the inputs of the template; raises NotFound.
    """

    def view(family: str, recipient: str) -> Response:
        with reading() as session:
            shown = gather(session, family, recipient)
        return render_page(template, **shown, nav="people")

    return view
