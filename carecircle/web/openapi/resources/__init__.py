"""The JSON that operations answer with: by endpoint, one resource or a list of them."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic.json_schema import models_json_schema

from carecircle.web.openapi.resources.base import Resource
from carecircle.web.openapi.resources.care import Emergency, Message, Observation, Shift
from carecircle.web.openapi.resources.medications import Administration, Dose, Medication

Mode = Literal["validation", "serialization"]
NEXT = {"type": ["string", "null"], "description": "The cursor of the next page"}


@dataclass(frozen=True)
class Answered:
    """resource: what is answered; is_list: as `items`, with `next`."""

    resource: type[Resource]
    is_list: bool = False

    def schema(self) -> dict[str, Any]:
        """Returns the JSON schema of the answer. It refers to the components of the document."""
        one = {"$ref": f"#/components/schemas/{self.resource.__name__}"}
        if not self.is_list:
            return one
        properties = {"items": {"type": "array", "items": one}, "next": NEXT}
        return {"type": "object", "properties": properties, "required": ["items", "next"]}


_ONE: dict[type[Resource], tuple[str, ...]] = {
    Administration: (
        *("medications.administration", "medications.administer", "medications.administer_prn"),
    ),
    Dose: ("medications.dose", "medications.review_dose"),
    Medication: (
        *("medications.medication", "medications.add_medication", "medications.stop_medication"),
        *("medications.correct_medication", "medications.restart_medication"),
        *("medications.activate_medication", "medications.change_regimen"),
        *("medications.withdraw_change", "medications.change_window"),
        *("medications.see_change", "medications.confirm_regimen"),
    ),
    Emergency: (
        *("emergencies.emergency", "emergencies.raise_emergency", "emergencies.acknowledgement"),
        *("emergencies.decline", "emergencies.resolution", "emergencies.reopening"),
    ),
    Shift: (
        *("shifts.plan_shift", "shifts.claim_shift", "shifts.offer_shift"),
        *("shifts.cancel_shift", "shifts.start", "shifts.end"),
    ),
    Message: ("chat.message", "chat.send", "chat.edit"),
    Observation: ("observations.observation", "observations.record", "observations.void"),
}
_LISTS: dict[str, type[Resource]] = {
    "medications.doses": Dose,
    "medications.all_medications": Medication,
    "emergencies.all_emergencies": Emergency,
    "chat.messages": Message,
    "shifts.rota": Shift,
    "observations.all_observations": Observation,
}
ANSWERED = {
    **{name: Answered(resource) for resource, names in _ONE.items() for name in names},
    **{name: Answered(resource, is_list=True) for name, resource in _LISTS.items()},
}


def resource_schemas() -> dict[str, Any]:
    """Returns the components that the answers refer to, by name."""
    used = sorted({one.resource for one in ANSWERED.values()}, key=lambda one: one.__name__)
    models: list[tuple[type[Resource], Mode]] = [(one, "serialization") for one in used]
    _by_model, found = models_json_schema(models, ref_template="#/components/schemas/{model}")
    schemas: dict[str, Any] = found["$defs"]
    return schemas
