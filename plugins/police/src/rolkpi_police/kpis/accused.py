"""POL-12 and POL-13: arrests, and proclaimed offenders."""

from __future__ import annotations

from rolkpi.model import DerivedFormula, Direction, Kpi, Ratio
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

PRODUCED_WITHIN_24_HOURS = Kpi(
    id="police.produced_within_24_hours",
    code="POL-12",
    title="Arrested persons produced before a magistrate within 24 hours",
    description="Of the persons arrested in the period, the share brought before a magistrate within 24 hours, the "
    "journey left out.",
    why_it_matters="The Constitution forbids to hold anybody longer without a magistrate. Torture and false "
    "confessions happen in the hours that nobody counts. The Sessions Judge and the Inspector General see by it which "
    "stations keep people.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.produced_in_24_hours", denominator="police.arrests", scale=100),
    disaggregations=(("sex",), ("juvenile",)),
    levels=LEVELS,
    owner=OWNER,
    source="Constitution of Pakistan, Article 10(2); CrPC s.61 and s.167; National Judicial (Policy Making) "
    "Committee, 2025",
    note="In the month of the arrest. Needs day and time of both: an arrest whose time is not known is in neither "
    "side, one without a recorded production counts as not in time. Exactly 24 hours are in time; seconds are cut "
    "off. The journey is left out only where it is recorded. Somebody released on a bond before any production counts "
    "as not produced. Read it with the share of recorded productions. Needs records; lines P9 and P9A of the return "
    "are a check only.",
    examples=examples.PRODUCED_WITHIN_24_HOURS,
)

PRODUCTION_RECORDED = Kpi(
    id="police.production_recorded",
    code="POL-12",
    title="Arrests with a recorded production before a magistrate",
    description="Of the persons arrested in the period, the share for whom day and time of the production before a "
    "magistrate are on record, whenever it was.",
    why_it_matters="It says how far the share produced within 24 hours can be trusted. A station that enters nothing "
    "is told from one that keeps people: the first needs a clerk, the second an inquiry.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.production_recorded", denominator="police.arrests", scale=100),
    disaggregations=(("sex",), ("juvenile",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.61 and s.167",
    note="A figure about the record. Arrests of the last days of a period may have their production in the records of "
    "the next month.",
    examples=examples.PRODUCTION_RECORDED,
)

PROCLAIMED_OFFENDERS_ARRESTED = Kpi(
    id="police.proclaimed_offenders_arrested",
    code="POL-13",
    title="Proclaimed-offender arrest rate",
    description="Of the proclaimed offenders who were at large at the start of the period or were added in it, the "
    "share arrested or surrendered in it.",
    why_it_matters="A trial against an accused who absconds stands still, and so does the trial of those accused with "
    "him. District officers set their search parties by it. Where names are only added, the list grows, and nobody "
    "believes in it.",
    unit="%",
    direction=Direction.UP,
    formula=DerivedFormula(
        numerator="police.proclaimed_arrested",
        denominator="police.proclaimed_outstanding + police.proclaimed_cleared",
        scale=100,
    ),
    disaggregations=(("severity",),),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.87 and s.88; Punjab Police, indicators of the performance of officers (ARY News, July 2024)",
    note="The denominator is reckoned from the other end: who is still at large at the end of the period and who left "
    "the list in it are together those at the start and those added. So a quarter takes the start of its first month, "
    "and nobody counts three times. Death and withdrawal leave the list and are no success. One per accused and FIR: "
    "somebody proclaimed in two cases counts twice. Without records lines P10 of the return serve; a breakdown by "
    "severity needs records.",
    examples=examples.PROCLAIMED_OFFENDERS_ARRESTED,
)

KPIS = (PRODUCED_WITHIN_24_HOURS, PRODUCTION_RECORDED, PROCLAIMED_OFFENDERS_ARRESTED)
