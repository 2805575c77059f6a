"""Actions: send a message, once however often it arrives; edit one, keeping its earlier text."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.chat import queries, rules
from carecircle.care.chat.about import subject_must_exist
from carecircle.care.chat.inputs import EditInput, MessageInput
from carecircle.care.chat.models import Attachment, Channel, EarlierText, Mention, Message
from carecircle.care.emitting import emit
from carecircle.care.errors import Invalid, NotAllowed
from carecircle.care.families.queries import present_members
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def send_message(
    actor: Actor, channel_id: str, values: MessageInput, client_key: str | None = None
) -> tuple[Message, bool]:
    """Returns the message, and whether it is new: a second message with the same client_key is the
    first one. Raises NotFound, NotAllowed, Invalid."""
    actor.must_be_allowed("message:send")
    with transaction() as tx:
        channel = queries.the_channel(tx.session, actor.family_id, channel_id, actor.role)
        existing = _sent_before(tx.session, actor, client_key)
        if existing is not None:
            return existing, False
        subject_must_exist(tx.session, actor.family_id, values.about, values.about_id)
        message = _message(actor, channel, values, client_key)
        try:
            with tx.session.begin_nested():
                tx.session.add(message)
        except IntegrityError:
            existing = _sent_before(tx.session, actor, client_key)
            if existing is None:
                raise
            return existing, False
        _attach(tx.session, actor, message, values.attachment)
        _emit(tx.session, actor, "message", channel, message)
        return message, True


def edit_message(actor: Actor, message_id: str, values: EditInput) -> Message:
    """Edit a message; only its author may. Raises NotFound, NotAllowed."""
    actor.must_be_allowed("message:send")
    with transaction() as tx:
        message = queries.the_message(tx.session, actor.family_id, message_id, actor.role)
        if message.author_id != actor.must_be_a_member():
            raise NotAllowed(_("Only the author can edit this message"))
        if message.text == values.text:
            return message
        channel = queries.the_channel(tx.session, actor.family_id, message.channel_id, actor.role)
        before, now = message.text, clock.now()
        earlier = EarlierText(
            family_id=actor.family_id, message_id=message.id, text=before, until=now
        )
        tx.session.add(earlier)
        message.text, message.edited_at = values.text, now
        _emit(tx.session, actor, "message:edited", channel, message, before={"text": before})
        return message


def _emit(
    session: Session,
    actor: Actor,
    type_: str,
    channel: Channel,
    message: Message,
    before: dict[str, str] | None = None,
) -> None:
    mentions = _store_mentions(session, message)
    data = {"message": message.id, "channel": channel.id, "text": message.text}
    emit(
        actor,
        type_,
        data | ({"mentions": mentions} if mentions else {}),
        details={"channel_name": channel.name},
        before=before,
        recipient_id=channel.recipient_id,
        audience=channel.audience,
    )


def _sent_before(session: Session, actor: Actor, client_key: str | None) -> Message | None:
    if client_key is None:
        return None
    rows = select(Message).where(
        Message.author_id == actor.must_be_a_member(), Message.client_key == client_key
    )
    return session.scalar(rows)


def _message(
    actor: Actor, channel: Channel, values: MessageInput, client_key: str | None
) -> Message:
    return Message(
        family_id=actor.family_id,
        channel_id=channel.id,
        author_id=actor.must_be_a_member(),
        author_name=actor.name,
        text=values.text,
        client_key=client_key,
        about=values.about,
        about_id=values.about_id if values.about else None,
        at=clock.now(),
    )


def _attach(session: Session, actor: Actor, message: Message, attachment_id: str | None) -> None:
    """Attach a file that the sender has uploaded and not sent yet."""
    if attachment_id is None:
        return
    rows = select(Attachment).where(
        Attachment.family_id == actor.family_id,
        Attachment.id == attachment_id,
        Attachment.uploaded_by == actor.member_id,
        Attachment.message_id.is_(None),
    )
    attachment = session.scalar(rows)
    if attachment is None:
        raise Invalid({"attachment": _("This file was not found or has already been sent")})
    attachment.message_id = message.id


def _store_mentions(session: Session, message: Message) -> list[str]:
    """Store the members whom the message mentions. Returns those who are mentioned for the first
    time."""
    members = [(one.id, one.name) for one in present_members(session, message.family_id)]
    known = set(session.scalars(select(Mention.member_id).where(Mention.message_id == message.id)))
    named = [id_ for id_ in rules.mentioned(message.text, members) if id_ not in known]
    for member_id in named:
        session.add(
            Mention(message_id=message.id, member_id=member_id, family_id=message.family_id)
        )
    return named
