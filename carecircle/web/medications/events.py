"""How events of medications are shown, collected from the whole slice."""

from carecircle.web.medications.absences.events import ABSENCE_EVENTS
from carecircle.web.medications.follow_ups.events import FOLLOW_UP_EVENTS
from carecircle.web.medications.giving.events import GIVING_EVENTS
from carecircle.web.medications.prescribing.events import PRESCRIBING_EVENTS
from carecircle.web.medications.warnings.events import WARNING_EVENTS

MEDICATION_EVENTS = {
    **GIVING_EVENTS,
    **PRESCRIBING_EVENTS,
    **FOLLOW_UP_EVENTS,
    **ABSENCE_EVENTS,
    **WARNING_EVENTS,
}
