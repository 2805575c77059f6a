"""Being ready: who can be reached and by what, drills, and what could not be sent."""

from flask import Blueprint

reaching = Blueprint("reaching", __name__)
