"""Emergencies: the button, the page of one, what is open, and the answers."""

from flask import Blueprint

emergencies = Blueprint("emergencies", __name__)
