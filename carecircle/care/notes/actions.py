"""Action: add a note."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.notes.models import Note
from carecircle.care.recipients.queries import the_recipient
from carecircle.db.session import transaction


def add_note(actor: Actor, values: NoteInput) -> Note:
    """Store a member's note. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("note:add")
    with transaction() as tx:
        recipient = the_recipient(tx.session, actor.family_id, values.recipient)
        note = Note(
            family_id=actor.family_id,
            recipient_id=recipient.id if recipient else None,
            author_id=actor.must_be_a_member(),
            author_name=actor.name,
            body=values.body,
            audience=values.audience or "family",
            at=clock.now(),
        )
        tx.session.add(note)
        tx.session.flush()
        emit(
            actor,
            "note:added",
            {"note": note.id},
            details={"body": note.body},
            recipient_id=note.recipient_id,
            audience=note.audience,
        )
        return note
