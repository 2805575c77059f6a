"""Medications: prescribing, giving, follow-ups, stock, absences, the chart."""

from carecircle.web.medications import outcome_choices as _outcome_choices  # noqa: F401
from carecircle.web.medications.absences import pages as _absences_pages  # noqa: F401
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.chart import paper_entry as _chart_paper_entry  # noqa: F401
from carecircle.web.medications.follow_ups import pages as _follow_ups_pages  # noqa: F401
from carecircle.web.medications.giving import administrations as _giving_administrations  # noqa: F401
from carecircle.web.medications.giving import doses as _giving_doses  # noqa: F401
from carecircle.web.medications.prescribing import corrections as _corrections  # noqa: F401
from carecircle.web.medications.prescribing import label as _label  # noqa: F401
from carecircle.web.medications.prescribing import pages as _prescribing_pages  # noqa: F401
from carecircle.web.medications.prescribing import photos as _prescribing_photos  # noqa: F401
from carecircle.web.medications.stock import pages as _stock_pages  # noqa: F401
from carecircle.web.medications.warnings import pages as _warnings_pages  # noqa: F401

__all__ = ["bp"]
