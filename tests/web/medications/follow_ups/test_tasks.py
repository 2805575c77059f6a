"""What is to be done: each kind of task offers the steps that fit it."""

from carecircle.care.medications.follow_ups.actions import open_review_tasks
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def at(cast: Cast, path: str) -> str:
    return f"/families/{cast.family_id}/{path}"


def the_task(cast: Cast, who: Visitor) -> str:
    [task] = who.get(at(cast, "medication-tasks")).json["items"]
    return str(task["id"])


def to_review(cast: Cast) -> None:
    casting.prescribe_prn(cast.ana, review_on="2020-01-01")
    open_review_tasks()


def test_a_review_is_done_by_saying_with_whom_and_what_came_of_it(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    to_review(cast)
    task = the_task(cast, ben)
    page = ben.page(at(cast, "medication-tasks")).text
    assert "Say what came of it" in page
    assert "Ordered" not in page
    steps = at(cast, f"medication-tasks/{task}/steps")
    for said in ({"step": "ordered"}, {"step": "done"}):
        assert ben.post(steps, **said).status_code == 422
    again = ben.send(steps, step="done")
    assert "Say with whom, and what came of it" in again.text
    outcome = "With Dr Malik: keep it"
    assert ben.send(steps, step="done", outcome=outcome).status_code == 303
    assert outcome in ana.page(at(cast, f"medication-tasks/{task}")).text
    feed = ana.page(at(cast, "feed")).text
    assert "Ben Archer reviewed Ibuprofen" in feed
    assert outcome in feed


def test_what_runs_low_is_ordered_collected_and_booked_in(cast: Cast, ben: Visitor) -> None:
    medication = casting.prescribe(cast.ana, stock=5)
    dose = casting.first_dose(medication).id
    ben.post(at(cast, f"doses/{dose}/administration"), outcome="given")
    task = the_task(cast, ben)
    offered = ["I do it", "Ordered", "Collected", "Book it in"]
    for number, step in enumerate(("claimed", "ordered", "collected", None)):
        page = ben.page(at(cast, "medication-tasks")).text
        assert [words for words in offered if f">{words}<" in page] == [offered[number]]
        if step:
            ben.post(at(cast, f"medication-tasks/{task}/steps"), step=step)
    ben.post(at(cast, f"medications/{medication.id}/stock-entries"), quantity=28)
    assert ben.get(at(cast, "medication-tasks")).json["items"] == []
