"""Doses and medications: what is due, giving it, what is taken, what follows from it."""

from flask import Blueprint

medications = Blueprint("medications", __name__)

from carecircle.web.medications import (  # noqa: E402, F401  each adds its routes to the blueprint
    absences,
    chart,
    doses,
    giving,
    key_in,
    numbers,
    outcome_choices,
    photos,
    pin,
    prescriptions,
    stock,
    upkeep,
)
