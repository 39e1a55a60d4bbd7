"""CHN-12: juveniles whose case is diverted from the court."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, fir


def _accused(number: int, fir_id: str, day: str = "2024-03-10", age: int | None = 16, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "accused_no": number,
        "district": "D1",
        "registered_at": day,
        "sex": "M",
        "age_at_offence": age,
        "juvenile": None if age is None else age < 18,
        "diversion_flag": False,
        **more,
    }


_DIVERTED: dict[str, Any] = {"diversion_flag": True, "diversion_at": "2024-05-02"}

DIVERSION = (
    WorkedExample(
        title="Three of five: grown men, heinous offences, a class or an age that is not known are on neither side",
        tables={
            "police.fir": (
                fir("MINOR", "2024-03-01", severity="MINOR", offence_cat="THEFT"),
                fir("MAJOR", "2024-03-31", severity="MAJOR", offence_cat="BURGLARY"),
                fir("HEINOUS", "2024-03-10", severity="HEINOUS"),
                fir("UNKNOWN", "2024-03-10"),
                fir("D2", "2024-03-10", severity="MINOR", offence_cat="THEFT", district="D2"),
                fir("BEFORE", "2024-02-29", severity="MINOR", offence_cat="THEFT"),
                fir("AFTER", "2024-04-01", severity="MINOR", offence_cat="THEFT"),
            ),
            "police.accused": (
                _accused(1, "MINOR", "2024-03-01", **_DIVERTED),  # in May: it counts for March all the same
                _accused(2, "MINOR", "2024-03-01", age=17),
                _accused(3, "MINOR", "2024-03-01", age=18, **_DIVERTED),  # no juvenile any more, whatever was done
                _accused(4, "MINOR", "2024-03-01", age=None),
                _accused(1, "MAJOR", "2024-03-31", sex="F", **_DIVERTED),
                _accused(2, "MAJOR", "2024-03-31", diversion_flag=None),  # not known to be diverted
                _accused(1, "HEINOUS", **_DIVERTED),
                _accused(1, "UNKNOWN", **_DIVERTED),
                _accused(1, "D2", district="D2", **_DIVERTED),
                _accused(1, "BEFORE", "2024-02-29", **_DIVERTED),
                _accused(1, "AFTER", "2024-04-01", **_DIVERTED),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(area="D1", value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="sex=T", value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),
        ),
    ),
    WorkedExample(
        title="No juvenile was charged: no rate",
        tables={
            "police.fir": (fir("MINOR", "2024-03-01", severity="MINOR", offence_cat="THEFT"),),
            "police.accused": (_accused(1, "MINOR", "2024-03-01", age=30),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
