"""The blueprint that the modules of the care day add their addresses to."""

from flask import Blueprint

observations = Blueprint("observations", __name__)
