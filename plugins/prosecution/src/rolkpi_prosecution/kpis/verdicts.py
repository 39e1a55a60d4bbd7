"""KPIs of verdicts: PRO-07, PRO-08 and PRO-18, conviction rates by case, by person and in gender-based violence."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Ratio, Window
from rolkpi_prosecution import examples
from rolkpi_prosecution.kpis.common import LEVELS, OWNER

SERIOUS_CONVICTION_RATE = Kpi(
    id="prosecution.serious_conviction_rate",
    code="PRO-07",
    title="Conviction rate, serious and violent crime (cases)",
    description="Of the serious and violent cases that courts of first instance decided on the merits in the period, "
    "the share in which at least one accused was convicted.",
    why_it_matters="The headline figure of the Rule of Law Roadmap: the Steering Committee judges by it whether police "
    "and prosecutors together prove their cases. Where it is low and nobody asks why, cases of murder and dacoity go "
    "on failing for the same missing witness or report, and those who complained stop coming.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.serious_cases_convicted",
        denominator="prosecution.serious_cases_decided",
        scale=100,
    ),
    disaggregations=(("court_type",), ("offence_cat",), ("gbv_flag",), ("victim_sex",)),
    levels=LEVELS,
    owner=OWNER,
    source="Rule of Law Roadmap for Balochistan, 6th Provincial Steering Committee, 28 February 2023 (20% in 2019, 40% "
    "in 2023); Khyber Pakhtunkhwa roadmap priorities, March 2020; Crown Prosecution Service, key measures",
    note="Cases, not persons (those are PRO-08; never put both in one series). On the merits means convicted or "
    "acquitted after trial: early acquittals, compromises, withdrawals, abatements, transfers and dormant cases are on "
    "neither side, so look at their number too before calling a rise a success. How the official figures of 2019 and "
    "2023 were reckoned is not public; this rule is ours. A case counts on each day on which accused were tried on the "
    "merits: an absconder tried a year later counts it again. Appeals change nothing. Which offences are serious and "
    "violent stands in a draft list of ours, for the working group to confirm; cases whose offence is not yet "
    "classified are left out. Without records line R7 of the return serves: cases decided on the merits, and of them "
    "those with a conviction; breakdowns need records.",
    examples=examples.SERIOUS_CONVICTION_RATE,
)

CONVICTION_RATE_PERSONS = Kpi(
    id="prosecution.conviction_rate_persons",
    code="PRO-08",
    title="Conviction rate (persons)",
    description="Of the accused who got a verdict at first instance in the period, for whatever offence, the share "
    "that was convicted. It counts persons, as the United Nations survey does.",
    why_it_matters="The Secretary of Prosecution sees by it how often those who are sent for trial are found guilty, "
    "and whether women and juveniles fare otherwise than men. Where it is low and nobody asks, people stand trial for "
    "years, many of them in custody, on reports that prosecutors should have sent back.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.accused_convicted",
        denominator="prosecution.accused_decided",
        scale=100,
    ),
    disaggregations=(("sex",), ("age_class",), ("offence_cat",)),
    levels=LEVELS,
    owner=OWNER,
    source="UNODC, UN Survey of Crime Trends (UN-CTS) completion instructions; Organization of American States, "
    "glossary of UN-CTS variables",
    note="Persons, not cases (those are PRO-07; never put both in one series). A verdict is a conviction or an "
    "acquittal in whatever way: early acquittals, and those after a compromise or a withdrawal, count here. Accused "
    "who were discharged, died, absconded or whose case moved to another court have no verdict. Who is tried in two "
    "cases counts in both. Appeals change nothing. Without records line R8 of the return serves, by sex and age class "
    "what is filled in there; a breakdown by offence needs records.",
    examples=examples.CONVICTION_RATE_PERSONS,
)

GBV_CONVICTION_RATE = Kpi(
    id="prosecution.gbv_conviction_rate",
    code="PRO-18",
    title="GBV conviction rate (persons), rolling 12 months",
    description="Of the accused of gender-based violence who got a verdict at first instance in the twelve months that "
    "end with the period, the share that was convicted.",
    why_it_matters="It is what a woman who reports such a crime can expect of the courts. The Prosecutor General "
    "decides by it where special prosecutors and support for witnesses go; left unseen, cases end in compromise or for "
    "want of evidence, and the next woman does not report.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.gbv_accused_convicted",
        denominator="prosecution.gbv_accused_decided",
        scale=100,
    ),
    levels=LEVELS,
    windows=(Window.ROLLING_12,),
    frequencies=(Frequency.MONTH, Frequency.QUARTER),
    min_base=20,
    owner=OWNER,
    source="Crown Prosecution Service, key measures (rolling annual conviction rate for rape); Sustainable Social "
    "Development Organization (SSDO), reports on gender-based violence 2024",
    note="Twelve months pooled, because a month says nothing: in 2024 the whole province recorded 21 rapes and 32 "
    "honour killings and reported no conviction. No value until all twelve months are known. Below 20 accused with a "
    "verdict it is marked as a small base, as most districts always are. Counts persons as PRO-08 does: any conviction "
    "against any acquittal, compromise included. Accused whose offence is not classified are left out. Without records "
    "line R8 of the return serves, by what it says on gender-based violence.",
    examples=examples.GBV_CONVICTION_RATE,
)

CONVICTIONS = (SERIOUS_CONVICTION_RATE, CONVICTION_RATE_PERSONS, GBV_CONVICTION_RATE)
