"""The photo of a care recipient's face, for members of their family."""

from typing import Any

from flask import Response, g

from carecircle.care.inputs import File, NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.recipients import actions, queries
from carecircle.db.session import reading
from carecircle.web.http.photo_forms import upload_photo
from carecircle.web.http.photos import jpeg
from carecircle.web.recipients.blueprint import bp
from carecircle.web.recipients.pages import recipient_page
from carecircle.web.shared.people import photo_url

PHOTO = "/families/<id:family>/recipients/<id:recipient>/photo"


@bp.get(PHOTO)
def recipient_photo(family: str, recipient: str) -> Response:
    with reading() as session:
        return jpeg(queries.photo_of(session, family, recipient).content)


@bp.post(PHOTO)
@reads_body(NoInput, file="A photo of the face: JPEG, PNG, WebP or GIF")
def save_recipient_photo(family: str, recipient: str) -> Response:
    def keep(photo: File) -> dict[str, Any]:
        return {"url": photo_url(actions.store_photo(g.actor, recipient, photo.content))}

    page = f"/families/{family}/recipients/{recipient}"
    return upload_photo(
        page, keep, lambda error: recipient_page(family, recipient, error), is_square=True
    )
