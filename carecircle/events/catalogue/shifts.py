"""Types of event about shifts and handoffs."""

from functools import partial

from carecircle.events.catalogue.kind import ADMINS, CARERS, CONCERNED, EventType, Notify

_type = partial(EventType, fields=("shift", "member"), filter="shift", varies_by=("shift:work",))
_YOURS = Notify("yours", CONCERNED, "shifts")
_BY_THE_CLOCK = _YOURS, Notify("admin", ADMINS, "shifts", where="told")

TYPES = (
    _type(
        "shift:started",
        optional=("instead_of",),
        in_feed=True,
        refreshes=("strip", "badge"),
    ),
    _type(
        "shift:ended",
        optional=("unrecorded",),
        details=("why",),
        in_feed=True,
        refreshes=("strip", "badge"),
    ),
    _type(
        "shift:handoff",
        optional=("handoff", "told"),
        details=("member_name",),
        in_feed=True,
        rank=3,
        notifies=_BY_THE_CLOCK,
    ),
    _type("shift:accepted", optional=("handoff",), in_feed=True, rank=3),
    _type(
        "shift:uncovered",
        optional=("told",),
        details=("member_name",),
        in_feed=True,
        rank=1,
        notifies=_BY_THE_CLOCK,
    ),
    _type(
        "shift:changed",
        optional=("turns", "taken", "relieved", "offered", "cancelled"),
        details=("member_name", "starts_at"),
        meaning="planned (`turns`: how many), taken (with whom it relieves), offered or no longer, "
        "or taken off the rota",
        notifies=(_YOURS, Notify("asked", CARERS, "shifts", where="offered")),
        refreshes=("strip",),
    ),
)
