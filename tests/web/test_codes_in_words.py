"""What the system wrote itself is read in the language of whoever reads it."""

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor
from tests.web.shifts.test_handoff import on_duty


def test_the_register_and_its_task_are_read_in_two_languages(cast: Cast, ben: Visitor) -> None:
    medication = casting.prescribe(cast.ana)
    base = f"/families/{cast.family_id}"
    here = f"{base}/medications/{medication.id}"
    assert ben.post(f"{here}/stock-counts", quantity="0").status_code == 201
    for language, first, nothing in (
        ("en", "First count", "Order more. Nothing is left"),
        ("es", "Primer recuento", "No queda nada"),
    ):
        register = ben.page(f"{here}/register", Accept_Language=language).text
        assert first in register
        tasks = ben.page(f"{base}/medication-tasks", Accept_Language=language).text
        assert nothing in tasks


def test_a_handoff_is_read_in_two_languages(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    casting.prescribe(cast.ana)
    here = on_duty(cast, ben)
    ben.post(f"/families/{cast.family_id}/observations", kind="mood", value="calm")
    assert ben.post(f"{here}/handoff", illness="stable").status_code == 201
    assert "Mood: Calm" in ana.page(f"{here}/handoff", Accept_Language="en").text
    assert "Ánimo: En calma" in ana.page(f"{here}/handoff", Accept_Language="es").text
