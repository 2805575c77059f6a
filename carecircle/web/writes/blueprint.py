"""The blueprint to which the modules of this slice add their routes."""

from flask import Blueprint

bp = Blueprint("writes", __name__)
