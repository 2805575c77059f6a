"""Medications, doses and administrations. Quantities are decimals as text, times ISO 8601."""

from typing import Literal

from carecircle.web.openapi.resources.base import Person, Resource

State = Literal[
    "upcoming", "due", "late", "not_recorded", "on_offer", "recorded", "absent", "withdrawn"
]


class AdministrationSummary(Resource):
    """The record of a dose in short."""

    id: str
    by: Person
    outcome: str
    at: str


class Administration(AdministrationSummary):
    """The record of a dose or a PRN."""

    dose: str | None
    medication: str
    recipient: str
    quantity: str
    given_at: str
    recorded_at: str
    reason: str | None
    note: str | None
    replaces: str | None
    voided_at: str | None
    score: int | None
    tried: str | None
    site: str | None
    old_patch: Literal["removed", "none"] | None
    no_glucose_why: str | None
    observation: str | None
    is_second: bool
    confirmed: list[str]
    witness: Person | None


class MedicationName(Resource):
    """A medication by id and name."""

    id: str
    name: str
    strength: str | None


class AbsenceName(Resource):
    """A stay in hospital or away."""

    id: str
    kind: Literal["hospital", "away"]


class Dose(Resource):
    """A dose of a regimen."""

    id: str
    recipient: str
    medication: MedicationName
    quantity: str
    unit: str
    on: str
    time: str
    due_at: str
    opens_at: str
    late_at: str
    closes_at: str
    state: State
    administration: AdministrationSummary | None
    absence: AbsenceName | None
    quantity_most: str | None
    needs_witness: bool
    sites: list[str] | None
    removes_old: bool
    asks_glucose: bool
    reviewed_at: str | None


class UsualLimit(Resource):
    """A limit from a public leaflet, which holds where nobody has entered one."""

    ingredient: str
    min_interval_h: float | None
    max_mg_per_day: int
    source: str


class Medication(Resource):
    """A medication with its regimen in force."""

    id: str
    recipient: str
    name: str
    strength: str | None
    form: str | None
    route: str | None
    instructions: str | None
    indication: str | None
    is_prn: bool
    is_time_critical: bool
    needs_witness: bool
    is_controlled: bool
    prescriber: str | None
    pharmacy: str | None
    tried_first: str | None
    expected_effect: str | None
    call_when: str | None
    is_covert: bool
    covert_agreed_by: str | None
    covert_review_on: str | None
    sites: list[str] | None
    removes_old: bool
    asks_glucose: bool
    is_active: bool
    missing: list[str]
    review_on: str | None
    usual_limits: list[UsualLimit]
    confirmed: list[str]
    confirmed_why: str | None
    stock: str | None
    photo: str | None
    stopped_at: str | None
    quantity: str | None
    unit: str | None
    times: list[str]
