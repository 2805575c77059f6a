"""Our numbers: what the rules of a family count with, read by everybody, set by admins."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle.care.errors import Refused
from carecircle.care.families import permissions
from carecircle.care.families.actions import set_numbers as say
from carecircle.care.families.models import KeptNumber
from carecircle.care.families.numbers import DEFAULTS, NUMBERS
from carecircle.care.families.queries import kept_numbers
from carecircle.care.medications import actions, inputs, queries
from carecircle.care.medications.models import Medication
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web import our_numbers, times
from carecircle.web.forms import form_again
from carecircle.web.medications import medications
from carecircle.web.once import Outcome
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import write

PAGE = "medications/numbers.html"
Groups = list[tuple[str, list["NumberView"]]]


@dataclass(frozen=True)
class NumberView:
    """value: what was said here; standard: what holds where nothing is said. by, when: who said
    it last. words, standard_words: with the unit."""

    name: str
    label: str
    unit: str
    value: int | None
    standard: int
    words: str
    standard_words: str
    least: int
    most: int
    by: str | None
    when: str | None


@medications.get("/families/<id:family>/numbers")
def numbers(family: str) -> Response:
    if wants_json():
        with reading() as session:
            return make_response(jsonify({"items": resources(session, family), "next": None}))
    return render_page(PAGE, values={}, errors={}, **_shown(family))


@medications.post("/families/<id:family>/numbers")
def set_numbers(family: str) -> Response:
    def set_them() -> Outcome:
        changed = say(g.actor, inputs.numbers_in(inputs.NumbersInput, submitted()))
        actions.follow_numbers(g.actor, changed)
        with reading() as session:
            made = {"items": resources(session, family), "changed": changed}
        return Outcome(made, f"/families/{family}/numbers", status=200)

    try:
        return write(set_them)
    except Refused as error:
        return form_again(error, PAGE, **_shown(family))


def own_numbers(session: Session, medication: Medication) -> Groups:
    """What one medication may have for itself; where it has not, the family's holds."""
    of = {"is_time_critical": medication.is_time_critical, "is_prn": medication.is_prn}
    kept = kept_numbers(session, medication.family_id)
    plain = queries.NumbersOfFamily(session, medication.family_id)
    plain.own.pop(medication.id, None)
    own = {one.name: one for one in kept if one.medication_id == medication.id}
    standards = plain.of(medication)
    return _groups(own, standards, _zone(), {name for name in NUMBERS if _is_of(name, **of)})


def any_numbers(session: Session, family_id: str) -> Groups:
    """What a medication that is not there yet may have for itself."""
    family = queries.NumbersOfFamily(session, family_id).family
    names = {name for name, one in NUMBERS.items() if not one.is_for_all}
    return _groups({}, DEFAULTS | family, _zone(), names)


def _is_of(name: str, is_time_critical: bool, is_prn: bool) -> bool:
    if NUMBERS[name].is_for_all:
        return False
    return name not in (our_numbers.OF_DOSES if is_prn else our_numbers.OF_PRN)


def resources(session: Session, family_id: str) -> list[dict[str, Any]]:
    last = _last(kept_numbers(session, family_id))
    return [_resource(name, last.get(name)) for name in NUMBERS]


def _resource(name: str, kept: KeptNumber | None) -> dict[str, Any]:
    number = NUMBERS[name]
    value = kept.value if kept else None
    return {
        "id": name,
        "value": number.default if value is None else value,
        "default": number.default,
        "least": number.least,
        "most": number.most,
        "unit": number.unit,
        "changed_by": kept.kept_by_name if kept else None,
        "changed_at": instant(kept.kept_at) if kept else None,
    }


def _shown(family_id: str) -> dict[str, Any]:
    with reading() as session:
        kept = kept_numbers(session, family_id)
        own = {one.medication_id for one in kept if one.medication_id and one.value is not None}
        found = queries.medications_of(session, family_id)
        named = [
            (
                one.name,
                f"/families/{family_id}/medications/{one.id}#numbers",
                [
                    f"{our_numbers.label(k.name)}: {our_numbers.with_unit(k.name, k.value)}"
                    for k in kept
                    if k.medication_id == one.id and k.value is not None
                ],
            )
            for one, _regimen in found
            if one.id in own
        ]
    return {
        "nav": "medications",
        "groups": _groups(_last(kept), DEFAULTS, _zone(), set(NUMBERS)),
        "own": named,
        "may_change": permissions.allows(g.actor.role, "family:change"),
    }


def _last(kept: list[KeptNumber]) -> dict[str, KeptNumber]:
    return {one.name: one for one in kept if one.medication_id is None}


def _groups(kept: dict[str, KeptNumber], standards: Any, zone: str, names: set[str]) -> Groups:
    found = []
    for title, members in our_numbers.groups():
        views = [_view(name, kept.get(name), standards, zone) for name in members if name in names]
        if views:
            found.append((title, views))
    return found


def _view(name: str, kept: KeptNumber | None, standards: Any, zone: str) -> NumberView:
    number, value = NUMBERS[name], kept.value if kept else None
    return NumberView(
        name=name,
        label=our_numbers.label(name),
        unit=our_numbers.unit_words(name),
        value=value,
        standard=standards[name],
        words=our_numbers.with_unit(name, standards[name] if value is None else value),
        standard_words=our_numbers.with_unit(name, standards[name]),
        least=number.least,
        most=number.most,
        by=kept.kept_by_name if kept else None,
        when=times.when_words(kept.kept_at, zone) if kept and kept.kept_by else None,
    )


def _zone() -> str:
    return str(g.zone)
