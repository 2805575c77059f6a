"""The outcomes as templates list them: in a form, on paper, in the key of the chart."""

from collections.abc import Iterator
from dataclasses import dataclass

from carecircle.care.medications.outcomes import BY_NAME, Outcome
from carecircle.web.language.translation import translate
from carecircle.web.medications.blueprint import bp


@dataclass(frozen=True)
class OutcomeChoice:
    """An outcome in the current language. on_paper: it can be entered from a paper chart, which
    states no amount. needs: the fields that a record of it cannot do without. is_witnessed: a
    witness signs for it where the medication asks for one."""

    name: str
    label: str
    letter: str
    in_form: bool
    on_paper: bool
    is_by_initials: bool
    needs: tuple[str, ...]
    is_witnessed: bool

    @property
    def option(self) -> tuple[str, str]:
        return self.name, self.label

    @property
    def in_sentence(self) -> str:
        """Returns the label as it reads within a sentence."""
        return self.label[:1].lower() + self.label[1:]

    @property
    def lettered(self) -> tuple[str, str]:
        return self.name, self.letter


@bp.app_template_global()
def outcome_choices() -> list[OutcomeChoice]:
    return [_choice(outcome) for outcome in BY_NAME.values()]


def _choice(outcome: Outcome) -> OutcomeChoice:
    return OutcomeChoice(
        name=outcome.name,
        label=translate(outcome.label),
        letter=outcome.letter,
        in_form=outcome.in_form,
        on_paper=outcome.in_form and not outcome.is_partial,
        is_by_initials=outcome.is_by_initials,
        needs=tuple(_needs(outcome)),
        is_witnessed=outcome.is_taken or outcome.is_destroyed,
    )


def _needs(outcome: Outcome) -> Iterator[str]:
    if outcome.needs_reason:
        yield "reason"
    if outcome.is_partial:
        yield "quantity"
