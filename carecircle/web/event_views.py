"""Every type of event with what is shown of it, from the events.py of each slice."""

from collections.abc import Mapping

from flask import render_template

from carecircle.care.families.models import Family
from carecircle.db.session import reading
from carecircle.events.catalogue import TYPES, EventType
from carecircle.events.models import Event
from carecircle.web.agenda.events import AGENDA_EVENTS
from carecircle.web.chat.events import CHAT_EVENTS
from carecircle.web.emergencies.events import EMERGENCY_EVENTS
from carecircle.web.medications.events import MEDICATION_EVENTS
from carecircle.web.members.events import MEMBER_EVENTS
from carecircle.web.notes.events import NOTE_EVENTS
from carecircle.web.observations.events import OBSERVATION_EVENTS
from carecircle.web.recipients.events import RECIPIENT_EVENTS
from carecircle.web.shared.emergencies.views import open_views
from carecircle.web.shared.event_lines import lines_of
from carecircle.web.shared.event_view import VIEWS, EventView
from carecircle.web.shifts.events import SHIFT_EVENTS

Views = Mapping[str, EventView]


def merge_views(types: Mapping[str, EventType], *slices: Views) -> dict[str, EventView]:
    """Returns the entries of all slices. Raises LookupError where one is missing or too many."""
    names = [name for entries in slices for name in entries]
    stored = {name for name, kind in types.items() if not kind.is_ephemeral}
    problems = [f"{name} has no entry in an events.py" for name in stored - set(names)]
    problems += [f"{name} is not a stored type" for name in set(names) - stored]
    problems += [f"{name} has two entries" for name in set(names) if names.count(name) > 1]
    found = {name: view for entries in slices for name, view in entries.items()}
    for name in stored & found.keys():
        if types[name].in_feed and found[name].sentence is None:
            problems.append(f"{name} is in the feed and has no sentence")
        if types[name].notifies and not found[name].page:
            problems.append(f"{name} is notified of and leads to no page")
    if problems:
        raise LookupError("; ".join(sorted(problems)))
    return found


VIEWS.update(
    merge_views(
        TYPES,
        CHAT_EVENTS,
        EMERGENCY_EVENTS,
        MEDICATION_EVENTS,
        NOTE_EVENTS,
        OBSERVATION_EVENTS,
        MEMBER_EVENTS,
        RECIPIENT_EVENTS,
        AGENDA_EVENTS,
        SHIFT_EVENTS,
    )
)


def html_of(event: Event, role: str) -> str:
    """Returns the elements that a page swaps in for this event: rendered once for all who listen.

    There is no request here: nothing of a viewer can leak into what all of them receive.
    """
    view = VIEWS.get(event.type)
    if view is None:
        return ""
    with reading() as session:
        family = session.get_one(Family, event.family_id)
        context = view.gather(session, event, role, family.zone)
        if view.alerts:
            context |= {"open_emergencies": open_views(session, event.family_id, role)}
    lines = lines_of([event], family.zone) if TYPES[event.type].in_feed else []
    # A type that changes no part of a page needs no partial: its line is all there is to show.
    return render_template(
        [f"feed/_{event.type.replace(':', '_')}.html", "feed/_item.html"],
        item=lines[0] if lines else None,
        family=family,
        **context,
    )
