"""The codes of what is asked before a record is stored, the gravest first."""

ALLERGY = "allergy"
TEN_TIMES, AMOUNT = "ten-times", "amount"
OVER_MAXIMUM, TOO_EARLY, TOO_CLOSE = "over-maximum", "too-early", "too-close"
ALREADY, CHANGED = "already-recorded", "changed"
OUTSIDE_PERIOD = "outside-period"

SURE = frozenset({TEN_TIMES, AMOUNT})
REALLY_GIVEN = frozenset({OVER_MAXIMUM, TOO_EARLY, TOO_CLOSE, ALREADY, CHANGED, OUTSIDE_PERIOD})

# The incident that a confirmed question is recorded as; of several, the first.
INCIDENT_OF = {
    ALREADY: "second_dose",
    CHANGED: "after_change",
    ALLERGY: "allergy",
    OUTSIDE_PERIOD: "after_change",
    OVER_MAXIMUM: "maximum",
    TOO_EARLY: "interval",
    TEN_TIMES: "amount",
    AMOUNT: "amount",
    TOO_CLOSE: "too_close",
}


def incident_of(codes: list[str]) -> str | None:
    """Returns the kind of incident for the confirmed codes; None if there are none."""
    return next((kind for code, kind in INCIDENT_OF.items() if code in codes), None)
