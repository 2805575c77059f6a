"""Adds the address, the PDF and the permission of every sheet in the table."""

from flask import Blueprint

from carecircle.auth.policy_additions import allow_in_family
from carecircle.web.paper.blueprint import bp
from carecircle.web.paper.pdf.pages import as_pdf
from carecircle.web.paper.sheets import SHEETS, Sheet


def register(sheet: Sheet, on: Blueprint) -> None:
    """Raises ValueError where the sheet has no known action or its name is taken."""
    views = {(sheet.name, sheet.address): sheet.view}
    if sheet.has_pdf:
        views[pdf_name(sheet), f"{sheet.address}.pdf"] = as_pdf(sheet.view)
    for (name, address), view in views.items():
        allow_in_family(f"{on.name}.{name}", sheet.action)
        on.add_url_rule(address, name, view)


def pdf_name(sheet: Sheet) -> str:
    """Returns the name of the endpoint of its PDF."""
    return f"{sheet.name}_pdf"


for _sheet in SHEETS:
    register(_sheet, bp)
