"""What is counted (measures) and what is shown (KPIs). Expressions are SQL over the dataset's columns."""

from rolkpi.model import Direction, Expect, Flow, FlowSource, Kpi, Ratio, Total, WorkedExample

OWNER = "Newplugin Technical Working Group"

RECEIVED = Flow(
    id="newplugin.received",
    title="Cases received",
    unit="cases",
    sources=(FlowSource(dataset="newplugin.case"),),  # counted in the month of the dataset's date
)

DECIDED = Flow(
    id="newplugin.decided",
    title="Cases decided",
    unit="cases",
    sources=(FlowSource(dataset="newplugin.case", date="decided_on"),),
)

DECIDED_IN_TIME = Flow(
    id="newplugin.decided_in_time",
    title="Cases decided within 30 days",
    unit="cases",
    sources=(
        FlowSource(
            dataset="newplugin.case",
            date="decided_on",
            where="within(received_on, decided_on, '30 days')",
        ),
    ),
)


def case(
    case_no: str, received_on: str, decided_on: str | None = None, *, kind: str = "COMPLAINT", district: str = "A"
) -> dict[str, str]:
    """A row of a worked example."""
    row = {"case_no": case_no, "district": district, "kind": kind, "received_on": received_on}
    return {**row, "decided_on": decided_on} if decided_on else row


CASES_RECEIVED = Kpi(
    id="newplugin.cases_received",
    code="NEW-01",
    title="Cases received",
    description="How many cases were received in the period.",
    why_it_matters="It is the workload. Posts are given to districts by it, and a district that sends fewer may have "
    "lost its register.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="newplugin.received"),
    disaggregations=(("kind",),),
    owner=OWNER,
    source="To be named: the law, rule or standing order that makes it a duty.",
    examples=(
        WorkedExample(
            title="Counted in the month it was received, in its district",
            tables={
                "newplugin.case": (
                    case("1", "2024-03-01"),
                    case("2", "2024-03-31", "2024-04-02"),
                    case("3", "2024-03-15", kind="PETITION", district="B"),
                    case("4", "2024-02-29", "2024-03-05"),  # February
                    case("5", "2024-04-01"),  # April
                )
            },
            period="2024-03",
            expect=(
                Expect(value=3, n=3, obs_status="ok"),
                Expect(area="A", value=2),
                Expect(disaggregation="kind=COMPLAINT", value=2),
                Expect(disaggregation="kind=REFERENCE", value=0),
            ),
        ),
    ),
)

DECIDED_WITHIN_30_DAYS = Kpi(
    id="newplugin.decided_within_30_days",
    code="NEW-02",
    title="Cases decided within 30 days",
    description="Of the cases decided in the period, the share decided within 30 days of receipt.",
    why_it_matters="People wait for the answer. Where it falls while NEW-01 rises, the office needs hands, not "
    "reminders.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="newplugin.decided_in_time", denominator="newplugin.decided"),
    disaggregations=(("kind",),),
    owner=OWNER,
    source="To be named: the law, rule or standing order that sets the 30 days.",
    note="Open cases are on neither side, so read it with the number of cases received.",
    examples=(
        WorkedExample(
            title="Day 30 is in time, day 31 is late; an open case is not counted",
            tables={
                "newplugin.case": (
                    case("1", "2024-03-01", "2024-03-31"),  # day 30
                    case("2", "2024-02-29", "2024-03-31"),  # day 31
                    case("3", "2024-02-20", "2024-03-10", kind="PETITION"),  # of February
                    case("4", "2024-03-05", kind="PETITION"),  # open
                    case("5", "2024-03-01", "2024-04-01", kind="PETITION"),  # April
                )
            },
            period="2024-03",
            expect=(
                Expect(numerator=2, denominator=3, n=3, obs_status="ok"),
                Expect(disaggregation="kind=COMPLAINT", value=50, numerator=1, denominator=2),
            ),
        ),
        WorkedExample(
            title="Nothing was decided, so there is no share",
            tables={"newplugin.case": (case("1", "2024-03-05", kind="PETITION"),)},  # open
            period="2024-03",
            expect=(Expect(numerator=0, denominator=0, obs_status="undefined"),),
        ),
    ),
)

MEASURES = (RECEIVED, DECIDED, DECIDED_IN_TIME)
KPIS = (CASES_RECEIVED, DECIDED_WITHIN_30_DAYS)
