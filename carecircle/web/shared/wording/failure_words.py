"""Why a message of the outbox was not sent, in the reader's language."""

from carecircle.care.outreach.failures import Failure, sentence
from carecircle.care.outreach.models import OutboxMessage
from carecircle.web.language.translation import translate


def failure_words(message: OutboxMessage) -> str | None:
    """Returns None if nothing failed."""
    if message.error is None:
        return None
    return translate(sentence(Failure(message.error, message.error_detail)))
