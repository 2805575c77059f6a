"""What each operation does, by endpoint: a sentence, and where needed more for who calls it."""

from carecircle.web.openapi.summaries.care import CARE
from carecircle.web.openapi.summaries.medications import MEDICATIONS
from carecircle.web.openapi.summaries.people import PEOPLE

SUMMARIES = {**PEOPLE, **MEDICATIONS, **CARE}


def words_of(endpoint: str) -> tuple[str, str]:
    """Returns the first sentence and the rest; the endpoint itself where it has no words yet."""
    first, _stop, more = SUMMARIES.get(endpoint, endpoint).partition(". ")
    return first.removesuffix("."), more
