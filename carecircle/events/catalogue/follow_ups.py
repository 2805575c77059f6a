"""Types of event about what follows from medications: stock, effects, incidents, tasks, warnings,
absences and thresholds."""

from carecircle.events.catalogue.kind import CARERS, EVERYBODY, EventType, Notify
from carecircle.events.catalogue.medications import AT, CHOICE, NAMED, WARNED, medication_type

_WARNING = ("warning", "medication", "kind", "dose", "incident")

TYPES = (
    medication_type(
        "medication:stock_low",
        ("medication", "days_left"),
        ("level",),
        NAMED,
        meaning="`level`: `low`, `urgent`, or `out` where nothing is left",
        in_feed=True,
        rank=2,
        notifies=(Notify("stock", EVERYBODY, CHOICE),),
        on_duty_first=True,
    ),
    medication_type(
        "medication:effect_due",
        ("administration", "medication", "due_at"),
        details=NAMED,
        meaning="somebody should look whether a PRN helped",
        in_feed=True,
        notifies=(Notify("effect", CARERS, "doses"),),
        on_duty_first=True,
    ),
    medication_type(
        "medication:effect",
        ("administration", "medication", "effect"),
        ("due_at",),
        NAMED,
        in_feed=True,
        notifies=(Notify("worse", EVERYBODY, CHOICE, only={"effect": ("worse",)}),),
        on_duty_first=True,
    ),
    medication_type(
        "medication:incident",
        ("incident", "medication", "kind"),
        ("reviewed", WARNED),
        (*NAMED, "words", "review"),
        in_feed=True,
        notifies=(
            Notify("incident", EVERYBODY, CHOICE, unless=WARNED, only={"reviewed": (False,)}),
        ),
        on_duty_first=True,
    ),
    medication_type(
        "medication:task",
        ("task", "medication", "kind", "step"),
        ("opened", WARNED),
        details=(*NAMED, "reason", "count", "why", "outcome", "said"),
        in_feed=True,
        notifies=(
            Notify(
                "contact", EVERYBODY, CHOICE, "opened", unless=WARNED, only={"kind": ("contact",)}
            ),
        ),
        on_duty_first=True,
        meaning="`opened`: it is new, or has a new reason; `said`: in events of earlier versions, "
        "what the line said then",
    ),
    medication_type(
        "medication:warning",
        _WARNING,
        details=AT,
        meaning="something dangerous: `kind` is `second_dose`, `interval`, `maximum`, "
        "`after_change`, or of a time-critical dose `missed`, `not_taken`, `unavailable`; also "
        "sent by push and e-mail",
        rank=1,
        notifies=(Notify("danger", EVERYBODY, None),),
        on_duty_first=True,
    ),
    medication_type(
        "medication:warned_again",
        _WARNING,
        ("round", "told"),
        AT,
        meaning="nobody has acknowledged a warning; `told`: to how many members it was sent again",
        in_feed=True,
        rank=1,
        notifies=(Notify("danger", EVERYBODY, None),),
    ),
    medication_type(
        "medication:warning_acknowledged",
        _WARNING,
        details=AT,
        meaning="the actor has seen the warning and looks after it",
        in_feed=True,
        rank=2,
    ),
    medication_type(
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
