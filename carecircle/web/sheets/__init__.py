"""The emergency sheet and the sheet for the missing, on screen, on paper and by a link."""

from flask import Blueprint

sheets = Blueprint("sheets", __name__)
