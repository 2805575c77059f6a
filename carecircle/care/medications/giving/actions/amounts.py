"""The question about an amount above the planned one (rule 11)."""

from carecircle.care.errors import Question
from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.giving.question_codes import AMOUNT, TEN_TIMES
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimen_in_force import decimal_of
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.translatable import lazy_gettext as _


def amount_question(record: Administration, asked: DoseOrPrn, many_times: int) -> Question | None:
    """Returns the question about more than is planned, or than the range allows; None if it is
    not more."""
    regimen = asked.regimen
    most = regimen.quantity_most or asked.planned
    if not outcomes.BY_NAME[record.outcome].is_taken or record.quantity <= most:
        return None
    facts = {"planned": _planned(asked), "given": decimal_of(record.quantity)}
    words = {**facts, "unit": regimen.unit}
    if rules.is_many_times(record.quantity, most, many_times):
        message = _(
            "That is %(times)s times the planned dose: planned %(planned)s, typed %(given)s "
            "(%(unit)s). Look at the box again",
            times=record.quantity // most,
            **words,
        )
        return Question(TEN_TIMES, message, facts=words)
    message = _(
        "That is more than planned: planned %(planned)s, typed %(given)s (%(unit)s). "
        "Look at the box again",
        **words,
    )
    return Question(AMOUNT, message, facts=words)


def _planned(asked: DoseOrPrn) -> str:
    """Returns 8, or 4-10 if the dose may vary."""
    least, most = decimal_of(asked.planned), asked.regimen.quantity_most
    return f"{least}-{decimal_of(most)}" if most else least
