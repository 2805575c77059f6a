"""What the page of a dose asks for beside it: the site, the old patch, a glucose reading."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from carecircle.care.medications.giving.actions.beside import GLUCOSE
from carecircle.care.medications.giving.queries import last_site
from carecircle.care.medications.models import Medication
from carecircle.care.observations.kinds import KINDS

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Beside:
    """next_site: the one after the last that was used. glucose_units: empty if no reading is asked
    for."""

    sites: Choices
    next_site: str
    removes_old: bool
    glucose_units: Choices


def beside(session: Session, medication: Medication) -> Beside:
    sites = medication.sites or []
    units = [unit[0] for unit in KINDS[GLUCOSE].units] if medication.asks_glucose else []
    return Beside(
        sites=[(site, site) for site in sites],
        next_site=next_site(sites, last_site(session, medication.id)) if sites else "",
        removes_old=medication.removes_old,
        glucose_units=[(unit, unit) for unit in units],
    )


def next_site(sites: list[str], last: str | None) -> str:
    """Returns the place after the last one, the first after the last of them."""
    return sites[(sites.index(last) + 1) % len(sites)] if last in sites else sites[0]
