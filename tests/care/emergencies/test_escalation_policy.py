"""The steps that a family sets, and the audit that repairs them."""

import pytest

from carecircle.care.emergencies import actions
from carecircle.care.emergencies.models import Emergency
from carecircle.care.emergencies.queries import escalation_faults
from carecircle.care.errors import Invalid, NotAllowed
from carecircle.db.session import reading, transaction
from tests import cast
from tests.care.emergencies.escalating import after, policy, raised, steps

pytestmark = pytest.mark.usefixtures("database")


def test_a_family_sets_its_own_steps_for_the_next_emergency() -> None:
    people = cast.gather()
    before = raised(people)
    actions.set_policy(people.ana, policy(louder_after_s=30, outside_after_s=None))
    drill = raised(people, drill=True)
    assert [kind for kind, _ in steps(before)] == ["everyone", "louder", "outside", "call"]
    assert [kind for kind, _ in steps(drill)] == ["everyone", "louder", "call"]
    assert after(drill, 30, actions.escalate_due) == 1


def test_it_refuses_a_policy_that_cannot_be_kept() -> None:
    people = cast.gather()
    with pytest.raises(Invalid) as refused:
        actions.set_policy(people.ana, policy(louder_after_s=300))
    assert set(refused.value.fields) == {"louder_after_s"}
    with pytest.raises(NotAllowed):
        actions.set_policy(people.ben, policy())


def test_the_auditor_finds_what_is_late_and_mends_what_has_no_step() -> None:
    people = cast.gather()
    emergency = raised(people)
    assert after(emergency, 91, lambda: _faults()) == (0, 1)
    with transaction() as tx:
        tx.session.query(Emergency).update({"next_step_at": None})
    assert _faults() == (1, 0)
    assert actions.repair_escalation() == 1
    assert _faults() == (0, 0)


def _faults() -> tuple[int, int]:
    with reading() as session:
        faults = escalation_faults(session)
    return faults.without_step, faults.overdue
