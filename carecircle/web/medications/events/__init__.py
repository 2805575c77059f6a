"""What is shown of the events of medications."""

from carecircle.web.medications.events.absences import ABSENCE_EVENTS
from carecircle.web.medications.events.follow_ups import FOLLOW_UP_EVENTS
from carecircle.web.medications.events.giving import GIVING_EVENTS
from carecircle.web.medications.events.prescribing import PRESCRIBING_EVENTS

MEDICATION_EVENTS = {
    **GIVING_EVENTS,
    **PRESCRIBING_EVENTS,
    **FOLLOW_UP_EVENTS,
    **ABSENCE_EVENTS,
}
