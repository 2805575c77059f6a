"""Actions: notify contacts called outside the app that somebody is coming, or that it is over.

Once for each address and each kind of news; only those who were called are notified.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carecircle.care.families.models import Family
from carecircle.care.outreach import rules
from carecircle.care.outreach.actions.outbox import Addressee, MessageContent, local_time, queue
from carecircle.care.outreach.models import OutboxMessage

CALLED_BY = ("email", "apprise")


def queue_news_for_called_contacts(session: Session, about: rules.News) -> None:
    """Queue the news in the transaction of the answer, under the emergency's locked row. Older news
    that still waits is stopped."""
    of_it = select(OutboxMessage).where(OutboxMessage.emergency_id == about.emergency_id)
    found = list(session.scalars(of_it.order_by(OutboxMessage.id)))
    if any((one.kind, one.round) == (about.kind, about.round) for one in found):
        return
    is_older = update(OutboxMessage).where(
        OutboxMessage.emergency_id == about.emergency_id,
        OutboxMessage.state == "waiting",
        OutboxMessage.kind.in_(rules.NEWS),
    )
    session.execute(is_older.values(state="stopped"))
    called = {
        (one.channel, one.address): one
        for one in found
        if one.state == "sent" and one.channel in CALLED_BY
    }
    for one in called.values():
        _queue(session, one, about)


def notify_contacts_called_late(session: Session, call: OutboxMessage) -> None:
    """Notify a contact whose call was being sent when somebody answered, and arrived after that."""
    if call.channel in CALLED_BY and call.emergency_id is not None and call.round is not None:
        about = (call.family_id, call.emergency_id, "answered", call.round, call.is_drill)
        _queue(session, call, rules.News(*about))


def _queue(session: Session, call: OutboxMessage, about: rules.News) -> None:
    family = session.get_one(Family, about.family_id)
    content = MessageContent(about.kind, *rules.news_text(about, family.name, local_time(family)))
    to = Addressee(call.channel, call.address, call.name)
    news = queue(session, about.family_id, to, content)
    news.emergency_id, news.round, news.is_drill = about.emergency_id, about.round, about.is_drill
    news.path = call.path
