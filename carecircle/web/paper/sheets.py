"""The table of everything that is printed. Its addresses, PDFs and permissions are made from it.

A sheet is an entry here, a template, its addresses in docs/contract.md and its words. One that
shows what the emergency sheet shows needs no view: gathered(template, sheet_view) makes it.
"""

from dataclasses import dataclass

from carecircle.web.medications.chart.pages import blank_chart, medication_chart
from carecircle.web.paper.call_list import call_list
from carecircle.web.paper.call_sheet import call_sheet
from carecircle.web.paper.emergency_sheet import emergency_sheet
from carecircle.web.paper.emergency_sheet_view import sheet_view
from carecircle.web.paper.gathered import View, gathered
from carecircle.web.paper.visit_summary.pages import visit_summary

FAMILY = "/families/<id:family>"
RECIPIENT = f"{FAMILY}/recipients/<id:recipient>"


@dataclass(frozen=True)
class Sheet:
    """A page made to be printed.

    name: of its endpoint, paper.<name>. address: of the page; with .pdf it is the PDF, whose
    endpoint is paper.<name>_pdf. action: the row of care.permissions.MAY that whoever reads or
    prints it needs. view: given the ids in the address, returns the page.
    """

    name: str
    address: str
    action: str
    view: View
    has_pdf: bool = True


SHEETS = (
    Sheet("emergency_sheet", f"{RECIPIENT}/emergency-sheet", "home:read", emergency_sheet),
    Sheet(
        "missing_sheet",
        f"{RECIPIENT}/missing-sheet",
        "home:read",
        gathered("paper/missing.html", sheet_view),
        has_pdf=False,
    ),
    Sheet("call_list", f"{FAMILY}/call-list", "home:read", call_list, has_pdf=False),
    Sheet("call_sheet", f"{RECIPIENT}/call-sheet", "family:read", call_sheet, has_pdf=False),
    Sheet("medication_chart", f"{RECIPIENT}/medication-chart", "family:read", medication_chart),
    Sheet(
        "blank_chart",
        f"{RECIPIENT}/medication-chart/blank",
        "family:read",
        blank_chart,
        has_pdf=False,
    ),
    Sheet("visit_summary", f"{RECIPIENT}/summary", "family:read", visit_summary),
)
