"""How a medication is taken, in words."""

from datetime import date

from flask_babel import format_date

from carecircle.care.medications.models import Medication
from carecircle.care.medications.routes import ROUTES
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import translate


def route_words(route: str | None) -> str:
    """Returns the known route in the reader's language, a person's words as they are, or nothing if
    it is not said."""
    return translate(ROUTES.get(route, route)) if route else ""


def with_route(amount: str, route: str | None) -> str:
    """Returns for example: 1 tablet, by mouth."""
    return ", ".join(part for part in (amount, route_words(route)) if part)


def route_choices() -> list[tuple[str, str]]:
    """Returns the routes for a form, with none chosen."""
    return [("", _("Choose")), *((one, translate(label)) for one, label in ROUTES.items())]


def covert_words(medication: Medication, today: date) -> str | None:
    """Returns who agreed to covert giving, and when it is reviewed; None if it is given openly."""
    if not medication.is_covert or medication.covert_review_on is None:
        return None
    day = format_date(medication.covert_review_on, "d MMM yyyy")
    by = medication.covert_agreed_by
    if medication.covert_review_on <= today:
        return _("Given covertly: agreed by %(by)s. Review was due on %(day)s", by=by, day=day)
    return _("Given covertly: agreed by %(by)s, review on %(day)s", by=by, day=day)
