"""The photo of a medication: the box or the tablet, for members of its family."""

from typing import Any

from flask import Response, g

from carecircle.care.errors import ActionError
from carecircle.care.inputs import File, NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications.prescribing import actions, queries
from carecircle.db.session import reading
from carecircle.web.http.photo_forms import upload_photo
from carecircle.web.http.photos import jpeg
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.prescribing.medication_page import medication_page
from carecircle.web.shared.wording.medication_words import photo_url

PHOTO = "/families/<id:family>/medications/<id:medication>/photo"


@bp.get(PHOTO)
def photo(family: str, medication: str) -> Response:
    with reading() as session:
        return jpeg(queries.the_photo(session, family, medication).content)


@bp.post(PHOTO)
@reads_body(NoInput, file="A photo of the box: JPEG, PNG, WebP or GIF")
def save_photo(family: str, medication: str) -> Response:
    def keep(photo: File) -> dict[str, Any]:
        size = photo.width or 0, photo.height or 0
        made = actions.store_photo(g.actor, medication, photo.content, *size)
        return {"url": photo_url(made), "width": size[0], "height": size[1]}

    def again(error: ActionError) -> Response:
        with reading() as session:
            return medication_page(session, family, medication, error, "photo")

    return upload_photo(f"/families/{family}/medications/{medication}", keep, again)
