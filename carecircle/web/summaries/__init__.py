"""Summaries on paper: what a visit needs to know."""

from flask import Blueprint

summaries = Blueprint("summaries", __name__)
