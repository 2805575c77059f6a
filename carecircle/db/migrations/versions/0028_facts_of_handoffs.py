"""What a handoff keeps of the log: codes and values in place of sentences in the writer's language.

Read back from English and Spanish. A sentence that no pattern matches stays as it is, as `earlier`.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TIME = r"(?P<time>\d\d:\d\d)"
PATTERNS = {
    "doses_given": (
        r"(?P<count>\d{1,6}) of (?P<of>\d{1,6}) doses given",
        r"(?P<count>\d{1,6}) de (?P<of>\d{1,6}) tomas dadas",
    ),
    "late": (rf"Late: (?P<name>.+), given {TIME}", rf"Con retraso: (?P<name>.+), dada a las {TIME}"),
    "not_given": (
        r"Not given: (?P<name>.+?)\.(?: (?P<text>.*))?",
        r"No dada: (?P<name>.+?)\.(?: (?P<text>.*))?",
    ),
    "not_recorded": (
        rf"Not recorded: (?P<name>.+) {TIME}",
        rf"Sin anotar: (?P<name>.+) {TIME}",
        r"Not recorded yet: (?P<name>.+)",
    ),
    "left_unrecorded": (r"Left unrecorded: (?P<text>.+)", r"Se dejó sin anotar: (?P<text>.+)"),
    "prn": (
        rf"PRN: (?P<name>.+?) {TIME}, next safe time (?P<next_safe>.+)",
        rf"PRN: (?P<name>.+?) {TIME}, próxima hora segura (?P<next_safe>.+)",
        rf"PRN: (?P<name>.+) {TIME}",
    ),
    "stock": (
        r"(?P<name>.+): (?P<count>\d{1,6}) days? left",
        r"(?P<name>.+): quedan (?P<count>\d{1,6}) días?",
    ),
    "emergency": (rf"(?P<code>[^,]+), {TIME}", "An emergency was raised"),
    "fluids": (r"Drank (?P<count>\d{1,6}) ml", r"Bebió (?P<count>\d{1,6}) ml"),
    "note": (r"(?P<name>.+?): (?P<text>.+)",),
}
KINDS_OF_ICON = {
    "k-given": ("doses_given",),
    "k-late": ("late",),
    "cross": ("not_given",),
    "k-blank": ("left_unrecorded", "not_recorded"),
    "pill": ("prn", "stock"),
    "k-emg": ("emergency",),
    "eye": ("fluids",),
    "note": ("note",),
}
EMERGENCIES = {
    **{"A fall": "fall", "Medical emergency": "medical", "Trouble breathing": "breathing"},
    **{"Does not respond": "unresponsive", "Missing": "missing", "To hospital": "hospitalisation"},
    **{"Fire": "fire", "Help is needed": "other", "Una caída": "fall"},
    **{"Emergencia médica": "medical", "Le cuesta respirar": "breathing"},
    **{"No responde": "unresponsive", "Persona desaparecida": "missing"},
    **{"Al hospital": "hospitalisation", "Fuego": "fire", "Hace falta ayuda": "other"},
}
OBSERVATIONS = {
    **{"Mood": "mood", "Meal": "meal", "Sleep": "sleep", "Bowels": "bowels", "Pulse": "pulse"},
    **{"Activity": "activity", "Blood pressure": "blood_pressure", "Weight": "weight"},
    **{"Temperature": "temperature", "Oxygen": "oxygen", "Glucose": "glucose"},
    **{"Something is different": "soft_sign", "Incident": "incident", "Ánimo": "mood"},
    **{"Comida": "meal", "Sueño": "sleep", "Deposición": "bowels", "Pulso": "pulse"},
    **{"Actividad": "activity", "Tensión arterial": "blood_pressure", "Peso": "weight"},
    **{"Temperatura": "temperature", "Oxígeno": "oxygen", "Glucosa": "glucose"},
    **{"Algo es distinto": "soft_sign", "Incidente": "incident"},
}
CHOICES = {
    "meal": {
        **{"All of it": "all", "Half": "half", "A little": "little", "Nothing": "none"},
        **{"Todo": "all", "La mitad": "half", "Un poco": "little", "Nada": "none"},
    },
    "mood": {
        **{"Cheerful": "cheerful", "Calm": "calm", "Low": "low", "Anxious": "anxious"},
        **{"Restless": "restless", "Con alegría": "cheerful", "En calma": "calm"},
        **{"Decaído": "low", "Leve": "low", "Con ansiedad": "anxious", "Con inquietud": "restless"},
    },
    "activity": {
        **{"Walked": "walked", "Exercised": "exercised", "Went out": "went_out"},
        **{"Had a visitor": "visitor", "Rested": "rested", "Caminó": "walked"},
        **{"Hizo ejercicio": "exercised", "Salió": "went_out", "Tuvo visita": "visitor"},
        **{"Descansó": "rested"},
    },
    "incident": {
        **{"A fall": "fall", "Skin or wound": "skin", "Behaviour": "behaviour"},
        **{"Equipment": "equipment", "Other": "other", "Una caída": "fall"},
        **{"Piel o herida": "skin", "Comportamiento": "behaviour", "Aparatos": "equipment"},
        **{"Otra cosa": "other"},
    },
    "soft_sign": {
        **{"More breathless": "breathless", "Drinking less": "drinks_less"},
        **{"Newly confused": "confused", "Sleepier": "sleepier", "Off their legs": "off_legs"},
        **{"Pale": "pale", "Pain": "pain", "A relative is worried": "worry"},
        **{"Respira peor": "breathless", "Bebe menos": "drinks_less"},
        **{"Confusión nueva": "confused", "Más somnolencia": "sleepier"},
        **{"No se tiene en pie": "off_legs", "Palidez": "pale", "Dolor": "pain"},
        **{"Un familiar está preocupado": "worry"},
    },
}
PAPER = re.compile(r"(?:Keyed in from paper, signed|Pasado del papel, firmado) (?P<by>.{1,80})")
ANOTHER_DAY = re.compile(r".*?(?P<day>\d{1,2})\b.* (?P<time>\d\d:\d\d)")
COUNTS = ("count", "of")


def upgrade() -> None:
    bind = op.get_bind()
    meta = sa.MetaData()
    handoff = sa.Table("handoff", meta, autoload_with=bind)
    family = sa.Table("family", meta, autoload_with=bind)
    zones = dict(bind.execute(sa.select(family.c.id, family.c.zone)).all())
    columns = (handoff.c.id, handoff.c.family_id, handoff.c.written_at, handoff.c.facts)
    for id_, family_id, written_at, facts in bind.execute(sa.select(*columns)).all():
        if not isinstance(facts, list):
            continue
        on = _day(written_at, zones[family_id])
        coded = [_fact(*_pair(one), on) for one in facts]
        bind.execute(handoff.update().where(handoff.c.id == id_).values(facts=coded))


def _day(at: datetime, zone: str) -> date:
    """SQLite keeps an instant without its zone."""
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OSError):  # a zone that this machine does not know
        return at.date()


def _pair(one: object) -> tuple[str, str]:
    icon, words = one if isinstance(one, list) and len(one) == 2 else ("note", str(one))
    return icon, words


def _fact(icon: str, words: str, written_on: date) -> dict[str, object]:
    for kind in KINDS_OF_ICON.get(icon, ()):
        for pattern in PATTERNS[kind]:
            found = re.fullmatch(pattern, words, re.DOTALL)
            fact = found and _read(kind, found.groupdict(), written_on)
            if fact:
                return fact
    observed = _observed(words) if icon in ("eye", "fall", "warn") else None
    return observed or {"kind": "earlier", "code": icon, "text": words}


def _read(kind: str, said: dict[str, str | None], written_on: date) -> dict[str, object] | None:
    """Returns None where the sentence says something else after all."""
    fact: dict[str, object] = {"kind": kind}
    fact.update({name: value for name, value in said.items() if value})
    fact |= {name: int(str(fact[name])) for name in COUNTS if name in fact}
    if "code" in fact:
        fact["code"] = EMERGENCIES.get(str(fact["code"]))
    if "next_safe" in fact:
        fact["next_safe"] = _moment(str(fact["next_safe"]), written_on)
    if kind == "not_given" and (paper := PAPER.fullmatch(str(fact.get("text", "")))):
        del fact["text"]
        fact |= {"code": "from_paper"}
        fact |= {"name_on_paper": paper["by"]} if paper["by"] != "-" else {}
    return None if None in fact.values() else fact


def _moment(words: str, written_on: date) -> str | None:
    """08:02 of the day on which it was written, or of a day soon after: Tuesday 24 November 02:00."""
    if re.fullmatch(r"\d\d:\d\d", words):
        return f"{written_on.isoformat()}T{words}"
    found = ANOTHER_DAY.fullmatch(words)
    days = (written_on + timedelta(days=ahead) for ahead in range(1, 28))
    on = next((day for day in days if found and day.day == int(found["day"])), None)
    return f"{on.isoformat()}T{found['time']}" if on and found else None


def _observed(words: str) -> dict[str, object] | None:
    named, _colon, rest = words.partition(": ")
    kind = OBSERVATIONS.get(named)
    if kind is None:
        return None
    measured: list[dict[str, object]] = []
    while rest:
        found = re.match(rf"(?P<value>{_values(kind)})(?: \((?P<note>.*?)\))?(?:, |$)", rest, re.S)
        if found is None or not found.end():
            return None
        measured.append(_measured(kind, found["value"], found["note"]))
        rest = rest[found.end():]
    return {"kind": "observed", "code": kind, "measured": measured} if measured else None


def _values(kind: str) -> str:
    words = sorted(CHOICES.get(kind, {}), key=len, reverse=True)
    return "|".join(map(re.escape, words)) if words else r"Bristol \d+|-?\d+(?:[.,/]\d+)?(?: [^\s,(]+)?"


def _measured(kind: str, words: str, note: str | None) -> dict[str, object]:
    first, _space, last = words.partition(" ")
    if kind in CHOICES:
        value, unit = CHOICES[kind][words], ""
    elif first == "Bristol":
        value, unit = last, first
    else:
        value, unit = first, last
    return {"value": value, "unit": unit, "note": note}
