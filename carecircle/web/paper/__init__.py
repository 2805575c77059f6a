"""Everything that is printed: one page, one PDF, one policy each."""

from carecircle.web.paper import call_list as _call_list  # noqa: F401
from carecircle.web.paper import call_sheet as _call_sheet  # noqa: F401
from carecircle.web.paper import emergency_sheet as _emergency_sheet  # noqa: F401
from carecircle.web.paper.blueprint import bp
from carecircle.web.paper.pdf import pages as _pdf_pages  # noqa: F401
from carecircle.web.paper.visit_summary import pages as _visit_summary_pages  # noqa: F401

__all__ = ["bp"]
