"""Days of the week as people write them: understood whole, or refused."""

import pytest

from carecircle.care.errors import Invalid
from carecircle.care.medications.prescribing.inputs import RegimenInput

MON, TUE, WED, THU, FRI, SAT, SUN = (1 << day for day in range(7))
WORKING, WEEKEND = MON | TUE | WED | THU | FRI, SAT | SUN

UNDERSTOOD = {
    "mon-fri": WORKING,
    "tue+thu": TUE | THU,
    "Mon/Thu": MON | THU,
    "weekends": WEEKEND,
    "every weekday": WORKING,
    "lun, jue": MON | THU,
    "lunes a viernes": WORKING,
    "mon, thu": MON | THU,
    "MONDAY": MON,
    "Mon., Wed. & Fri.": MON | WED | FRI,
    "mon-wed-fri": MON | WED | FRI,
    "Mon \u2013 Fri": WORKING,
    "Monday to Friday": WORKING,
    "from Monday through Friday": WORKING,
    "fri-mon": FRI | SAT | SUN | MON,
    "sat-sun": WEEKEND,
    "Tuesdays and Thursdays": TUE | THU,
    "every Monday and Thursday": MON | THU,
    "on Sundays": SUN,
    "thurs": THU,
    "Weds; Sat": WED | SAT,
    "mo tu we": MON | TUE | WED,
    "mon tue-thu": MON | TUE | WED | THU,
    "weekdays and Sunday": WORKING | SUN,
    "weekday, sat": WORKING | SAT,
    "every day except Sunday": WORKING | SAT,
    "daily but not Wed": 127 & ~WED,
    "working days": WORKING,
    "lu ma mi": MON | TUE | WED,
    "Miércoles": WED,
    "sábados y domingos": WEEKEND,
    "de lunes a viernes y domingo": WORKING | SUN,
    "los lunes y los jueves": MON | THU,
    "fines de semana": WEEKEND,
    "fin de semana": WEEKEND,
    "cada martes": TUE,
    "todos los días menos el domingo": WORKING | SAT,
    "días laborables": WORKING,
    "entre semana": WORKING,
    "L-V": WORKING,
    "L, X, V": MON | WED | FRI,
    "L M X J V": WORKING,
    "lun\u2010vie": WORKING,
    "mi\u00e9/vie": WED | FRI,
    "mon\u200b,\u00a0thu": MON | THU,
    "Mon\nThu": MON | THU,
}
EVERY_DAY = ("daily", "every day", "mon-sun", "todos los días", "cada día", "L-D", "a diario")
REFUSED = (
    *("monsoon", "friend", "wedding", "sunny", "satin", "thumb", "march", "martini", "domino"),
    *("mon, friend", "monday morning", "every other monday", "every 2nd monday", "first monday"),
    *("m", "t, th", "s", "MWF", "TTh", "moon", "mon to", "-fri", "mon-", "mon-weekend", "mon-mon"),
    *(
        "1,3,5",
        "mon1",
        "weekends-mon",
        "except sunday",
        "weekday not weekdays",
        "and",
        ",",
        "every",
    ),
    *("lunes o martes", "mon or tue", "alternate days", "lundi", "mon?", "no mon", "until mon"),
    *("mon except tue except wed", "días", "semana", "mon_fri", "a", "y"),
)


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_days_are_understood_as_people_write_them(text: str) -> None:
    assert _read(text) == UNDERSTOOD[text]


@pytest.mark.parametrize("text", EVERY_DAY)
def test_all_seven_days_are_every_day(text: str) -> None:
    assert _read(text) is None


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_whole_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        _read(text)
    assert list(refused.value.fields) == ["weekdays"]


@pytest.mark.parametrize(
    "listed", [["mon", "thu"], ["Monday", "jue"], ["mon, thu"], ["MON", "Thu"]]
)
def test_a_list_is_understood_too(listed: list[str]) -> None:
    assert _read(listed) == MON | THU


def _read(sent: object) -> int | None:
    return RegimenInput.read({"quantity": 1, "times": "08:00", "weekdays": sent}).weekdays
