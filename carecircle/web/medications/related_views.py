"""Other medications with the same ingredient, and cautions about a class, in words."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from carecircle.care.medications.formulary.classes import Caution
from carecircle.care.medications.giving.related import Related, related_to
from carecircle.care.medications.models import Medication
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.medication_words import record_words


@dataclass(frozen=True)
class RelatedView:
    """same: other medications with the same ingredient, with their last dose; cautions: what is
    commonly dangerous together."""

    same: list[str]
    cautions: list[str]


def related_view(session: Session, medication: Medication, zone: str) -> RelatedView:
    found = related_to(session, medication)
    return RelatedView(
        same=[_same(one, zone) for one in found if one.shared],
        cautions=[_caution(one, caution) for one in found for caution in one.cautions],
    )


def _same(one: Related, zone: str) -> str:
    last = record_words(one.last, zone, times.when_words) if one.last else _("not given yet")
    return _(
        "%(ingredient)s is in %(name)s too: %(last)s",
        ingredient=", ".join(one.shared),
        name=_named(one.medication),
        last=last,
    )


def _caution(one: Related, caution: Caution) -> str:
    words = {
        "sedation": _("Together with %(name)s it can make very drowsy and slow the breathing."),
        "bleeding": _("Together with %(name)s it can cause bleeding."),
        "potassium": _("Together with %(name)s it can raise the potassium."),
        "pressure": _("Together with %(name)s it can lower the blood pressure too far."),
    }[caution.effect]
    return words % {"name": _named(one.medication)}


def _named(medication: Medication) -> str:
    return f"{medication.name} {medication.strength or ''}".strip()
