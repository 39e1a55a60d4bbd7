"""Hearings, judges and appeals (JUD-11, JUD-12, JUD-16, JUD-19)."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total
from rolkpi_judiciary.examples import sittings
from rolkpi_judiciary.kpis.common import HIERARCHY, LEVELS, OWNER

TRIAL_DATE_CERTAINTY = Kpi(
    id="judiciary.trial_date_certainty",
    code="JUD-11",
    title="Trial date certainty",
    description="Of the trials disposed in the period for which a day of trial had been fixed, the share for which "
    "that was done at most twice.",
    why_it_matters="Counsel and witnesses prepare for a trial only if they believe in its date. Where it is put off "
    "again and again, nobody comes prepared, and it is put off once more. A Sessions Judge sees by it whose cause "
    "list can be relied on.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.trials_certain", denominator="judiciary.trials_disposed", scale=100),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 5",
    note="A setting is a hearing listed for TRIAL, whatever became of it. At most two is ours: CourTools leaves the "
    "number to the court. Trials that ended before any day was fixed are on neither side: they say nothing about "
    "dates. Settings in a court that the case left are not known to the court that decided it. Needs records of "
    "hearings.",
    examples=sittings.TRIAL_DATE_CERTAINTY,
)

HEARINGS_ADJOURNED_SHARE = Kpi(
    id="judiciary.hearings_adjourned_share",
    code="JUD-12",
    title="Hearings adjourned without progress",
    description="Of the hearings listed in the period, the share adjourned without the listed purpose done.",
    why_it_matters="Most of a trial's length is adjournments. Every one of them costs a witness a journey and an "
    "accused in prison some weeks. The High Court, the prosecution, the bar and the prisons each can do something "
    "about their own.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="judiciary.hearings_adjourned", denominator="judiciary.hearings_listed", scale=100),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK criminal justice scorecards and Criminal court statistics, ineffective trials; UK target of 2006: 27% "
    "or less",
    note="By the day listed. A hearing held in part made progress and does not count. Who answers for them is told by "
    "the number of adjourned hearings by reason: shares of one reason are that number over all hearings listed.",
    examples=sittings.HEARINGS_ADJOURNED_SHARE,
)

HEARINGS_ADJOURNED = Kpi(
    id="judiciary.hearings_adjourned",
    code="JUD-12",
    title="Hearings adjourned, by reason",
    description="Hearings listed in the period that were adjourned without the listed purpose done.",
    why_it_matters="The reason says whose door to knock at: the prosecution's, the bar's, the police's who did not "
    "serve the summons, the prison's that did not bring the accused, or the court's own.",
    unit="hearings",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.hearings_adjourned"),
    disaggregations=(("adj_reason",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Criminal court statistics, reasons for ineffective trials",
    note="The reason is what the court wrote down, so the court's own may be told too seldom. Not produced from "
    "prison is counted by the prisons, too: the two should agree. From records, or from the parts of line J8.",
    examples=sittings.HEARINGS_ADJOURNED,
)

PENDING_PER_JUDGE = Kpi(
    id="judiciary.pending_per_judge",
    code="JUD-16",
    title="Pending cases per working judge",
    description="Cases pending at the end of the period for each judge working then.",
    why_it_matters="The High Court posts judges by it. A judge with a thousand files adjourns most of them; a post "
    "that is sanctioned and empty decides nothing.",
    unit="cases per judge",
    direction=Direction.BAND,
    formula=Ratio(numerator="judiciary.pending", denominator="judiciary.judges_working", scale=1, across_units=True),
    disaggregations=(("court_level",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="United Nations Survey of Crime Trends: professional judges; High Court of Balochistan, posts",
    note="Both at the last month-end of the period. Neither extreme is good: few cases may mean a judge without work, "
    "many one who cannot cope. Judges of all courts, those for civil cases too, as the cases are. Working is in post "
    "and sitting, not sanctioned. By level of the court from records only. A court whose only post is empty has cases "
    "and no value.",
    examples=sittings.PENDING_PER_JUDGE,
)

APPEAL_REVERSAL_RATE = Kpi(
    id="judiciary.appeal_reversal_rate",
    code="JUD-19",
    title="Appeal reversal rate",
    description="Of the appeals against convictions, acquittals and sentences decided in the period, the share in "
    "which the judgment was set aside.",
    why_it_matters="A judgment set aside is a trial for nothing, or a person in prison for nothing. The High Court "
    "sees by it for which offences the courts below, the prosecution and the investigation make the same mistake "
    "again.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="judiciary.appeals_set_aside", denominator="judiciary.appeals_decided", scale=100),
    disaggregations=(("side",), ("offence",), ("offence", "side")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="United Nations Rule of Law Indicators, 2011",
    note="In the court that decided the appeal, by day of decision: judgments of years ago. A sentence that was only "
    "changed, and a case sent back for a new trial, are no reversal. Appeals dismissed without a look at the merits "
    "count as decided. A low share may also mean that few dare to appeal. By offence, from the record of the case "
    "below.",
    examples=sittings.APPEAL_REVERSAL_RATE,
)

KPIS = (
    TRIAL_DATE_CERTAINTY,
    HEARINGS_ADJOURNED_SHARE,
    HEARINGS_ADJOURNED,
    PENDING_PER_JUDGE,
    APPEAL_REVERSAL_RATE,
)
