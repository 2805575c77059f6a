"""Since you were last here, and what one should know: personal, from the log."""

from datetime import timedelta

import pytest

from carecircle import clock
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def later(minutes: int) -> object:
    return clock.moved_to(clock.now() + timedelta(minutes=minutes))


def test_a_first_visit_has_no_last_one(base: str, ana: Visitor, vera: Visitor) -> None:
    ana.post(f"{base}/notes", body="Slept well")
    assert "Since you were last here" not in vera.page(f"{base}/").text


def test_it_opens_with_what_changed_while_one_was_away(
    base: str, ana: Visitor, vera: Visitor
) -> None:
    vera.page(f"{base}/")
    ana.post(f"{base}/notes", body="Slept well")
    channel = ana.get(f"{base}/channels").json["items"] or [
        ana.post(f"{base}/channels", name="F").json
    ]
    for text in ("One", "Two"):
        ana.post(f"{base}/channels/{channel[0]['id']}/messages", text=text)
    ana.post(f"{base}/emergencies", type="fall")
    with later(40):
        page = vera.page(f"{base}/").text
    since = page[page.index("Since you were last here") : page.index('class="first"')]
    assert since.index("A fall") < since.index("wrote a note") < since.index("2 new messages")
    assert "Slept well" in since


def test_who_checks_in_reads_on_the_shift_what_changed(
    base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    ben.page(f"{base}/")
    begin = clock.now() + timedelta(minutes=30)
    told = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=8)).isoformat()}
    shift = ana.post(f"{base}/shifts", member=cast.ben.member_id, **told).json["id"]
    ana.post(f"{base}/notes", body="Slept well")
    with later(40):
        assert "Slept well" not in ben.page(f"{base}/shifts/{shift}").text
        assert ben.send(f"{base}/shifts/{shift}/start").status_code == 303
        page = ben.page(f"{base}/shifts/{shift}").text
        assert "Slept well" not in ana.page(f"{base}/shifts/{shift}").text
    assert "Slept well" in page[page.index("Since you were last here") :]


def test_what_happens_while_one_is_here_is_not_since_one_was_last_here(
    base: str, ana: Visitor, vera: Visitor
) -> None:
    vera.page(f"{base}/")
    ana.post(f"{base}/notes", body="Slept well")
    assert "Since you were last here" not in vera.page(f"{base}/").text


def test_read_is_read_on_every_device_and_ones_own_is_no_news(
    base: str, ana: Visitor, vera: Visitor
) -> None:
    vera.page(f"{base}/")
    vera.post(f"{base}/notes", body="My own")
    with later(40):
        assert "Since you were last here" not in vera.page(f"{base}/").text
        ana.post(f"{base}/notes", body="Slept well")
    with later(90):
        assert "Since you were last here" in vera.page(f"{base}/").text
        assert vera.send(f"{base}/since/read").status_code == 303
        assert "Since you were last here" not in vera.page(f"{base}/").text


def test_the_badge_counts_what_concerns_one_and_says_why(
    base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    ben.page(f"{base}/")
    channel = ana.post(f"{base}/channels", name="Family").json["id"]
    ana.post(f"{base}/channels/{channel}/messages", text="@ben, please ring")
    ana.post(f"{base}/agenda", kind="task", what="Ring", member=cast.ben.member_id)
    ana.post(f"{base}/notes", body="Not asked for")
    assert ben.get(f"{base}/badge").json == {"unread": 1, "notified": 2}
    assert [one["why"] for one in ben.get(f"{base}/notifications").json["items"]] == [
        "yours",
        "mention",
    ]
    page = ben.page(f"{base}/notifications").text
    assert "You are named" in page
    for place in (f"channels/{channel}", "agenda"):
        assert f'<a href="{base}/{place}">' in page
    assert ben.send(f"{base}/notifications/read").status_code == 303
    assert ben.get(f"{base}/badge").json["notified"] == 0


def test_what_one_does_not_want_does_not_count_but_emergencies_do(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    ben.page(f"{base}/")
    assert ben.send(f"{base}/notifications/choices", notes="yes").status_code == 303
    channel = ana.post(f"{base}/channels", name="Family").json["id"]
    ana.post(f"{base}/channels/{channel}/messages", text="@ben, please ring")
    ana.post(f"{base}/notes", body="Wanted")
    ana.post(f"{base}/emergencies")
    assert [one["why"] for one in ben.get(f"{base}/notifications").json["items"]] == [
        "emergency",
        "note",
    ]


def test_in_quiet_hours_only_emergencies_count(base: str, ana: Visitor, ben: Visitor) -> None:
    ben.page(f"{base}/")
    told = {"messages": "yes", "quiet_from": "00:00", "quiet_to": "23:59"}
    ben.send(f"{base}/notifications/choices", **told)
    channel = ana.post(f"{base}/channels", name="Family").json["id"]
    ana.post(f"{base}/channels/{channel}/messages", text="Hello")
    assert ben.get(f"{base}/badge").json["notified"] == 0
    ana.post(f"{base}/emergencies")
    assert ben.get(f"{base}/badge").json["notified"] == 1
    assert ben.send(f"{base}/notifications/choices", quiet_from="22:00").status_code == 422


def test_the_feed_is_filtered_by_kind_and_person(
    base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    ana.post(f"{base}/notes", body="From Ana")
    ben.post(f"{base}/notes", body="From Ben")
    ben.post(f"{base}/observations", kind="mood", value="calm")
    by_ben = ana.page(f"{base}/feed?by={cast.ben.member_id}").text
    assert ("From Ben" in by_ben, "From Ana" in by_ben) == (True, False)
    notes = ana.page(f"{base}/feed?kind=note").text
    assert ("From Ana" in notes, "Calm" in notes) == (True, False)


def test_the_stats_agree_with_the_page_to_the_digit(base: str, ana: Visitor, ben: Visitor) -> None:
    ben.post(f"{base}/observations", kind="mood", value="calm")
    at = (clock.now() + timedelta(days=1)).isoformat()
    ana.post(f"{base}/agenda", kind="appointment", what="Foot clinic", due_at=at)
    with clock.moved_to(clock.now()):
        polled = ana.page(f"{base}/stats").text.strip()
        page = ana.page(f"{base}/").text
    assert polled in page
    for words in ("Foot clinic", "Calm", "Next appointment", "Last contact"):
        assert words in polled


def test_with_several_recipients_each_has_a_day_and_the_stats_are_of_all(
    base: str, cast: Cast, ana: Visitor
) -> None:
    casting.prescribe(cast.ana)
    rui = ana.post(f"{base}/recipients", name="Rui Almeida").json["id"]
    with clock.moved_to(clock.now()):
        polled = ana.page(f"{base}/stats").text.strip()
        days = {who: ana.page(f"{base}/?recipient={who}").text for who in (cast.rosa, rui)}
    assert all(polled in day and "Rui Almeida" in day for day in days.values())
    assert ['id="dose-' in day for day in days.values()] == [True, False]
