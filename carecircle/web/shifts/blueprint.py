"""The blueprint that the modules of this slice add their addresses to."""

from flask import Blueprint

shifts = Blueprint("shifts", __name__)
