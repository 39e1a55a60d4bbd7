"""POL-01 to POL-03, POL-18 and POL-20: what is registered, by whom, and what it costs."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Rate, Ratio, Total, Window
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

FIRS_REGISTERED = Kpi(
    id="police.firs_registered",
    code="POL-01",
    title="FIRs registered",
    description="How many First Information Reports were registered in the period: the intake of the whole justice "
    "chain.",
    why_it_matters="It tells the Secretary of Prosecution what will reach the prosecutors some weeks later, and the "
    "Inspector General where investigators are short. Where nobody looks, a district that turns complainants away "
    "passes for a quiet one.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="police.registered"),
    disaggregations=(
        ("force",),
        ("offence_cat",),
        ("gbv_flag",),
        ("severity",),
        ("complainant_sex",),
        ("force", "gbv_flag"),
    ),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.154 (registration of FIRs); UNODC, UN Survey of Crime Trends (UN-CTS) completion instructions",
    note="More is neither good nor bad: easier reporting raises it. One per FIR, never per accused or per section; the "
    "principal offence decides the category. Counts jump where Levies areas became police areas (three districts in "
    "2019, the rest between January 2025 and January 2026): read it by force there. Totals come from the FIR records, "
    "else from line P2 of the return; by force and by offence from what it says under P2 of Police and of Levies, "
    "where both are filled in under all heads: a head left out is not 0. A breakdown by severity, sex or GBV needs "
    "records.",
    examples=examples.FIRS_REGISTERED,
)

RECORDED_OFFENCES_RATE = Kpi(
    id="police.recorded_offences_rate",
    code="POL-02",
    title="Recorded offences per 100,000 population",
    description="FIRs registered in the period per 100,000 people living in the same areas.",
    why_it_matters="Large and small districts can be read side by side when stations and posts are shared out. The "
    "count alone ranks them by their size: a small district with much crime, or a large one where hardly anything is "
    "registered, is not noticed.",
    unit="per 100,000",
    direction=Direction.CONTEXT,
    formula=Rate(numerator="police.registered", scale=100_000),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    owner=OWNER,
    source="UN-CTS completion instructions; SDG 16 indicator wording; Pakistan Bureau of Statistics, Census 2023",
    note="Recorded offences, not crime: unreported offences are missing. Not scaled up to a year, so a month is about "
    "a twelfth of a year's rate. Counts and populations are added before dividing; rates are never added or averaged. "
    "The population is that of the middle of the period, on the geography in force; a breakdown still divides by the "
    "whole population. A district split off after the census needs a population of its own.",
    examples=examples.RECORDED_OFFENCES_RATE,
)

HOMICIDE_VICTIMS_RATE = Kpi(
    id="police.homicide_victims_rate",
    code="POL-03",
    title="Victims of intentional homicide per 100,000 population",
    description="People who died by intentional homicide, in FIRs registered in the period, per 100,000 of the people "
    "living in the same areas; by sex and age, per 100,000 of that sex and age.",
    why_it_matters="It is the figure by which the safety of a province is compared with others and over the years, "
    "since few killings go unrecorded. The Steering Committee sees by it where and whom violence kills. Where FIRs "
    "are counted instead, a massacre weighs as much as one death; where women are divided by everybody, their risk "
    "looks half as large.",
    unit="per 100,000",
    direction=Direction.DOWN,
    formula=Rate(numerator="police.homicide_victims", scale=100_000, population_by=("sex", "age_band")),
    disaggregations=(("sex",), ("age_band",), ("sex", "age_band")),
    levels=LEVELS,
    owner=OWNER,
    source="SDG indicator 16.1.1 metadata; UNODC, International Classification of Crime for Statistical Purposes; "
    "Pakistan Bureau of Statistics, Census 2023",
    note="Victims, not FIRs, in the month the FIR was registered. Murder, killing in the name of honour and "
    "terrorism, victims who died, whenever they died: a death that follows later is corrected in the record and "
    "raises an earlier month. Attempts and deaths by other offences are left out. Which offence heads are intentional "
    "homicide is ours: the working group must confirm it. Not scaled up to a year. Without victim records line P12 of "
    "the return serves, its cells only where all 36 are there. Victims of unknown sex or age are in the total alone.",
    examples=examples.HOMICIDE_VICTIMS_RATE,
)

PROPERTY_RECOVERY_RATE = Kpi(
    id="police.property_recovery_rate",
    code="POL-18",
    title="Stolen property recovered, by value",
    description="Value of the property recovered in the period as a share of the value reported stolen in it.",
    why_it_matters="For most people who go to the police the stolen motorcycle or herd is what matters. A district "
    "officer sees by it whether thefts are followed up at all. Where only cases are counted, a recovered telephone "
    "hides a truckload that is gone.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.property_recovered", denominator="police.property_stolen", scale=100),
    disaggregations=(("property_type",),),
    levels=LEVELS,
    windows=(Window.PERIOD, Window.YEAR_TO_DATE, Window.ROLLING_12),
    owner=OWNER,
    source="Lahore Police, shares of property recovered and cases traced (The Express Tribune, January 2012)",
    note="What is recovered was mostly stolen in earlier months, so the share may exceed 100 %: judge it by twelve "
    "months, not by one. Values are those in the record, in rupees of the day of the theft. A recovery in several "
    "parts stands as one sum on the day of the last. Without records lines P14 of the return serve; a breakdown by "
    "kind of property needs records.",
    examples=examples.PROPERTY_RECOVERY_RATE,
)

POLICE_SHARE = Kpi(
    id="police.police_share",
    code="POL-20",
    title="Police share of recorded crime",
    description="Of the FIRs registered by Police and Levies, the share registered by Police.",
    why_it_matters="It shows how far policing has passed from the Levies to the Police, and so why other figures "
    "jump: the Steering Committee must not take a merger for a crime wave. Where the two are added up by hand, "
    "printed totals have failed to agree with their parts.",
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="police.registered_by_police", denominator="police.registered_by_both", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source="Merger of the Levies into the Balochistan Police (2025 and 2026); Daily Intekhab, crimes registered by "
    "Police and Levies, January to November 2021",
    note="Neither good nor bad. The denominator is the sum of the two forces, never a total printed beside them. An "
    "FIR keeps the force that registered it. From the return only where both lines are there; after the merger the "
    "line of the Levies is not applicable or 0, never left out.",
    examples=examples.POLICE_SHARE,
)

KPIS = (FIRS_REGISTERED, RECORDED_OFFENCES_RATE, HOMICIDE_VICTIMS_RATE, PROPERTY_RECOVERY_RATE, POLICE_SHARE)
