"""What a carer checks before giving, and what reads the record afterwards (rules 1, 3, 8)."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import update

from carecircle import clock
from carecircle.care.medications import outcomes
from carecircle.care.medications.models import Regimen
from carecircle.db.session import transaction
from tests import cast as casting
from tests.cast import Cast
from tests.folded import folded
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def jpeg() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (60, 40), "white").save(content, "JPEG")
    content.seek(0)
    return content


def test_the_give_screen_holds_all_that_is_checked_before_giving(
    cast: Cast, base: str, ana: Visitor, ben: Visitor
) -> None:
    rosa = {"name": "Rosa Almeida", "preferred_name": "Rosie", "born_on": "1942-05-03"}
    rosa |= {"zone": casting.ZONE, "allergies": "penicillin (swelling)"}
    assert ana.post(f"{base}/recipients/{cast.rosa}", **rosa).status_code == 200
    given = {"strength": "5 mg/ml", "form": "oral solution", "quantity": 2.5, "unit": "ml"}
    given |= {"route": "by mouth", "instructions": "Sitting up"}
    times = ", ".join(casting.wall_clock(minutes) for minutes in (-3, -2, -1, 1))
    medication = casting.prescribe(cast.ana, "Morphine", **given, times=times)
    with transaction() as tx:  # as one from before its own times were checked against it
        tx.session.execute(update(Regimen).values(min_interval_min=240))
    here = f"{base}/medications/{medication.id}"
    assert ana.send(f"{here}/photo", file=(jpeg(), "box.jpg")).status_code == 303
    *doses, last = [one["id"] for one in ben.get(f"{base}/doses").json["items"]]
    for dose in doses:
        no = {"outcome": "refused", "reason": "Not now"}
        assert ben.post(f"{base}/doses/{dose}/administration", **no).status_code == 201
    page = ben.page(f"{base}/doses/{last}").text
    for checked in (
        *("Rosa Almeida", "Rosie", "Born 3 May 1942", "penicillin (swelling)"),
        *("Morphine 5 mg/ml", "oral solution", "2.5 ml, by mouth", "Sitting up"),
        *(f"Due {casting.wall_clock(1)}", "Photo of Morphine", "Next safe time"),
        *("At least 4 h between doses", "Last three", "Refused 3 times running"),
    ):
        assert checked in page, checked
    last_three = page.partition('id="last"')[2].partition("</ul>")[0]
    assert last_three.count("<bdi>Ben Archer</bdi>") == 3


def test_one_dose_before_the_limit_it_warns(cast: Cast, base: str, ben: Visitor) -> None:
    medication = casting.prescribe_prn(cast.ana, "Paracetamol", max_per_day=2, strength="1 g").id
    here = f"{base}/medications/{medication}"
    ago = clock.now() - timedelta(hours=5)
    why = {"reason": "Hip pain, late", "score": 5, "given_at": ago.isoformat()}
    assert ben.post(f"{here}/administrations", **why).status_code == 201
    assert "This is the last one for now" in ben.page(f"{here}/give").text
    now = {"reason": "Hip pain", "score": 5}
    assert ben.post(f"{here}/administrations", **now).status_code == 201
    blocked = ben.page(f"{here}/give").text
    assert "Not yet. Next safe time" in blocked
    assert "for now" not in blocked.partition("Next safe time")[2].partition("</p>")[0]


def test_every_letter_on_the_chart_stands_in_its_key(cast: Cast, base: str, ana: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    ana.post(f"{base}/doses/{dose}/administration", outcome="prompted")
    page = folded(ana.page(f"{base}/recipients/{cast.rosa}/medication-chart").text)
    assert ">AA K</td>" in page
    key = page.partition("<b>Initials</b>")[2].partition("</p>")[0]
    letters = {one.letter for one in outcomes.BY_NAME.values()} - {""}
    assert {letter for letter in letters if f"<b>{letter}</b>" not in key} == set()


def test_the_drawing_of_adherence_has_its_table_and_nothing_recorded_is_none_of_so_many(
    cast: Cast, base: str, ana: Visitor
) -> None:
    with clock.moved_to(clock.now() - timedelta(days=2)):
        casting.prescribe(cast.ana, times="00:00, 00:10")
    chart = f"{base}/recipients/{cast.rosa}/medication-chart"
    found = ana.get(chart).json["adherence"]
    page = ana.page(chart).text
    assert (found["recorded"], found["due"] > 0) == (0, True)
    assert f"0 of {found['due']} recorded" in page
    drawing, table = page.partition('class="bars"')[2].split("</svg>", 1)
    assert "stroke-dasharray" in drawing
    assert f"<td>0 of {found['due']} recorded</td>" in table
