"""The photo of a medication: taken in by a plain form, given out to members of its family."""

from flask import Response, g, request

from carecircle.care.errors import Invalid, Refused
from carecircle.care.medications import actions, queries
from carecircle.db.session import reading
from carecircle.web.forms import or_again
from carecircle.web.medications import medications
from carecircle.web.medications.one import medication_page
from carecircle.web.medications.words import photo_url
from carecircle.web.once import Outcome
from carecircle.web.photos import jpeg, photo_of
from carecircle.web.writing import write

PHOTO = "/families/<id:family>/medications/<id:medication>/photo"


@medications.get(PHOTO)
def photo(family: str, medication: str) -> Response:
    with reading() as session:
        return jpeg(queries.the_photo(session, family, medication).content)


@medications.post(PHOTO)
def keep_photo(family: str, medication: str) -> Response:
    def again(error: Refused) -> Response:
        with reading() as session:
            return medication_page(session, family, medication, error, "photo")

    return or_again(lambda: _kept(family, medication), again)


def _kept(family: str, medication: str) -> Response:
    sent = request.files.get("file")
    if sent is None:
        raise Invalid({"file": "Choose a photo"})
    file = photo_of(sent.filename, sent.read())

    def keep() -> Outcome:
        size = file.width or 0, file.height or 0
        made = actions.keep_photo(g.actor, medication, file.content, *size)
        page = f"/families/{family}/medications/{medication}"
        told = {"url": photo_url(made), "width": size[0], "height": size[1]}
        return Outcome(told, f"{page}/photo", page=page)

    return write(keep)
