"""The interface for programs, described from the code that serves it."""

from flask import Blueprint

openapi = Blueprint("openapi", __name__)

from carecircle.web.openapi import pages  # noqa: E402, F401  adds its routes to the blueprint
