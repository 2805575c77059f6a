"""The names of what the sheets say, in the order in which it is asked."""

SHEET = (
    *("address", "access", "languages", "resuscitation", "flags", "baseline"),
    *("doctor", "pharmacy", "insurance"),
)
MISSING = ("appearance", "places", "habits")
FIELDS = SHEET + MISSING
