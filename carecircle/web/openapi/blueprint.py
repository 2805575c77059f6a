"""The blueprint that the modules of this slice add their addresses to."""

from flask import Blueprint

bp = Blueprint("openapi", __name__)
