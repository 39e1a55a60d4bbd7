"""CHN-14 and CHN-15: what the workspace's own ledger says of deliveries and figures."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample

# -- CHN-14 and CHN-15: the rows are those a run makes from its own ledger


def _return(dataset: str, area: str, received_on: str | None, covered: bool = True) -> dict[str, Any]:
    plugin = dataset.partition(".")[0]
    return {
        "dataset": dataset,
        "plugin": plugin,
        "area": area,
        "month": "2024-03",
        "covered": covered,
        "received_on": received_on,
    }


_RETURNS = {
    "rolkpi.expected": (
        _return("police.fir", "D1", "2024-04-15"),
        _return("police.fir", "D2", "2024-04-16"),
        _return("judiciary.case", "D1", "2024-04-02"),
        _return("judiciary.case", "D2", None, covered=False),
        _return("police.report173", "D1", None),
    )
}

COMPLETENESS = (
    WorkedExample(
        title="Five are expected, one has not come",
        tables=_RETURNS,
        period="2024-03",
        expect=(
            Expect(value=80.0, numerator=4, denominator=5, n=5, obs_status="ok"),
            Expect(area="D2", value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="plugin=police", value=100.0, numerator=3, denominator=3, n=3),
            Expect(disaggregation="plugin=prisons", numerator=0, denominator=0, value=None, obs_status="undefined"),
        ),
    ),
    WorkedExample(
        title="Nothing has come",
        tables={"rolkpi.expected": (_return("police.fir", "D1", None, covered=False),)},
        period="2024-03",
        expect=(Expect(value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),),
    ),
)

TIMELINESS = (
    WorkedExample(
        title="The 15th is in time, the 16th is late, and so is a return nobody wrote a day down for",
        tables=_RETURNS,
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="plugin=judiciary", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Over the turn of the year: December is due on 15 January",
        tables={"rolkpi.expected": ({**_return("police.fir", "D1", "2024-01-15"), "month": "2023-12"},)},
        period="2023-12",
        expect=(Expect(value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),),
    ),
)


def _vintage(kpi: str, area: str, first: int, latest: int | None) -> dict[str, Any]:
    plugin = kpi.partition(".")[0]
    values = {"first_value": first, "latest_value": latest}
    return {"kpi": kpi, "plugin": plugin, "area": area, "month": "2024-03", **values}


RESTATEMENT = (
    WorkedExample(
        title="20 more and 10 fewer do not cancel out",
        tables={
            "rolkpi.vintages": (
                _vintage("police.firs_registered", "D1", 100, 120),
                _vintage("police.firs_registered", "D2", 50, 40),
                _vintage("judiciary.pending_cases", "D1", 150, 150),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=10.0, numerator=30, denominator=300, n=3, obs_status="ok"),
            Expect(disaggregation="kpi=police.firs_registered", value=20.0, numerator=30, denominator=150, n=2),
            Expect(area="D1", disaggregation="plugin=judiciary", value=0.0, numerator=0, denominator=150, n=1),
        ),
    ),
    WorkedExample(
        title="A figure that was taken back has moved by all of the 40 it was",
        tables={
            "rolkpi.vintages": (
                _vintage("police.firs_registered", "D1", 40, None),
                _vintage("judiciary.pending_cases", "D1", 160, 150),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=50, denominator=200, n=2, obs_status="ok"),
            Expect(disaggregation="plugin=police", value=100.0, numerator=40, denominator=40, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="200 fewer than in 2019, then 150 fewer: a difference has a size and moves like any other count",
        tables={
            "rolkpi.vintages": (
                _vintage("chain.under_trial_change", "D1", -200, -150),
                _vintage("chain.under_trial_change", "D2", -40, None),  # taken back
                _vintage("police.firs_registered", "D1", 60, 60),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=30.0, numerator=90, denominator=300, n=3, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=40, denominator=40, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="First said to be none: no share can be told",
        tables={"rolkpi.vintages": (_vintage("police.firs_registered", "D1", 0, 5),)},
        period="2024-03",
        expect=(Expect(numerator=5, denominator=0, n=1, value=None, obs_status="undefined"),),
    ),
)
