"""POL-06: the queue of investigations without a report."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

OPEN_BEYOND_17_DAYS = Kpi(
    id="police.open_beyond_17_days",
    code="POL-06",
    title="Investigations open beyond 17 days without a report",
    description="Investigations that on the last day of the period were older than 17 days and had sent the "
    "prosecutor no report of any kind: the queue of cases in breach of s.173.",
    why_it_matters="The head of investigation in a district works through this queue, and the prosecution asks for the "
    "oldest cases in it. An FIR that nobody asks about stays in a drawer: witnesses move away, and the complainant "
    "never hears whether there will be a trial.",
    unit="cases",
    direction=Direction.DOWN,
    formula=Total(measure="police.beyond_17_days"),
    disaggregations=(("severity",), ("force",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Law and Justice Commission of Pakistan, data on late challans (2012)",
    note="A stock: a quarter shows its last month-end, never the sum of three. Rebuilt from dates for each "
    "month-end, not read from today's status. Older than 17 days starts on day 18. An investigation that was "
    "cancelled, transferred or quashed leaves that day. Read it with POL-04: clearing old cases lowers "
    "this one and leaves the old cohorts as they are.",
    examples=examples.OPEN_BEYOND_17_DAYS,
)

OPEN_BEYOND_17_DAYS_SHARE = Kpi(
    id="police.open_beyond_17_days_share",
    code="POL-06",
    title="Share of investigations open beyond 17 days without a report",
    description="Of the FIRs under investigation on the last day of the period, the share that were older than 17 days "
    "and had sent the prosecutor no report of any kind.",
    why_it_matters="The Inspector General compares districts by it without judging a busy one by its size: he sees "
    "where investigation itself is stuck. By the number alone attention goes to the largest district, and a small one "
    "in which half of the cases lie without a report goes unseen.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="police.beyond_17_days", denominator="police.under_investigation", scale=100),
    disaggregations=(("severity",), ("force",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Law and Justice Commission of Pakistan, data on late challans (2012)",
    note="Both stocks are of the same day. Under investigation until a complete, cancellation or untraced "
    "report or another end; an interim report does not end it, so such a case stays in the denominator and leaves the "
    "numerator. Where nothing is under investigation there is no share.",
    examples=examples.OPEN_BEYOND_17_DAYS_SHARE,
)


def _of_age(name: str, words: str, why: str) -> Kpi:
    return Kpi(
        id=f"police.open_{name}_days",
        code="POL-06",
        title=f"Investigations open {words} days without a report",
        description=f"Investigations that on the last day of the period were {words} days old and had sent the "
        "prosecutor no report of any kind.",
        why_it_matters=why,
        unit="cases",
        direction=Direction.DOWN,
        formula=Total(measure=f"police.open_{name}_days"),
        levels=LEVELS,
        owner=OWNER,
        source="CrPC s.173; Law and Justice Commission of Pakistan, data on late challans (2012)",
        note="The four ages add up to all that are open beyond 17 days, where records serve; the return does not tell "
        "ages, so it needs records. A stock: a quarter shows its last month-end. Days since the FIR: the day of the "
        "FIR is day 0.",
        examples=examples.OPEN_BY_AGE[name],
    )


OPEN_18_TO_30_DAYS = _of_age(
    "18_to_30",
    "18 to 30",
    "These cases are late by days: a reminder from the head of investigation still brings most of them to the "
    "prosecutor within the month. Where nobody sends it, they pass into the next age and are harder to mend.",
)
OPEN_31_TO_90_DAYS = _of_age(
    "31_to_90",
    "31 to 90",
    "The district officer asks here what holds each case up: a laboratory, a medical report, an accused who absconds. "
    "Where nobody asks, witnesses begin to forget, and an accused on remand waits for nothing.",
)
OPEN_91_TO_180_DAYS = _of_age(
    "91_to_180",
    "91 to 180",
    "The Deputy Inspector General reviews these files one by one with the prosecutor. Where nobody does, most of them "
    "never come before a court, and nobody has decided that.",
)
OPEN_OVER_180_DAYS = _of_age(
    "over_180",
    "more than 180",
    "They are the cases that the system has lost from sight. The Inspector General has each of them either finished, "
    "closed as untraced or given to another officer; in the number of all open cases they look like any other.",
)

KPIS = (
    OPEN_BEYOND_17_DAYS,
    OPEN_BEYOND_17_DAYS_SHARE,
    OPEN_18_TO_30_DAYS,
    OPEN_31_TO_90_DAYS,
    OPEN_91_TO_180_DAYS,
    OPEN_OVER_180_DAYS,
)
