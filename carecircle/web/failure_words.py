"""Why a message of the outbox was not sent, in the reader's language."""

from carecircle.care.reaching.failures import Failure, sentence
from carecircle.care.reaching.models import OutboxMessage
from carecircle.web.words import said


def failure_words(message: OutboxMessage) -> str | None:
    """Returns None where nothing went wrong."""
    if message.error is None:
        return None
    return said(sentence(Failure(message.error, message.error_detail)))
