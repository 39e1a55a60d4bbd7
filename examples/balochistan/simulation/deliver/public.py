"""What was published of the survey of the public."""

from __future__ import annotations

from simulation.geography import PROVINCE
from simulation.plan import Row, Seen, Table
from simulation.published import Result, percent, results


def _result(result: Result, seen: Seen) -> Row:
    return {
        "province": PROVINCE,
        "round_on": result.round_on,
        "question": result.question,
        "institution": result.institution,
        "sex": result.sex,
        "residence": result.residence,
        "estimate": percent(result.estimate),
        "low": percent(result.low),
        "high": percent(result.high),
        "asked": result.asked,
        "source": f"Simulated survey of the public, {result.round_on.year}",
    }


TABLES = (
    Table(
        "public",
        "chain.survey",
        things=lambda w: results(w.respondents),
        area=lambda r: PROVINCE,
        dates=lambda r: (r.round_on,),
        row=_result,
        pace="QUARTERLY",
        form_of=(PROVINCE,),
    ),
)
