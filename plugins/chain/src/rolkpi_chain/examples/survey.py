"""CHN-16: results of the survey, as they were published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row

_OTHER = {
    "question": ("CONFIDENCE", "REPORTED_VIOLENCE"),
    "institution": ("ALL", "COURTS", "POLICE"),
    "sex": ("ALL", "F"),
    "residence": ("ALL", "RURAL"),
}


def _round(round_on: str, estimate: str, **more: Any) -> Row:
    return {"province": "ALL", "round_on": round_on, "estimate": estimate, **more}


def _others(pinned: Mapping[str, str]) -> list[dict[str, str]]:
    """Results that stand beside the one looked at and differ from it in one thing; none that no table has."""
    found = [{**pinned, column: code} for column, codes in _OTHER.items() for code in codes if code != pinned[column]]
    return [r for r in found if r["question"] == "CONFIDENCE" or r["institution"] == "ALL"]


def survey_result(pinned: Mapping[str, str]) -> tuple[WorkedExample, ...]:
    """The same two examples for every result: what is read of a round, and what is not read into a year without one."""
    others = tuple(_round("2024-11-30", "99", asked=1, **other) for other in _others(pinned))
    return (
        WorkedExample(
            title="The newest round of the year, with its margin; other questions and groups are other figures",
            tables={
                "chain.survey": (
                    _round("2024-03-31", "48.5", low="45", high="52", asked=1_200, **pinned),
                    _round("2024-11-20", "52.25", low="48.75", high="55.5", asked=1_150, **pinned),
                    _round("2025-01-01", "60", low="57", high="63", asked=1_300, **pinned),  # next year's
                    *others,
                )
            },
            period="2024",
            expect=(Expect(value=52.25, low=48.75, high=55.5, n=1_150, obs_status="ok"),),
        ),
        WorkedExample(
            title="No round in 2024: no value, not that of 2023; nor is the province made from a district",
            tables={
                "chain.survey": (
                    _round("2023-12-31", "48.5", low="45", high="52", asked=1_200, **pinned),
                    {**_round("2024-06-30", "70", low="60", high="80", asked=40, **pinned), "province": "D1"},
                )
            },
            period="2024",
            expect=(Expect(value=None, obs_status="not_applicable"),),
        ),
    )
