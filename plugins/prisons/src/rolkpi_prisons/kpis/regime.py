"""What happens in the prisons: PRI-08, PRI-12, PRI-13, PRI-14, PRI-16, PRI-17, PRI-20."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total, Window, WorkedExample
from rolkpi_prisons import examples
from rolkpi_prisons.kpis.common import ABOVE_PRISONS, HIERARCHY, LEVELS, OWNER, TWELVE_MONTHS

PRODUCTION_RATE = Kpi(
    id="prisons.production_rate",
    code="PRI-08",
    title="Court production rate",
    description="Of the days on which a court asked for a prisoner, the share on which the court saw the prisoner, in "
    "person or by video link.",
    why_it_matters="Police and prisons settle by it how many guards and vans the courts need, and the High Court "
    "where a video link helps. A prisoner who is not brought is an adjournment: witnesses go home, and the remand "
    "grows by a month.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="prisons.productions_done", denominator="prisons.productions_due", scale=100),
    disaggregations=(("court_level",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, prison management information system (daily court production module)",
    note="Each prisoner, court and day is one production. A day on which the court did not sit or cancelled is due and "
    "not done, so that the reasons add up; look at PRI-08 by reason. The courts' own count should agree. From the "
    "production register, else from line C9 of the return: productions due, done in person and done by video.",
    examples=examples.PRODUCTION_RATE,
)

PRODUCTIONS_MISSED = Kpi(
    id="prisons.productions_missed_count",
    code="PRI-08",
    title="Court productions missed",
    description="Days in the period on which a court asked for a prisoner and did not see the prisoner.",
    why_it_matters="By its reasons one sees who must act: no escort is for the police, illness for the prison doctor, "
    "a court that did not sit for the court. A rate alone leaves all three blaming each other.",
    unit="productions",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.productions_missed"),
    disaggregations=(("missed_reason",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, prison management information system (daily court production module)",
    note="With those done it is all that were due. From the production register, else from line C9 of the return: "
    "missed, by reason.",
    examples=examples.PRODUCTIONS_MISSED,
)

DEATHS_RATE = Kpi(
    id="prisons.deaths_rate",
    code="PRI-12",
    title="Deaths in custody per 1,000 prisoners, rolling 12 months",
    description="Deaths in the twelve months that end with the period, per 1,000 persons held on average.",
    why_it_matters="It is what neglect and violence cost at the worst: the Inspector General of Prisons decides by it "
    "which prison gets a doctor, a closer watch or an inquiry. Where deaths are filed one by one as natural and never "
    "added up, the same disease or the same barrack takes the next prisoner too.",
    unit="per 1,000",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.deaths", denominator="prisons.average_held", scale=1_000, across_units=True),
    disaggregations=(("facility_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    frequencies=TWELVE_MONTHS,
    windows=(Window.ROLLING_12,),
    owner=OWNER,
    source="UK Ministry of Justice, Safety in custody statistics (deaths per 1,000 prisoners)",
    note="The divisor is the mean of twelve month-ends; written as whole numbers, deaths x 12 over the sum of the "
    "month-ends. A prison that lacks a month is left out whole: a missing month-end is not 0. All causes count, those "
    "not established too. In a small prison one death makes a high rate: read the number. From the incident register "
    "with the custody records, else from lines C4 (died) and C5 of the return, never one of each.",
    examples=examples.DEATHS_RATE,
)

DEATHS = Kpi(
    id="prisons.deaths_count",
    code="PRI-12",
    title="Deaths in custody",
    description="Persons who died in the period while they were held, whatever the cause.",
    why_it_matters="Each death is inquired into, and by the causes the Inspector General of Prisons sees whether "
    "doctors, watch or order is missing. Where causes are never put side by side, deaths that could be prevented stay "
    "single cases.",
    unit="deaths",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.deaths_by_cause"),
    disaggregations=(("cause",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Ministry of Justice, Safety in custody statistics (deaths by cause)",
    note="The number behind the rate, for a rate per cause would rest on one or two. A cause is corrected when an "
    "inquiry establishes it, and the figures of past months with it. From the incident register, else from line C10 of "
    "the return: deaths, by cause.",
    examples=examples.DEATHS,
)


def _assaults(kind: str, who: str, why: str, cases: tuple[WorkedExample, ...]) -> Kpi:
    return Kpi(
        id=f"prisons.assaults_{kind}_rate",
        code="PRI-13",
        title=f"Assaults on {who} per 1,000 prisoners, rolling 12 months",
        description=f"Assaults on {who} in the twelve months that end with the period, per 1,000 persons held on "
        "average.",
        why_it_matters=why,
        unit="per 1,000",
        direction=Direction.DOWN,
        formula=Ratio(
            numerator=f"prisons.assaults_{kind}",
            denominator="prisons.average_held",
            scale=1_000,
            across_units=True,
        ),
        disaggregations=(("facility_type",),),
        levels=LEVELS,
        hierarchy=HIERARCHY,
        frequencies=TWELVE_MONTHS,
        windows=(Window.ROLLING_12,),
        owner=OWNER,
        source="UK Ministry of Justice, Safety in custody statistics (assaults per 1,000 prisoners)",
        note="The divisor is the mean of twelve month-ends, for staff too; written as whole numbers, assaults x 12 "
        "over the sum of the month-ends. It is not four times a quarter's rate. A prison that lacks a month is left "
        "out whole. Each person hurt counts. A prison that reports well shows more: compare it with its own past. From "
        f"the incident register with the custody records, else from lines C10 (assaults on {who}) and C5 of the "
        "return, never one of each.",
        examples=cases,
    )


ASSAULTS_PRISONER = _assaults(
    "prisoner",
    "prisoners",
    "The Inspector General of Prisons moves gangs apart and posts warders by it. Where beatings are nobody's number "
    "the strongest man runs the barrack.",
    examples.ASSAULTS_PRISONER,
)

ASSAULTS_STAFF = _assaults(
    "staff",
    "staff",
    "It tells the Home Department where warders are too few or badly led. Who is hurt on duty and sees that nobody "
    "counts it stays away, or hits back.",
    examples.ASSAULTS_STAFF,
)

ESCAPES = Kpi(
    id="prisons.escapes_count",
    code="PRI-14",
    title="Escapes",
    description="Persons who escaped from inside a prison in the period.",
    why_it_matters="The Home Department orders an inquiry into every escape, and by what it finds the Inspector "
    "General of Prisons mends the wall, the watch or the roster. An escape that is not reported is not searched for, "
    "and the witnesses against the man are not warned.",
    unit="escapes",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.escapes"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK House of Commons Justice Committee, prison performance measures (2019): escapes and absconds",
    note="A count and no rate: a single one is investigated. Persons, not events. Without the incident register line "
    "C4 of the return serves: escaped.",
    examples=examples.ESCAPES,
)

ABSCONDS_RATE = Kpi(
    id="prisons.absconds_rate",
    code="PRI-14",
    title="Absconds per 100,000 prisoner-days",
    description="Persons who got away from escort, hospital, court or open conditions, per 100,000 days that prisoners "
    "were held.",
    why_it_matters="Prisons and police settle by it how many guards go with a prisoner to court or hospital, and who "
    "may be held in open conditions. Where nobody counts, each blames the other for the escort, and the trial of the "
    "man who is gone stops.",
    unit="per 100,000 prisoner-days",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.absconds", denominator="prisons.prisoner_days", scale=100_000, across_units=True),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK House of Commons Justice Committee, prison performance measures (2019): escapes and absconds",
    note="Prisoner-days add over prisons and months; rates do not. The day of admission counts, the day of release "
    "does not. Needs the custody records and the incident register: the return does not tell absconds from escapes.",
    examples=examples.ABSCONDS_RATE,
)

IN_PROGRAMMES = Kpi(
    id="prisons.in_programmes_count",
    code="PRI-16",
    title="Convicted prisoners in education or vocational programmes",
    description="Different convicted prisoners who attended at least one session in the period.",
    why_it_matters="The Inspector General of Prisons plans teachers and workshops by it, for each programme. Sessions "
    "alone can be many while the same twenty men sit in all of them.",
    unit="persons",
    direction=Direction.UP,
    formula=Total(measure="prisons.in_programmes"),
    disaggregations=(("programme",), ("sex",)),
    overlapping=("programme", "sex"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="Rule of Law Roadmap Balochistan, objectives; UK House of Commons Justice Committee, prison performance "
    "measures (2019)",
    note="Persons, by their number (CNIC): who comes in January and in March is one person of the quarter, who learns "
    "in two programmes or prisons one of the province. Sessions of persons without a number may be one more: the "
    "upper figure has them. Needs the programme register; line C11 of the return counts months that cannot be added.",
    examples=examples.IN_PROGRAMMES,
)

IN_PROGRAMMES_SHARE = Kpi(
    id="prisons.in_programmes_share",
    code="PRI-16",
    title="Share of convicted prisoners in education or vocational programmes",
    description="Of the different convicted prisoners held at any time in the period, the share that attended at least "
    "one session.",
    why_it_matters="It tells the Home Department how many of those who will be released have learnt anything inside. "
    "Where it is not looked at, workshops stand idle, and a sentence is only time.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="prisons.in_programmes", denominator="prisons.convicted_held", scale=100),
    disaggregations=(("sex",),),
    overlapping=("sex",),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="Rule of Law Roadmap Balochistan, objectives; UK House of Commons Justice Committee, prison performance "
    "measures (2019)",
    note="A quarter's value is neither a sum nor a mean of its months: both sides are counted anew. Convicted is who "
    "was sentenced, under appeal or sentence of death included; a session of the time under trial does not count. The "
    "longer the period, the more persons were held at some time in it: compare months with months. Persons without a "
    "number (CNIC) are left out on both sides and flagged.",
    examples=examples.IN_PROGRAMMES_SHARE,
)

SCREENED = Kpi(
    id="prisons.screened_within_24_hours",
    code="PRI-17",
    title="Medical screening within 24 hours of admission",
    description="Of the persons admitted in the period, the share seen by a health worker within 24 hours.",
    why_it_matters="The Health Department sees by it which prison has nobody to look: tuberculosis, a wound from "
    "police custody or a risk of suicide is found on the first day or too late. In 2023 ten of the twelve prisons of "
    "Balochistan had no doctor.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="prisons.screened", denominator="prisons.admissions", scale=100),
    disaggregations=(("sex",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UN Standard Minimum Rules for the Treatment of Prisoners (Nelson Mandela Rules), rule 30; press report on "
    "prison doctors in Balochistan, July 2023",
    note="The 24 hours are ours. From the minute of admission; a screening stamped before it does not count, nor one "
    "without a time. Admissions from outside and by recall; a transfer is none. From the admission and medical "
    "registers, else from line C13 of the return over line C2: new admissions and recalls.",
    examples=examples.SCREENED,
)

ADMISSIONS = Kpi(
    id="prisons.admissions_count",
    code="PRI-20",
    title="Admissions",
    description="Persons admitted to prison in the period, from outside or by recall.",
    why_it_matters="The Steering Committee sees by it whether prisons fill because more people come or because they "
    "stay longer; the one is for police and courts, the other for trials and release. With the number held alone the "
    "wrong one is asked.",
    unit="admissions",
    direction=Direction.CONTEXT,
    formula=Total(measure="prisons.admissions"),
    disaggregations=(("status",), ("sex",)),
    levels=ABOVE_PRISONS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, definition of persons entering prison; UN Survey of Crime Trends (UN-CTS) completion instructions",
    note="Moves between prisons are left out: from the province's side nobody came. A prison's own figure has them in "
    "(PRI-20, admissions of a prison), so the two do not add up. Who comes twice is two admissions. Back from a court "
    "elsewhere is none. Status and sex on admission, from records alone. From the admission register, else from line "
    "C2 of the return: new and recall.",
    examples=examples.ADMISSIONS,
)

ADMISSIONS_OF_PRISON = Kpi(
    id="prisons.admissions_of_prison_count",
    code="PRI-20",
    title="Admissions of a prison, transfers included",
    description="Persons who came to the prison in the period, from outside, by recall or from another prison.",
    why_it_matters="The superintendent plans reception, search and screening by it: whoever arrives must be received, "
    "wherever from. With transfers left out a prison that is filled from others seems to have a quiet gate.",
    unit="admissions",
    direction=Direction.CONTEXT,
    formula=Total(measure="prisons.admissions_of_prison"),
    disaggregations=(("status",), ("sex",)),
    levels=("facility",),
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, definition of persons entering prison; UN Survey of Crime Trends (UN-CTS) completion instructions",
    note="For prisons only: added up, a transfer between two of them would count as an admission to the province. Back "
    "from a court elsewhere is none. From the admission register, else from line C2 of the return: new, recall and "
    "transfer in.",
    examples=examples.ADMISSIONS_OF_PRISON,
)


def _turnover(
    kpi: str, title: str, measure: str, levels: tuple[str, ...], what: str, why: str, cases: tuple[WorkedExample, ...]
) -> Kpi:
    return Kpi(
        id=f"prisons.{kpi}",
        code="PRI-20",
        title=title,
        description=f"{what} for every person held on average: how often the population of prisoners was renewed.",
        why_it_matters=why,
        unit="ratio",
        direction=Direction.CONTEXT,
        formula=Ratio(numerator=measure, denominator="prisons.average_held", scale=1, across_units=True),
        levels=levels,
        hierarchy=HIERARCHY,
        owner=OWNER,
        source="UN Survey of Crime Trends (UN-CTS), persons entering prison and persons held",
        note="Of the months looked at, not per year: a month's figure is about a twelfth of a year's. The divisor is "
        "the mean of the month-ends, and a prison that lacks one is left out whole. From the registers, else from the "
        "return, never one of each.",
        examples=cases,
    )


TURNOVER = _turnover(
    "turnover",
    "Turnover: admissions per person held",
    "prisons.admissions",
    ABOVE_PRISONS,
    "Admissions from outside or by recall",
    "A high figure is many short stays, a low one few long ones, and each wants another remedy: bail at the first "
    "hearing, or faster trials. The number held does not tell the two apart.",
    examples.TURNOVER,
)

TURNOVER_OF_PRISON = _turnover(
    "turnover_of_prison",
    "Turnover of a prison: admissions per person held, transfers included",
    "prisons.admissions_of_prison",
    ("facility",),
    "Admissions, transfers from other prisons included,",
    "It tells the Inspector General of Prisons how much of a prison's work is receiving people. Staff by heads alone "
    "leaves the remand prison, through which thousands pass, with the men of a quiet one.",
    examples.TURNOVER_OF_PRISON,
)

KPIS = (
    PRODUCTION_RATE,
    PRODUCTIONS_MISSED,
    DEATHS_RATE,
    DEATHS,
    ASSAULTS_PRISONER,
    ASSAULTS_STAFF,
    ESCAPES,
    ABSCONDS_RATE,
    IN_PROGRAMMES,
    IN_PROGRAMMES_SHARE,
    SCREENED,
    ADMISSIONS,
    ADMISSIONS_OF_PRISON,
    TURNOVER,
    TURNOVER_OF_PRISON,
)
