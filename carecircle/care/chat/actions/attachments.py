"""Action: store a photo or a file, alone or for a message."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.chat.models import Attachment
from carecircle.care.emitting import record_audit
from carecircle.care.inputs import File
from carecircle.db.session import transaction


def attach(actor: Actor, file: File) -> Attachment:
    """Store the file. Only its uploader sees it until it is part of a message. Raises
    NotAllowed."""
    actor.must_be_allowed("message:send")
    with transaction() as tx:
        attachment = Attachment(
            family_id=actor.family_id,
            uploaded_by=actor.must_be_a_member(),
            name=file.name,
            content_type=file.content_type,
            size=len(file.content),
            width=file.width,
            height=file.height,
            content=file.content,
            at=clock.now(),
        )
        tx.session.add(attachment)
        tx.session.flush()
        record_audit(actor, "attachment:added", attachment.id, after={"name": file.name})
        return attachment
