"""The docket: what comes in, what is decided, what waits (JUD-01 to JUD-06, JUD-10)."""

from __future__ import annotations

from rolkpi.model import DerivedFormula, Direction, Kpi, Ratio, Total
from rolkpi_judiciary.examples import backlog, docket, intake
from rolkpi_judiciary.kpis.common import HIERARCHY, LEVELS, OWNER
from rolkpi_judiciary.measures.docket import AGE_BANDS

CASES_INSTITUTED = Kpi(
    id="judiciary.cases_instituted",
    code="JUD-01",
    title="Cases instituted",
    description="Cases that came before the courts in the period: fresh ones, those restored to the docket, and those "
    "a higher court sent back.",
    why_it_matters="It is the work that comes in. The High Court plans judges and courtrooms by it, and a district "
    "whose intake grows for a year will have arrears two years later, however hard its judges work.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="judiciary.instituted"),
    disaggregations=(("case_type",), ("severity",), ("case_type", "severity")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 2; yearly statistics of the High Court of Balochistan and the district courts",
    note="More is neither good nor bad. By day of institution. A case received by transfer was instituted where it "
    "first came in and does not count again; see the transfers. Severity needs records. The calendar of the courts "
    "has long vacations: compare a month with the same month of another year.",
    examples=intake.CASES_INSTITUTED,
)

TRANSFERS_IN = Kpi(
    id="judiciary.transfers_in",
    code="JUD-01",
    title="Cases received by transfer",
    description="Cases that came to the court in the period from another court, undecided.",
    why_it_matters="A court's docket grows by transfers as it does by new cases. A Sessions Judge who sees only what "
    "is instituted does not know why a court cannot keep up, nor which court hands its old cases on.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="judiciary.transferred_in"),
    disaggregations=(("case_type",), ("severity",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Ministry of Justice, Criminal court statistics: transfers in the definition of outstanding cases",
    note="No institution: none of them is in JUD-01, cases instituted. Over the whole province transfers in and out "
    "should be equally many, but for cases on their way between two courts at the ends of the period; a lasting "
    "difference is a finding about the data.",
    examples=intake.TRANSFERS_IN,
)

TRANSFERS_OUT = Kpi(
    id="judiciary.transfers_out",
    code="JUD-01",
    title="Cases transferred to another court",
    description="Cases that left the court in the period for another court, undecided.",
    why_it_matters="A transfer makes a docket shorter and decides nothing. Counted as disposals, transfers would let a "
    "court look busy that only sends its files on; the High Court sees by it where cases wander.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="judiciary.transferred_out"),
    disaggregations=(("case_type",), ("severity",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Ministry of Justice, Criminal court statistics: transfers in the definition of outstanding cases",
    note="No disposal: none of them is in JUD-02. Over the whole province as many come in as go out, but for cases on "
    "their way at the ends of the period.",
    examples=intake.TRANSFERS_OUT,
)

CASES_DISPOSED = Kpi(
    id="judiciary.cases_disposed",
    code="JUD-02",
    title="Cases disposed",
    description="Cases finally decided in the period, in whatever way.",
    why_it_matters="It is what the courts get done. By the way in which cases end the High Court sees whether they "
    "are tried, or only withdrawn, compromised and consigned to the record room: such a court has many disposals and "
    "hardly a judgment.",
    unit="cases",
    direction=Direction.UP,
    formula=Total(measure="judiciary.disposed"),
    disaggregations=(("case_type",), ("severity",), ("disposal_mode",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 2; yearly statistics of the High Court of Balochistan and the district courts",
    note="By day of decision, in the court that decided. A transfer decides nothing and is not in it. A case consigned "
    "to the record room because the accused absconds counts as the courts count it: as disposed; it comes back as "
    "restored. Severity needs records; the mode comes from records or the parts of line J4.",
    examples=intake.CASES_DISPOSED,
)

PENDING_CASES = Kpi(
    id="judiciary.pending_cases",
    code="JUD-03",
    title="Pending cases at period end",
    description="Cases on the courts' dockets at the end of the last day of the period: instituted, not decided, not "
    "gone to another court.",
    why_it_matters="It is the queue that prosecutors, accused and victims wait in: by it the High Court asks for "
    "judges, and sends them where the docket is longest. Where nobody looks, it grows by a few cases every month, and "
    "each new case waits behind all of them.",
    unit="cases",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.pending"),
    disaggregations=(("case_type",), ("severity",), ("case_type", "severity")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Ministry of Justice, definition of outstanding Crown Court cases (snapshot of live cases); yearly "
    "statistics of the High Court of Balochistan and the district courts",
    note="A stock: a quarter or year shows its last month-end, never a sum. From records it is a snapshot of "
    "live cases, so the records must include every case that was open when they began. From the return it is line J6. "
    "The two should agree with J1 + J2 + J3 - J4 - J5 +/- the explained adjustment; a difference is a "
    "finding about the data. A case on its way between two courts is in neither; one booked late by the sender is "
    "in both for a time.",
    examples=docket.PENDING_CASES,
)

CLEARANCE_RATE = Kpi(
    id="judiciary.clearance_rate",
    code="JUD-04",
    title="Clearance rate",
    description="Cases disposed in the period per 100 cases instituted in it. Below 100 the queue grows, above 100 it "
    "shrinks.",
    why_it_matters="It is the first figure to read on whether the courts keep up with what police and prosecution "
    "send. The High Court sends help to a court that stays below 100; left alone, the arrears of one year take several "
    "to work off.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.disposed", denominator="judiciary.instituted", scale=100),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 2; CEPEJ, clearance rate",
    note="Can exceed 100; 100 or more is what a court aims at. The cases disposed are mostly not those instituted, so "
    "it is no share. Transfers count on neither side: instituted is fresh, restored and remanded; disposed is finally "
    "decided. Rates are pooled, never averaged. Press figures for 2023 print two numbers of disposals for the "
    "High Court (6,440 and 6,640); only the first balances.",
    examples=docket.CLEARANCE_RATE,
)

DISPOSITION_TIME = Kpi(
    id="judiciary.disposition_time",
    code="JUD-05",
    title="Disposition time",
    description="How many days the courts would need to decide all pending cases at the pace of the period.",
    why_it_matters="It is a forecast from totals, so it can be had where case records cannot: whoever asks for posts "
    "and courtrooms can say how long the backlog would last. By the number of pending cases alone, a small court that "
    "hardly decides any looks better than a large one that works well.",
    unit="days",
    direction=Direction.DOWN,
    formula=DerivedFormula(
        numerator="judiciary.pending * period_days",
        denominator="judiciary.disposed",
    ),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="CEPEJ, disposition time",
    note="Not the age of any case: read it with JUD-07. The days are those of the period itself, 91 for a first "
    "quarter in a leap year and 366 for that year; publications that always use 365 differ (120.85 against "
    "121.18 days for the district courts in 2024). Pending and disposed are added before dividing. A court that does "
    "not report every month of the period counts on neither side. Nothing disposed gives no value.",
    examples=docket.DISPOSITION_TIME,
)

CASE_TURNOVER = Kpi(
    id="judiciary.case_turnover",
    code="JUD-06",
    title="Case turnover ratio",
    description="How many times in the period the courts decided as many cases as are pending at its end. Higher "
    "means the docket turns over faster.",
    why_it_matters="A Sessions Judge compares the courts of a district by it, whatever the size of their dockets. A "
    "court that adjourns the same files month after month disappears in the figure of the district as a whole.",
    unit="ratio",
    direction=Direction.UP,
    formula=DerivedFormula(numerator="judiciary.disposed", denominator="judiciary.pending"),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="CEPEJ, case turnover ratio",
    note="Disposition time (JUD-05) is the days of the period divided by this. It grows with the length of the "
    "period: compare months with months and years with years. Nothing pending gives no value.",
    examples=docket.CASE_TURNOVER,
)


def _age_band(name: str, low: int, high: int | None, line: str) -> Kpi:
    """JUD-03 for one age band of form JUD-M."""

    def told(months: int) -> str:
        return f"{months} months" if months < 12 else "one year" if months == 12 else f"{months // 12} years"

    which = (
        f"less than {told(high)}"
        if low == 0 and high
        else f"{told(low)} or more" + (f" and less than {told(high)}" if high else "")
    )
    return Kpi(
        id=f"judiciary.{name}",
        code="JUD-03",
        title=f"Pending for {which}",
        description="Cases on the courts' dockets at the end of the last day of the period that were instituted "
        f"{which} before.",
        why_it_matters="The six age bands say what the one number of pending cases hides: whether the docket is made "
        "of new cases that will be decided in their time, or of old ones that nobody takes up. The High Court sends "
        "its inspection judges to the oldest.",
        unit="cases",
        direction=Direction.DOWN,
        formula=Total(measure=f"judiciary.{name}"),
        disaggregations=(("case_type",),),
        levels=LEVELS,
        hierarchy=HIERARCHY,
        owner=OWNER,
        source="NCSC CourTools, Measure 4; UK Criminal court statistics, age of outstanding cases",
        note="A stock: a quarter or year shows its last month-end, never a sum. The six bands add up to the pending "
        "cases. Calendar months since the day of institution, in whichever court; a case is in a band from the day it "
        f"is so old. Inactive time counts: see JUD-09 for active cases. From the return it is line {line}.",
        examples=backlog.AGE_BANDS[name],
    )


PENDING_BY_AGE = tuple(_age_band(*band) for band in AGE_BANDS)

BACKLOG_OVER_ONE_YEAR = Kpi(
    id="judiciary.backlog_over_one_year",
    code="JUD-10",
    title="Backlog over one year",
    description="Of the cases pending at the end of the period, the share that have been pending for 365 days or more.",
    why_it_matters="A docket of any size is in order while its cases are young. By this share the High Court compares "
    "courts of different size, and sees early where old cases are left lying while fresh ones are decided.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="judiciary.pending_over_year", denominator="judiciary.pending", scale=100),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Criminal court statistics, share of outstanding cases open for a year or more",
    note="Both sides at the last month-end of the period. Day 365 after institution counts as a year, in leap years "
    "too; the bands of the return are in calendar months, which may differ by a day. Inactive time counts: a case "
    "stayed by a higher court is old all the same.",
    examples=backlog.BACKLOG_OVER_ONE_YEAR,
)

KPIS = (
    CASES_INSTITUTED,
    TRANSFERS_IN,
    TRANSFERS_OUT,
    CASES_DISPOSED,
    PENDING_CASES,
    *PENDING_BY_AGE,
    CLEARANCE_RATE,
    DISPOSITION_TIME,
    CASE_TURNOVER,
    BACKLOG_OVER_ONE_YEAR,
)
