"""The photo of a care recipient: their face, for members of their family."""

from typing import Any

from flask import Response, g

from carecircle.care.inputs import File, NoInput
from carecircle.care.inputs.declared import takes
from carecircle.care.recipients import actions, queries
from carecircle.db.session import reading
from carecircle.web.people import people
from carecircle.web.people.recipients import recipient_page
from carecircle.web.people_shown import photo_url
from carecircle.web.photo_forms import take_photo
from carecircle.web.photos import jpeg

PHOTO = "/families/<id:family>/recipients/<id:recipient>/photo"


@people.get(PHOTO)
def recipient_photo(family: str, recipient: str) -> Response:
    with reading() as session:
        return jpeg(queries.photo_of(session, family, recipient).content)


@people.post(PHOTO)
@takes(NoInput, file="A photo of the face: JPEG, PNG, WebP or GIF")
def keep_recipient_photo(family: str, recipient: str) -> Response:
    def keep(photo: File) -> dict[str, Any]:
        return {"url": photo_url(actions.keep_photo(g.actor, recipient, photo.content))}

    page = f"/families/{family}/recipients/{recipient}"
    return take_photo(
        page, keep, lambda error: recipient_page(family, recipient, error), is_square=True
    )
