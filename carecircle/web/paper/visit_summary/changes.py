"""What changed and what happened, as lines of a day and words, in order of time."""

from datetime import datetime
from typing import Any

from flask_babel import format_date

from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.models.absences import Absence
from carecircle.care.observations.kinds import CONCERNS
from carecircle.care.summaries.visit import Visit
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.emergency_words import resolution_words
from carecircle.web.shared.wording.emergency_words import types as emergency_types
from carecircle.web.shared.wording.follow_up_words import incident_words
from carecircle.web.shared.wording.observation_words import words_of

Line = dict[str, Any]
Told = tuple[datetime, str, str | None]


def changes(found: Visit, zone: str) -> list[Line]:
    told = [(r.created_at, _prescribed(m, r, before), r.why) for m, r, before in found.regimens]
    told += [
        (m.stopped_at, _("%(name)s stopped", name=_named(m)), m.stopped_why)
        for m in found.stopped
        if m.stopped_at
    ]
    told += [
        (a.begun_at, _("Allergy written down: %(what)s", what=a.substance), a.reaction)
        for a in found.allergies_begun
        if a.begun_at
    ]
    told += [(at, _conditions(was, now), None) for at, was, now in found.conditions]
    told += [
        (a.ended_at, _("No longer held to be an allergy: %(what)s", what=a.substance), None)
        for a in found.allergies_ended
        if a.ended_at
    ]
    told += [(a.starts_at, _absence(a, zone), a.note) for a in found.absences]
    return _lines(told, zone)


def incidents(found: Visit, zone: str) -> list[Line]:
    told: list[Told] = [
        (one.at, f"{_named(medication)}: {incident_words(one.kind)}", one.words or "-")
        for one, medication in found.incidents
    ]
    told += [
        (one.at, words_of(one), one.note) for one in found.observations if one.kind in CONCERNS
    ]
    named = dict(emergency_types())
    for one in found.emergencies:
        ended = resolution_words(one) if one.status == "resolved" else _("Still open")
        told.append((one.raised_at, f"{_('Emergency')}: {named[one.type]}. {ended}", one.note))
    return _lines(told, zone)


def _lines(told: list[Told], zone: str) -> list[Line]:
    return [
        {"at": at, "when": day_and_time(at, zone), "words": what, "said": said}
        for at, what, said in sorted(told, key=lambda one: one[0])
    ]


def day_and_time(at: datetime, zone: str) -> str:
    return f"{format_date(times.local(at, zone), 'd MMM')} {times.hhmm(at, zone)}"


def _prescribed(medication: Medication, regimen: Regimen, before: Regimen | None) -> str:
    name, now = _named(medication), _how(medication, regimen)
    if before is None:
        return _("%(name)s new: %(now)s", name=name, now=now)
    was = _how(medication, before)
    return _("%(name)s changed from %(before)s to %(now)s", name=name, before=was, now=now)


def _how(medication: Medication, regimen: Regimen) -> str:
    when = _("as needed") if medication.is_prn else medication_words.when_words(regimen)
    return f"{medication_words.regimen_amount(regimen)}, {when}"


def _conditions(was: str, now: str) -> str:
    if not was:
        return _("Conditions written down: %(now)s", now=now)
    if not now:
        return _("Conditions taken out: %(was)s", was=was)
    return _("Conditions changed from %(before)s to %(now)s", before=was, now=now)


def _absence(absence: Absence, zone: str) -> str:
    named = {"hospital": _("In hospital"), "away": _("Away")}
    where = named[absence.kind]
    if absence.ends_at is None:
        return _("%(where)s, not back yet", where=where)
    return _("%(where)s until %(when)s", where=where, when=day_and_time(absence.ends_at, zone))


def _named(medication: Medication) -> str:
    return f"{medication.name} {medication.strength or ''}".strip()
