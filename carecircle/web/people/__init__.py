"""Pages and answers about people: accounts, sessions, tokens, families, members, recipients."""

from flask import Blueprint

people = Blueprint("people", __name__)

from carecircle.web.people import (  # noqa: E402, F401  each adds its routes to the blueprint
    account,
    doors,
    families,
    forgotten,
    invitations,
    members,
    recipient_photos,
    recipients,
    speaking,
    tablet_codes,
    tablets,
    tokens,
    using_tablets,
)
