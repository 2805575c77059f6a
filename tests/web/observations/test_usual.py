"""What is usual for one person: said by a form, used in marks and trend; and how much a day."""

import re
from datetime import timedelta

import pytest

from carecircle import clock
from tests.cast import Cast
from tests.folded import folded
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def usual(cast: Cast, base: str) -> str:
    return f"{base}/recipients/{cast.rosa}/usual"


def band(page: str) -> str:
    found = re.search(r'<rect class="usual"[^>]*>', page)
    assert found is not None
    return found[0]


def test_the_form_sets_what_marks_and_the_trend_go_by(
    cast: Cast, base: str, usual: str, ben: Visitor
) -> None:
    for value in ("58", "64"):
        ben.post(f"{base}/observations", kind="pulse", value=value)
    before = folded(ben.page(f"{base}/observations?kind=pulse").text)
    assert "Usual for Rosa Almeida: <b>50 – 100 /min</b>" in before
    assert "lower than usual" not in before
    answer = ben.send(usual, kind="pulse", low="60", high="70")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"{base}/observations?kind=pulse&recipient={cast.rosa}",
    )
    after = ben.page(f"{base}/observations?kind=pulse").text
    assert "<b>60 – 70 /min</b>" in after
    assert after.count("lower than usual") == 1
    assert band(after) != band(before)


def test_a_range_the_wrong_way_round_comes_back_as_it_was_typed(
    base: str, usual: str, ben: Visitor
) -> None:
    again = ben.send(usual, kind="pulse", low="90", high="60")
    assert again.status_code == 422
    assert "The upper end must be above the lower one" in again.text
    assert 'value="90"' in again.text


def test_the_total_of_the_day_comes_with_each_drink_as_a_fresh_page_has_it(
    base: str, ben: Visitor
) -> None:
    for value in ("200", "150"):
        drink = ben.post(f"{base}/observations", kind="fluids", value=value).json["id"]
        total = total_told(base, ben)
        assert total in ben.page(f"{base}/observations?kind=fluids").text
    assert "Today 350 ml" in total
    ben.post(f"{base}/observations/{drink}/correction", why="It was the cat's")
    total = total_told(base, ben)
    assert "Today 200 ml" in total
    assert total in ben.page(f"{base}/observations?kind=fluids").text


def total_told(base: str, visitor: Visitor) -> str:
    """The total of the day in the fragment of the last event, as an open page gets it."""
    head = visitor.get(f"{base}/events").json["cursor"]
    told = visitor.get(f"{base}/events?format=html&after={before(head)}").json
    [total] = re.findall(r'<p class="fact" id="today-fluids-.*?</p>', told["events"][-1]["html"])
    return str(total)


def before(cursor: str) -> str:
    epoch, seq = cursor.rsplit("-", 1)
    return f"{epoch}-{int(seq) - 1}"


def test_what_was_drunk_today_stands_beside_the_days_aim(
    base: str, usual: str, ben: Visitor
) -> None:
    place = f"{base}/observations?kind=fluids"
    for value in ("200", "150"):
        wrong = ben.post(f"{base}/observations", kind="fluids", value=value).json["id"]
    assert "Today 350 ml" in ben.page(place).text
    assert ben.send(usual, kind="fluids", low="1500").status_code == 303
    page = ben.page(place).text
    assert "Today 350 of 1500 ml" in page
    assert "than usual" not in page  # a single cup is neither little nor much
    ben.post(f"{base}/observations/{wrong}/correction", why="Spilt")
    assert "Today 200 of 1500 ml" in ben.page(place).text


def test_the_trend_of_drinks_is_that_of_the_days_totals_with_the_aim(
    base: str, usual: str, ben: Visitor
) -> None:
    place = f"{base}/observations?kind=fluids"
    for days_ago, cups in ((2, ("200", "250", "250")), (1, ("100", "150")), (0, ("200", "150"))):
        at = (clock.now() - timedelta(days=days_ago)).isoformat()
        for value in cups:
            ben.post(f"{base}/observations", kind="fluids", value=value, at=at)
    page = ben.page(place).text
    assert "Drink, totals of the last 3 days: 250 to 700 ml, the last 350" in page
    assert page.count("<circle") - page.split('<svg class="trend"')[0].count("<circle") == 3
    ben.send(usual, kind="fluids", low="1500")
    page = ben.page(place).text
    assert "(aim 1500)" in page
    assert band(page)


def test_words_have_no_range_and_a_viewer_sets_none(base: str, usual: str, vera: Visitor) -> None:
    assert "Usual for" not in vera.page(f"{base}/observations?kind=mood").text
    page = vera.page(f"{base}/observations?kind=pulse").text
    assert "Usual for Rosa" in page
    assert usual not in page
    assert vera.send(usual, kind="pulse", low="60").status_code == 403


@pytest.mark.parametrize("page", ["observations?kind=fluids", "recipients/{rosa}/call-sheet"])
@pytest.mark.parametrize("aim", [None, "1500"])
def test_what_nobody_wrote_down_is_not_zero(
    base: str, usual: str, cast: Cast, ben: Visitor, page: str, aim: str | None
) -> None:
    if aim:
        ben.send(usual, kind="fluids", low=aim, high="")
    shown = ben.page(f"{base}/{page}".format(rosa=cast.rosa)).text
    assert "Today nothing is recorded" in shown
    assert not re.search(r"\b0 (of [\d,]+ )?ml", shown)
    drink = ben.post(f"{base}/observations", kind="fluids", value="200").json["id"]
    assert "Today 200" in ben.page(f"{base}/{page}".format(rosa=cast.rosa)).text
    ben.post(f"{base}/observations/{drink}/correction", why="It was the cat's")
    assert "Today nothing is recorded" in ben.page(f"{base}/{page}".format(rosa=cast.rosa)).text
