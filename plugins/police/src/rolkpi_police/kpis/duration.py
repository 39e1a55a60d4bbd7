"""POL-07: days from FIR to complete report."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Total, Window
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

_FLOW_NOTE = (
    "Only cases that finished count, in the month of their first complete report: while hard cases stay open the "
    "figure looks better than it is, so read it with POL-06. Recomputed from the records for every area and period; "
    "it is never an average of districts or months. Below 10 reports it is marked as a small base. A report dated "
    "before its FIR is left out. Without records the return says how many cases took 0 to 14 days, 15 to 17 and so "
    "on: then there is no value but the range it lies in."
)

DAYS_TO_COMPLETE_MEDIAN = Kpi(
    id="police.days_to_complete_median",
    code="POL-07",
    title="Median days from FIR to complete report",
    description="Half of the cases completed in the period took this many calendar days or fewer from the FIR "
    "to the first complete report (challan). The law asks for 14.",
    why_it_matters="Police and prosecution agree by it how early a prosecutor is to be called in, and where a "
    "laboratory or a medical report holds cases up. Until the complete report is there the court does not have the "
    "whole case, and every week of that is a week more for a complainant, and for an accused in custody.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales (median days to outcome)",
    note=_FLOW_NOTE,
    examples=examples.DAYS_TO_COMPLETE_MEDIAN,
)

DAYS_TO_COMPLETE_P90 = Kpi(
    id="police.days_to_complete_p90",
    code="POL-07",
    title="90th percentile of days from FIR to complete report",
    description="Nine in ten of the cases completed in the period took this many calendar days or fewer from the "
    "FIR to the first complete report.",
    why_it_matters="It shows the slow tail that a median hides. A supervisor calls in the files of the slowest tenth: "
    "where nobody does, they are the cases that fall apart later, and the accused in them wait longest on remand.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_p90"),
    windows=(Window.PERIOD,),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales (median days to outcome)",
    note=_FLOW_NOTE,
    examples=examples.DAYS_TO_COMPLETE_P90,
)

DAYS_TO_COMPLETE_SURVIVAL = Kpi(
    id="police.days_to_complete_survival",
    code="POL-07",
    title="Median days from FIR to complete report, open cases included",
    description="The day by which half of the FIRs registered in the period had a complete report, with the cases that "
    "still run counted as waiting.",
    why_it_matters="The Delivery Unit checks by it whether a better median is real: a district that finishes easy "
    "cases and leaves hard ones lying improves the other two figures and not this one. Without it such a district "
    "would be praised, and its murder cases would go on waiting.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_survival"),
    windows=(Window.PERIOD,),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="CrPC s.173; Kaplan and Meier, Nonparametric estimation from incomplete observations (1958)",
    note="Belongs to the month of the FIR, where the other two of POL-07 belong to the month of the report. Estimated "
    "by Kaplan and Meier: an FIR that is cancelled, transferred or quashed counts until that day as one that waits, "
    "and is then left out. Untraced cases go on waiting: they may be taken up again. No value until half have a "
    "report, and it moves while a month is young. Needs the records of every month from that of the FIR to the newest.",
    examples=examples.DAYS_TO_COMPLETE_SURVIVAL,
)

KPIS = (DAYS_TO_COMPLETE_MEDIAN, DAYS_TO_COMPLETE_P90, DAYS_TO_COMPLETE_SURVIVAL)
