"""Doses and medications: what is due, giving it, what is taken."""

from flask import Blueprint

medications = Blueprint("medications", __name__)

from carecircle.web.medications import doses, giving, prescriptions  # noqa: E402, F401
