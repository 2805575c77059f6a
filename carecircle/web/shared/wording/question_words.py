"""Questions before something is stored, and what was confirmed, in words."""

from carecircle.web.language.translation import gettext as _

QUESTIONS = (
    *("already-recorded", "changed", "allergy", "over-maximum", "too-early", "ten-times", "amount"),
    *("too-close", "duplicate", "usual-limit", "too-soon-after-change", "outside-period"),
    "below-zero",
)


def confirmed_words(code: str) -> str:
    """Returns what somebody confirmed, for a record and for the notes of the chart."""
    return str(_told()[code]) if code in QUESTIONS else code


def _told() -> dict[str, str]:
    return {
        "already-recorded": _("A second dose"),
        "changed": _("Given although it was stopped or changed"),
        "allergy": _("In spite of an allergy"),
        "over-maximum": _("More than allowed in 24 hours"),
        "too-early": _("Given too early"),
        "ten-times": _("Ten times the planned amount or more"),
        "amount": _("More than planned was given"),
        "too-close": _("Two doses were given close together"),
        "duplicate": _("The same ingredient twice"),
        "usual-limit": _("Above the usual limit"),
        "too-soon-after-change": _("Soon after a change"),
        "outside-period": _("Before its first day, or after its last"),
        "below-zero": _("More than the register has"),
    }


def answer_words(code: str) -> str:
    """Returns the words beside the checkbox that confirms it."""
    answers = {
        "ten-times": _("Yes, it really was so much"),
        "amount": _("Yes, it really was so much"),
        "allergy": _("Yes, a prescriber or pharmacist who knows of the allergy agreed"),
        "duplicate": _("Yes, both are meant"),
        "usual-limit": _("Yes, a prescriber said so"),
        "below-zero": _("Yes, there was more than the register says"),
        "too-soon-after-change": _("Yes, the first dose comes that soon"),
    }
    return answers.get(code) or _("It has really been given already")
