"""Every blueprint of the web."""

from flask import Blueprint

from carecircle.web.accounts import bp as accounts
from carecircle.web.agenda import bp as agenda
from carecircle.web.chat import bp as chat
from carecircle.web.dashboard import dashboard
from carecircle.web.emergencies import bp as emergencies
from carecircle.web.families import bp as families
from carecircle.web.feed import bp as feed
from carecircle.web.medications import bp as medications
from carecircle.web.members import bp as members
from carecircle.web.notes import notes
from carecircle.web.notifications import bp as notifications
from carecircle.web.observations import bp as observations
from carecircle.web.openapi import bp as openapi
from carecircle.web.outreach import bp as outreach
from carecircle.web.paper import bp as paper
from carecircle.web.presence import bp as presence
from carecircle.web.recipients import bp as recipients
from carecircle.web.shifts import bp as shifts
from carecircle.web.tablets import bp as tablets
from carecircle.web.thresholds import bp as thresholds
from carecircle.web.writes import bp as writes

BLUEPRINTS: list[Blueprint] = [
    accounts,
    families,
    members,
    recipients,
    tablets,
    dashboard,
    medications,
    emergencies,
    outreach,
    notes,
    feed,
    notifications,
    thresholds,
    shifts,
    chat,
    presence,
    agenda,
    observations,
    paper,
    openapi,
    writes,
]
