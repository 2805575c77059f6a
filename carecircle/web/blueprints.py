"""Every blueprint of the web."""

from flask import Blueprint

from carecircle.web.people import people

BLUEPRINTS: list[Blueprint] = [people]
