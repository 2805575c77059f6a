"""Why a message was not sent: a code that is stored, and a sentence for each code."""

from dataclasses import dataclass

from carecircle.care.translatable import lazy_gettext as _

UNKNOWN = "unknown"
_SENTENCES = {
    "no_mail_server": _("No e-mail is set up on this server"),
    "address_refused": _("The address was refused"),
    "address_unreadable": _("The address cannot be read"),
    "way_not_allowed": _("This server does not allow this way"),
    "not_taken": _("It was not taken"),
    "browser_gone": _("The browser takes no pushes any more"),
    "push_unreachable": _("The push service was not reached"),
    "mail_address_unknown": _("The mail server does not take that address"),
    "mail_sign_in_refused": _("The mail server does not let us in"),
    "mail_refused": _("The mail server refused it"),
    "unreachable": _("The server there cannot be reached"),
    "no_answer": _("No answer in time"),
    "no_such_server": _("There is no server of that name"),
    "not_trusted": _("The server there cannot be trusted"),
}
PUSH_REFUSED = "push_refused"
FAILURES = (*_SENTENCES, PUSH_REFUSED, UNKNOWN)


@dataclass(frozen=True)
class Failure:
    """code: of FAILURES. detail: the status returned by a push service, or the name of the
    exception; never an address or a text."""

    code: str
    detail: str | None = None


def sentence(failure: Failure) -> str:
    """Returns the sentence in English, to be translated for the reader."""
    if failure.code == UNKNOWN:
        return failure.detail or ""
    if failure.code == PUSH_REFUSED:
        return _("The push service answered %(status)s", status=failure.detail)
    why = _SENTENCES[failure.code]
    if failure.detail is None:
        return why
    return _("%(why)s (%(detail)s)", why=why, detail=failure.detail)
