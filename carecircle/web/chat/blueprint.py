"""The blueprint that the modules of this slice add their addresses to."""

from flask import Blueprint

chat = Blueprint("chat", __name__)
