"""The names of the fields of the sheets, in the order of the form."""

SHEET = (
    *("address", "access", "languages", "resuscitation", "flags", "baseline"),
    *("doctor", "pharmacy", "insurance"),
)
MISSING = ("appearance", "places", "habits")
FIELDS = SHEET + MISSING
