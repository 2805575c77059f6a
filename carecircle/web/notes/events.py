"""How events of notes are shown."""

from sqlalchemy.orm import Session

from carecircle.care.notes.queries import the_note
from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.notes import note_views
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence


def _note(session: Session, event: Event, role: str, zone: str) -> Context:
    note = the_note(session, event.family_id, event.data["note"], role)
    return {"note": note_views(session, [note], zone)[0]}


def added(it: EventContext) -> Sentence:
    return Sentence("note", _("%(who)s wrote a note", who=it.who), it.data.get("body"))


NOTE_EVENTS = {"note:added": EventView(added, _note, page="/notes")}
