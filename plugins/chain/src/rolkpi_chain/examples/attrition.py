"""CHN-08: cases that complainants and victims no longer support, stage by stage."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, fir, review

# -- with the police: investigations that ended in March 2024


def _closed(number: int, closed_at: str, closure: str, withdrew: bool | None, **more: Any) -> Row:
    return fir(f"F{number}", "2024-01-10", closed_at=closed_at, closure=closure, withdrawn_flag=withdrew, **more)


POLICE_ATTRITION = (
    WorkedExample(
        title="Three of eight; a challan goes on although the complainant withdrew, a transfer is no end",
        tables={
            "police.fir": (
                _closed(1, "2024-03-01", "CANCELLED", True),
                _closed(2, "2024-03-31", "UNTRACED", True, offence_cat="RAPE", gbv_flag=True),
                _closed(3, "2024-03-15", "QUASHED", True, district="D2"),
                _closed(4, "2024-03-15", "CHALLANED", True),  # it went on all the same
                _closed(5, "2024-03-15", "CHALLANED", False),
                _closed(6, "2024-03-15", "CANCELLED", False),
                _closed(7, "2024-03-15", "UNTRACED", False, offence_cat="RAPE", gbv_flag=True),
                _closed(8, "2024-03-15", "CHALLANED", False, district="D2"),
                _closed(9, "2024-03-15", "TRANSFERRED", True),  # another station has it
                _closed(10, "2024-03-15", "CANCELLED", None),  # nobody wrote it down
                _closed(11, "2024-02-29", "CANCELLED", True),  # February's
                _closed(12, "2024-04-01", "CANCELLED", True),  # April's
                fir("F13", "2024-03-10", withdrawn_flag=True),  # still runs
            )
        },
        period="2024-03",
        expect=(
            Expect(value=37.5, numerator=3, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="gbv_flag=true", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="No investigation ended: no share",
        tables={"police.fir": (fir("F1", "2024-03-10", withdrawn_flag=True),)},
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

# -- with the prosecution: complete reports that left it in March 2024


def _dropped(number: int, decided_at: str, **more: Any) -> Row:
    return review(
        f"R{number}", "2024-02-10", fir_id=f"F{number}", decision="RECOMMEND_DROP", decided_at=decided_at, **more
    )


def _filed(number: int, filed: str, **more: Any) -> Row:
    return review(f"R{number}", "2024-02-10", filed=filed, fir_id=f"F{number}", **more)


_SCRUTINY: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        fir("F1", "2024-01-10", withdrawn_flag=True),
        fir("F2", "2024-01-10", withdrawn_flag=True, offence_cat="RAPE", gbv_flag=True),
        fir("F3", "2024-01-10", withdrawn_flag=True),
        fir("F4", "2024-01-10", withdrawn_flag=False),
        fir("F5", "2024-01-10", withdrawn_flag=False, offence_cat="RAPE", gbv_flag=True),
        fir("F6", "2024-01-10", withdrawn_flag=True),
        fir("F7", "2024-01-10"),
        *(fir(f"F{n}", "2024-01-10", withdrawn_flag=True) for n in (9, 10, 11, 12, 13)),
    ),
    "prosecution.review": (
        _dropped(1, "2024-03-01"),
        _dropped(2, "2024-03-31"),
        _filed(3, "2024-03-15"),  # filed although the complainant withdrew
        _dropped(4, "2024-03-15"),  # dropped for another reason
        _filed(5, "2024-03-31", district="D2"),
        # the court would not drop it, and it was filed: on the day of the filing, and not lost
        _dropped(6, "2024-02-20", court_filed_at="2024-03-20"),
        _dropped(7, "2024-03-15"),  # the FIR does not say
        _dropped(8, "2024-03-15"),  # no such FIR
        _dropped(9, "2024-03-15", kind="CANCELLATION"),  # no complete report
        _dropped(10, "2024-02-29"),  # February's
        _dropped(11, "2024-04-01"),  # April's
        review("R12", "2024-03-10", fir_id="F12"),  # waits
        review("R13", "2024-03-10", fir_id="F13", decision="RETURN_DEFECT", decided_at="2024-03-12"),  # comes back
    ),
}

PROSECUTION_ATTRITION = (
    WorkedExample(
        title="Two of six were dropped after the complainant withdrew; what is not told or found is on neither side",
        tables=_SCRUTINY,
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok", linkage=0.75),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok", linkage=1.0),
            Expect(disaggregation="offence_cat=RAPE", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="gbv_flag=true", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="No report left the prosecution: no share",
        tables={
            "police.fir": (fir("F1", "2024-01-10", withdrawn_flag=True),),
            "prosecution.review": (review("R1", "2024-03-10", fir_id="F1"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

ATTRITION_LINKED = (
    WorkedExample(
        title="Six of eight: one FIR does not say whether the complainant withdrew, one is not found",
        tables=_SCRUTINY,
        period="2024-03",
        expect=(
            Expect(value=75.0, numerator=6, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Nothing left the prosecution in April but an FIR's cancellation: no share",
        tables={
            "police.fir": (fir("F9", "2024-01-10", withdrawn_flag=True),),
            "prosecution.review": (_dropped(9, "2024-03-15", kind="CANCELLATION"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

# -- in court: cases that ended in March 2024


def _judgment(number: int, day: str = "2024-03-15", **more: Any) -> Row:
    row = {"case_id": f"C{number}", "judgment_date": day, "district": "D1", "offence_cat": "MURDER"}
    return {**row, "serious_violent": True, "gbv_flag": False, **more}


def _outcome(number: int, verdict: str | None, withdrew: bool | None, day: str = "2024-03-15", **more: Any) -> Row:
    return {
        "case_id": f"C{number}",
        "accused_no": 1,
        "judgment_date": day,
        "district": "D1",
        "verdict": verdict,
        "disposal_mode": "MERITS",
        "offence_cat": "MURDER",
        "complainant_withdrew": withdrew,
        **more,
    }


COURT_ATTRITION = (
    WorkedExample(
        title="Three of seven; a conviction is not lost, a dormant case has not ended, and silence says nothing",
        tables={
            "prosecution.judgment": (
                _judgment(1, "2024-03-01"),
                _judgment(2, "2024-03-31", offence_cat="RAPE", gbv_flag=True),
                _judgment(3, district="D2"),
                _judgment(4),
                _judgment(5, offence_cat="RAPE", gbv_flag=True),
                _judgment(6),
                _judgment(7),
                _judgment(8),
                _judgment(9),
                _judgment(10, "2024-02-29"),
                _judgment(11, "2024-04-01"),
            ),
            "prosecution.outcome": (
                _outcome(1, "ACQUITTED", True, "2024-03-01"),
                _outcome(2, "ACQUITTED", True, "2024-03-31", disposal_mode="COMPROMISE"),
                _outcome(3, "ACQUITTED", None, district="D2"),
                _outcome(3, "ACQUITTED", True, accused_no=2, district="D2"),  # told of one accused: enough
                _outcome(4, "ACQUITTED", True),
                _outcome(4, "CONVICTED", False, accused_no=2),  # somebody was convicted
                _outcome(5, "ACQUITTED", False),
                _outcome(6, "CONVICTED", False),
                _outcome(7, "ACQUITTED", False, disposal_mode="EARLY_ACQUITTAL"),
                _outcome(8, None, True, disposal_mode="DORMANT"),
                _outcome(9, "ACQUITTED", None),  # nobody wrote it down
                _outcome(10, "ACQUITTED", True, "2024-02-29"),
                _outcome(11, "ACQUITTED", True, "2024-04-01"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=3 * 100 / 7, numerator=3, denominator=7, n=7, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="gbv_flag=true", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Only a transfer: nothing ended, no share",
        tables={
            "prosecution.judgment": (_judgment(1),),
            "prosecution.outcome": (_outcome(1, None, True, disposal_mode="TRANSFER"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
