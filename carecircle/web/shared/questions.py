"""The questions of a form, each with the checkbox that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from carecircle.care.errors import ActionError, Asked, Question, RuleBroken
from carecircle.care.inputs.codes import Codes
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import translate
from carecircle.web.shared.wording.question_words import QUESTIONS, answer_words


@dataclass(frozen=True)
class QuestionView:
    """words: empty if it was answered before. answer: the words beside its checkbox."""

    code: str
    words: str
    answer: str
    is_checked: bool


def question_views(
    error: ActionError | None, given: Mapping[str, Any], zone: str | None = None
) -> list[QuestionView]:
    """Returns what is asked now, and what was confirmed with this form before."""
    found = {code: "" for code in QUESTIONS if code in _confirmed(given)}
    if isinstance(error, Asked):
        found |= {one.code: with_safe_time(one, zone) for one in error.questions}
    elif error is not None and error.code in QUESTIONS:
        found[error.code] = translate(error.message)
    return [_view(code, words) for code, words in found.items()]


def with_safe_time(asked: Question | RuleBroken, zone: str | None) -> str:
    """Returns the message of a question or an error, with when it would be allowed."""
    message, at = translate(asked.message), asked.next_safe_at
    if at is None or zone is None:
        return message
    safe = _("Next safe time: %(at)s.", at=times.when_words(at, zone))
    return f"{message}. {safe}"


def _view(code: str, words: str) -> QuestionView:
    return QuestionView(code, words, answer_words(code), not words)


def _confirmed(given: Mapping[str, Any]) -> frozenset[str]:
    values = given.getlist("confirm") if hasattr(given, "getlist") else given.get("confirm")
    try:
        return Codes().read(values or "") or frozenset()
    except ValueError:
        return frozenset()
