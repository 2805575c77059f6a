"""The photo of a care recipient: taken in by a plain form, given out to their family."""

from flask import Response, g, request

from carecircle.care.errors import Invalid
from carecircle.care.recipients import actions, queries
from carecircle.db.session import reading
from carecircle.web.forms import or_again
from carecircle.web.once import Outcome
from carecircle.web.people import people
from carecircle.web.people.recipients import recipient_page
from carecircle.web.people_shown import photo_url
from carecircle.web.photos import jpeg, photo_of
from carecircle.web.writing import write

PHOTO = "/families/<id:family>/recipients/<id:recipient>/photo"


@people.get(PHOTO)
def recipient_photo(family: str, recipient: str) -> Response:
    with reading() as session:
        return jpeg(queries.photo_of(session, family, recipient).content)


@people.post(PHOTO)
def keep_recipient_photo(family: str, recipient: str) -> Response:
    return or_again(
        lambda: _kept(family, recipient), lambda error: recipient_page(family, recipient, error)
    )


def _kept(family: str, recipient: str) -> Response:
    sent = request.files.get("file")
    if sent is None:
        raise Invalid({"file": "Choose a photo"})
    file = photo_of(sent.filename, sent.read(), is_square=True)

    def keep() -> Outcome:
        made = actions.keep_photo(g.actor, recipient, file.content)
        page = f"/families/{family}/recipients/{recipient}"
        return Outcome({"url": photo_url(made)}, f"{page}/photo", page=page)

    return write(keep)
