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

_type = partial(
    EventType, filter="medication", on_tablet=True, varies_by=("administration:record",)
)
_DOSE = ("dose", "medication", "due_at")
_NAMED = ("medication_name", "strength")
_AMOUNT = (*_NAMED, "quantity", "unit")
_AT = (*_NAMED, "time")
_ON_DUTY = Notify("on_duty", ON_DUTY, "doses"), Notify("admin", ADMINS, "doses")

TYPES = (
    _type(
        "medication:logged",
        ("dose", "medication", "administration", "outcome", "given_at"),
        details=(*_AMOUNT, "reason", "score", "note", "from_paper", "signed_by"),
        in_feed=True,
        rank=2,
        rank_by=("outcome", {"given": LOWEST_RANK}),
        refreshes=("strip",),
    ),
    _type(
        "medication:corrected",
        ("administration", "replaces", "outcome"),
        ("dose", "medication"),
        (*_AMOUNT, "why"),
        in_feed=True,
        rank=2,
        refreshes=("strip",),
    ),
    _type("medication:due", _DOSE, details=_AT, refreshes=("strip",)),
    _type("medication:late", _DOSE, details=_AT, refreshes=("strip",)),
    _type(
        "medication:missed",
        _DOSE,
        details=_AT,
        meaning='the window ended; the screen says "Not recorded"',
        in_feed=True,
        rank=1,
        notifies=_ON_DUTY,
        on_duty_first=True,
        refreshes=("strip",),
    ),
    _type(
        "medication:unrecorded",
        _DOSE,
        details=_AT,
        meaning="some time after the window, and still nothing is recorded: everybody is notified",
        in_feed=True,
        rank=1,
        notifies=(Notify("family", EVERYBODY, "doses"),),
    ),
    _type(
        "medication:reviewed",
        _DOSE,
        details=(*_AT, "note"),
        meaning="a member knows that it was not recorded; it is asked for no longer",
        in_feed=True,
    ),
    _type(
        "medication:reoffered",
        _DOSE,
        details=_AT,
        meaning="refused, slept through or unavailable a while ago, and offered again",
        in_feed=True,
    ),
    _type(
        "medication:offer_ended",
        _DOSE,
        details=_AT,
        meaning="the window of a refused dose ended; what was recorded stands",
        refreshes=("strip",),
    ),
    _type(
        "medication:changed",
        ("medication",),
        ("what",),
        (*_NAMED, "stopped", "why"),
        meaning="`what`: `active` `complete` `confirmed` `corrected` `in_force` `photo` `regimen` "
        "`restarted` `seen` `stock` `taken_back` `window`; added or stopped where there is none",
        in_feed=True,
        rank=2,
        refreshes=("strip",),
    ),
    _type(
        "medication:stock_low",
        ("medication", "days_left"),
        ("level",),
        _NAMED,
        in_feed=True,
        rank=2,
    ),
    _type(
        "medication:effect_due",
        ("administration", "medication", "due_at"),
        details=_NAMED,
        meaning="somebody should look whether a PRN helped",
        in_feed=True,
    ),
    _type(
        "medication:effect",
        ("administration", "medication", "effect"),
        ("due_at",),
        _NAMED,
        in_feed=True,
    ),
    _type(
        "medication:incident",
        ("incident", "medication", "kind"),
        ("reviewed",),
        (*_NAMED, "words", "review"),
        in_feed=True,
    ),
    _type(
        "medication:task",
        ("task", "medication", "kind", "step"),
        details=(*_NAMED, "reason", "count", "why", "outcome", "said"),
        in_feed=True,
        meaning="`said`: in events of earlier versions, what the line said then",
    ),
    _type(
        "medication:absence",
        ("absence", "kind"),
        ("ended", "reconciled"),
        in_feed=True,
    ),
    EventType(
        "numbers:changed",
        ("family", "numbers"),
        meaning="which numbers the family changed",
        in_feed=True,
        rank=3,
        varies_by=("administration:record",),
    ),
)
