"""Every blueprint of the web."""

from flask import Blueprint

from carecircle.web.chat import chat
from carecircle.web.dashboard import dashboard
from carecircle.web.emergencies import escalation as _escalation  # noqa: F401
from carecircle.web.emergencies import timeline as _timeline  # noqa: F401
from carecircle.web.emergencies.routes import emergencies
from carecircle.web.feed import feed
from carecircle.web.medications import medications
from carecircle.web.notes import notes
from carecircle.web.observations import observations
from carecircle.web.openapi import openapi
from carecircle.web.paper import paper
from carecircle.web.people import people
from carecircle.web.presence import presence
from carecircle.web.reaching.addresses import reaching
from carecircle.web.sheets import call_list as _call_list  # noqa: F401
from carecircle.web.sheets.pages import sheets
from carecircle.web.shifts import shifts
from carecircle.web.summaries.pages import summaries

BLUEPRINTS: list[Blueprint] = [
    people,
    dashboard,
    medications,
    emergencies,
    reaching,
    sheets,
    notes,
    feed,
    shifts,
    chat,
    presence,
    observations,
    summaries,
    paper,
    openapi,
]
