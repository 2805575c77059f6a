"""Types of event about medications and their thresholds."""

from functools import partial

from carecircle.events.catalogue.kind import (
    ADMINS,
    EVERYBODY,
    LOWEST_RANK,
    ON_DUTY,
    EventType,
    Notify,
)

medication_type = partial(
    EventType, filter="medication", on_tablet=True, varies_by=("administration:record",)
)
_DOSE = ("dose", "medication", "due_at")
NAMED = ("medication_name", "strength")
_AMOUNT = (*NAMED, "quantity", "unit")
AT = (*NAMED, "time")
WARNED = "warning"  # where a warning notifies of the same thing
_ON_DUTY = (
    Notify("on_duty", ON_DUTY, "doses", unless=WARNED),
    Notify("admin", ADMINS, "doses", unless=WARNED),
)
CHOICE = "medications"
_CHANGES = (
    *("regimen", "taken_back", "in_force", "active", "corrected", "restarted"),
    None,
)  # None: added or stopped

TYPES = (
    medication_type(
        "medication:logged",
        ("dose", "medication", "administration", "outcome", "given_at"),
        details=(*_AMOUNT, "reason", "score", "note", "from_paper", "signed_by"),
        in_feed=True,
        rank=2,
        rank_by=("outcome", {"given": LOWEST_RANK}),
        refreshes=("strip",),
    ),
    medication_type(
        "medication:corrected",
        ("administration", "replaces", "outcome"),
        ("dose", "medication"),
        (*_AMOUNT, "why"),
        in_feed=True,
        rank=2,
        refreshes=("strip",),
    ),
    medication_type("medication:due", _DOSE, details=AT, refreshes=("strip",)),
    medication_type("medication:late", _DOSE, details=AT, refreshes=("strip",)),
    medication_type(
        "medication:missed",
        _DOSE,
        (WARNED,),
        details=AT,
        meaning='the window ended; the screen says "Not recorded"',
        in_feed=True,
        rank=1,
        notifies=_ON_DUTY,
        on_duty_first=True,
        refreshes=("strip",),
    ),
    medication_type(
        "medication:unrecorded",
        _DOSE,
        (WARNED,),
        details=AT,
        meaning="some time after the window, and still nothing is recorded: everybody is notified",
        in_feed=True,
        rank=1,
        notifies=(Notify("family", EVERYBODY, "doses", unless=WARNED),),
    ),
    medication_type(
        "medication:reviewed",
        _DOSE,
        details=(*AT, "note"),
        meaning="a member knows that it was not recorded; it is asked for no longer",
        in_feed=True,
    ),
    medication_type(
        "medication:reoffered",
        _DOSE,
        details=AT,
        meaning="refused, slept through or unavailable a while ago, and offered again",
        in_feed=True,
    ),
    medication_type(
        "medication:offer_ended",
        _DOSE,
        (WARNED,),
        details=AT,
        meaning="the window of a refused dose ended; what was recorded stands",
        refreshes=("strip",),
    ),
    medication_type(
        "medication:changed",
        ("medication",),
        ("what",),
        (*NAMED, "stopped", "why"),
        meaning="`what`: `active` `complete` `confirmed` `corrected` `in_force` `photo` `regimen` "
        "`restarted` `seen` `stock` `taken_back` `window`; added or stopped where there is none",
        in_feed=True,
        rank=2,
        notifies=(Notify("changed", EVERYBODY, CHOICE, only={"what": _CHANGES}),),
        on_duty_first=True,
        refreshes=("strip",),
    ),
)
