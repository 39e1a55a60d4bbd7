"""Worked examples of the chain KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rolkpi.model import Expect, WorkedExample

Row = dict[str, Any]


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def _fir(fir_id: str, registered_at: str, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "district": "D1",
        "force": "POLICE",
        "registered_at": registered_at,
        "offence_cat": "MURDER",
        **more,
    }


def _report(fir_id: str, forwarded_at: str, kind: str = "COMPLETE", **more: Any) -> Row:
    return {
        "report_id": f"{fir_id}/{forwarded_at}/{kind}",
        "fir_id": fir_id,
        "district": "D1",
        "kind": kind,
        "forwarded_at": forwarded_at,
        **more,
    }


def _case(case_id: str, fir_id: str | None, instituted_at: str, decided_at: str | None = None, **more: Any) -> Row:
    row = {
        "case_id": case_id,
        "court": "D1",
        "fir_id": fir_id,
        "case_type": "SESSIONS_TRIAL",
        "instituted_at": instituted_at,
        "mode": "FRESH",
        "decided_at": decided_at,
        **more,
    }
    return {"disposal_mode": "CONVICTION", **row} if decided_at else row


def _review(review_id: str, received_at: str, kind: str = "COMPLETE", district: str = "D1") -> Row:
    return {
        "review_id": review_id,
        "fir_id": f"FIR-{review_id}",
        "district": district,
        "kind": kind,
        "received_at": received_at,
    }


def _cell(line: str, value: int, month: str = "2024-03", item: str = "TOTAL", **place: str) -> Row:
    return {**(place or {"district": "D1"}), "month": month, "line": line, "item": item, "value": value}


def _warrant(number: int, detained_since: str, fir_id: str | None, ended_at: str | None = None, **more: Any) -> Row:
    return {
        "warrant_id": f"W{number}",
        "custody_id": f"S{number}",
        "police_district": "D1",
        "fir_id": fir_id,
        "detained_since": detained_since,
        "ended_at": ended_at,
        **more,
    }


# -- CHN-01: the cohort of March 2022, final on 31 March 2024

_COHORT_FIRS = (
    _fir("F1", "2022-03-01"),
    _fir("F2", "2022-03-01", offence_cat="RAPE", gbv_flag=True),
    _fir("F3", "2022-03-31", offence_cat="ROBBERY", district="D2"),
    _fir("F4", "2022-03-10", closed_at="2022-05-01", closure="CANCELLED"),  # not in the cohort
    _fir("F5", "2022-03-15", closed_at="2024-03-15", closure="CANCELLED"),  # 24 months to the day: not in it
    _fir("F6", "2022-03-15", closed_at="2024-03-16", closure="CANCELLED"),  # the day after: stays in it
    _fir("F7", "2022-03-10", closed_at="2022-05-01", closure="UNTRACED"),  # stays
    _fir("F8", "2022-03-05", offence_cat="KIDNAP_ABDUCT"),
    _fir("F9", "2022-03-20"),
    _fir("F10", "2022-03-20"),
    _fir("F11", "2022-03-10", offence_cat="THEFT"),  # not serious and violent
    _fir("F12", "2022-04-01"),  # April's cohort
)

_COHORT_CASES = (
    _case("C1", "F1", "2022-05-01", "2024-03-01"),  # 24 months to the day: in time
    _case("C2", "F2", "2022-05-01", "2024-03-02"),  # the day after: late
    _case("C3a", "F3", "2022-06-01", "2023-01-10", disposal_mode="ACQUITTAL", court="D2"),
    _case("C3b", "F3", "2022-06-01", "2023-06-01", court="D2"),  # another accused, convicted
    _case("C8", "F8", "2022-06-01", "2023-01-10", disposal_mode="ACQUITTAL"),
    _case("A8", "F8", "2023-02-01", "2023-09-01", case_type="APPEAL"),  # not first instance
    _case("C9", "F-9", "2022-06-01", "2023-01-10"),  # filed under another number: not found
    _case("C10", "F10", "2022-06-01"),  # open
    _case("C11", "F11", "2022-06-01", "2023-01-10"),
    _case("C12", "F12", "2022-06-01", "2023-01-10"),
)

CONVERSION = (
    WorkedExample(
        title="24 months to the day are in time, the day after is late; an open case and one not found are no success",
        tables={"police.fir": _COHORT_FIRS, "judiciary.case": _COHORT_CASES},
        period="2022-03",
        as_of="2024-03-31",
        expect=(
            Expect(value=25.0, numerator=2, denominator=8, n=8, obs_status="ok"),
            Expect(area="D1", value=1 * 100 / 7, numerator=1, denominator=7, n=7, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=20.0, numerator=1, denominator=5, n=5),
            Expect(disaggregation="offence_cat=THEFT", value=None, numerator=0, denominator=0, n=0),
        ),
    ),
    WorkedExample(
        title="On 30 March 2024 the last FIR of March 2022 has not had its 24 months: no value, not 0",
        tables={"police.fir": _COHORT_FIRS, "judiciary.case": _COHORT_CASES},
        period="2022-03",
        as_of="2024-03-30",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Nothing serious and violent was registered: no share",
        tables={"police.fir": (_fir("F1", "2022-03-01", offence_cat="THEFT"),), "judiciary.case": ()},
        period="2022-03",
        as_of="2024-03-31",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_LINKED_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        _fir("F1", "2022-03-01"),
        _fir("F2", "2022-03-01"),
        _fir("F3", "2022-03-31", offence_cat="RAPE", gbv_flag=True, district="D2"),
        _fir("F4", "2022-03-10"),
        _fir("F5", "2022-03-10"),
        _fir("F6", "2022-03-10"),
        _fir("F7", "2022-03-10", offence_cat="THEFT"),
    ),
    "police.report173": (
        _report("F1", "2022-03-14"),
        _report("F2", "2022-03-14"),
        _report("F3", "2024-03-31", district="D2"),  # 24 months to the day
        _report("F4", "2024-03-11"),  # after 24 months: nothing to find
        _report("F5", "2022-03-20", "INTERIM"),  # no complete report: nothing to find
        _report("F6", "2022-03-20"),
        _report("F7", "2022-03-20"),
    ),
    "judiciary.case": (
        _case("C1", "F1", "2024-03-01"),  # 24 months to the day: found
        _case("C2", "F2", "2024-03-02"),  # the day after
        _case("C3", None, "2022-05-01"),  # F3's case, without its number
        _case("C4", "F4", "2024-03-12"),
        _case("C5", "F5", "2022-05-01"),
        _case("B6", "F6", "2022-04-01", case_type="BAIL"),  # a petition, no trial
        _case("C7", "F7", "2022-05-01"),
    ),
}

CONVERSION_LINKED = (
    WorkedExample(
        title="One of four: filed on the last day; another is late, one has no number, one only a bail petition",
        tables=_LINKED_TABLES,
        period="2022-03",
        as_of="2024-03-31",
        expect=(
            Expect(value=25.0, numerator=1, denominator=4, n=4, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Known on the same day as the figure it stands beside",
        tables=_LINKED_TABLES,
        period="2022-03",
        as_of="2024-03-30",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
)

# -- CHN-02: trials decided in March 2024

_DAY = "2024-03-20"

_JUDGED_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        *(_fir(f"F{n}", _before(_DAY, 100 * n), offence_cat="RAPE" if n == 1 else "MURDER") for n in range(1, 11)),
        _fir("LATER", "2024-03-21"),
        _fir("OTHER", "2024-01-01"),
    ),
    "judiciary.case": (
        *(_case(f"C{n}", f"F{n}", _before(_DAY, 50 * n), _DAY, gbv_flag=n == 1) for n in range(1, 8)),
        _case("C8", "F8", "2024-01-01", _DAY, disposal_mode="ACQUITTAL", gbv_flag=False),
        _case("C9", "F9", "2024-01-01", _DAY, disposal_mode="EARLY_ACQUITTAL", gbv_flag=False),
        _case("C10", "F10", "2024-01-01", _DAY, disposal_mode="COMPROMISE", gbv_flag=False),
        _case("OPEN", "OTHER", "2024-01-05"),
        _case("AGAIN", "OTHER", "2024-01-05", _DAY, mode="REMAND"),  # its second judgment
        _case("BAIL", "OTHER", "2024-03-05", _DAY, case_type="BAIL", disposal_mode="DISMISSED"),
        _case("APPEAL", "OTHER", "2024-03-05", _DAY, case_type="APPEAL"),
        _case("DORMANT", "OTHER", "2024-03-05", _DAY, disposal_mode="CONSIGNED_RECORD_ROOM"),
        _case("NO-NUMBER", None, "2024-03-05", _DAY),
        _case("NOT-FOUND", "F-77", "2024-03-05", _DAY),
        _case("DISORDER", "LATER", "2024-03-05", _DAY),  # decided before its FIR
    ),
}

_EDGE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        _fir("F1", "2024-03-01"),
        _fir("F2", "2023-03-31"),
        _fir("F3", "2023-03-31"),
        _fir("F4", "2023-03-31"),
    ),
    "judiciary.case": (
        _case("C1", "F1", "2024-03-01", "2024-03-01"),  # the first day of March, and day 0
        _case("C2", "F2", "2023-05-01", "2024-03-31"),  # the last day, 366 days: 2024 is a leap year
        _case("C3", "F3", "2023-05-01", "2024-02-29"),  # the day before
        _case("C4", "F4", "2023-05-01", "2024-04-01"),  # the day after
    ),
}

_NOT_FOUND_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (_fir("F1", "2024-01-01"),),
    "judiciary.case": (_case("C1", "F-1", "2024-02-01", "2024-03-10"), _case("C2", "F1", "2024-02-01")),
}

JUDGMENT_DAYS_MEDIAN = (
    WorkedExample(
        title="100, 200, ... 1,000 days: halfway between 500 and 600; what is open, decided before or not found is out",
        tables=_JUDGED_TABLES,
        period="2024-03",
        expect=(
            Expect(value=550.0, n=10, obs_status="ok"),
            Expect(area="D1", value=550.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=100.0, n=1, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=100.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="From the first day of the month to its last; the day of the FIR is day 0",
        tables=_EDGE_TABLES,
        period="2024-03",
        expect=(Expect(value=183.0, n=2, obs_status="small_base"),),
    ),
    WorkedExample(
        title="The FIR of the one decided case is not found: no median",
        tables=_NOT_FOUND_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

JUDGMENT_DAYS_P90 = (
    WorkedExample(
        title="100, 200, ... 1,000 days: a tenth of the way from the ninth (900) to the tenth (1,000)",
        tables=_JUDGED_TABLES,
        period="2024-03",
        expect=(Expect(value=910.0, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="0 and 366 days: nine tenths of the way",
        tables=_EDGE_TABLES,
        period="2024-03",
        expect=(Expect(value=329.4, n=2, obs_status="small_base"),),
    ),
    WorkedExample(
        title="The FIR of the one decided case is not found: no percentile",
        tables=_NOT_FOUND_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

# Ten FIRs of 10 January 2024, seen until 31 December, day 356.
_WAITING_FIRS = (
    *(_fir(f"F{n}", "2024-01-10") for n in (1, 2, 3, 4, 6, 7, 8, 9)),
    _fir("F5", "2024-01-10", closed_at=_before("2024-01-10", -120), closure="CANCELLED"),  # seen until day 120
    _fir("F10", "2024-01-10", closed_at="2024-02-01", closure="UNTRACED"),  # goes on waiting
    _fir("F11", "2024-01-10"),
)

_WAITING_CASES = (
    _case("C1", "F1", "2024-02-01", _before("2024-01-10", -100)),  # 10 wait: 9/10 go on
    _case("C2", "F2", "2024-02-01", _before("2024-01-10", -150)),  # F5 is gone, 8 wait: 9/10 x 7/8
    _case("C3", "F3", "2024-02-01", _before("2024-01-10", -200)),  # 7 wait: x 6/7
    _case("C4", "F4", "2024-02-01", _before("2024-01-10", -250)),  # 6 wait: x 5/6 = 9/16
    _case("C6", "F6", "2024-02-01", _before("2024-01-10", -300)),  # 5 wait: x 4/5 = 9/20, below a half
    _case("C6-again", "F6", "2024-12-01", "2024-12-20", mode="REMAND"),  # its second judgment
    _case("C7", "F7", "2024-02-01", "2024-05-01", disposal_mode="CONSIGNED_RECORD_ROOM"),  # no judgment
    _case("C8", "F8", "2024-02-01"),  # open
    _case("C9", "F-9", "2024-02-01", "2024-03-01"),  # another number: F9 goes on waiting
    _case("C11", "F11", "2024-01-01", "2024-01-09"),  # judged before its FIR: left out
)

JUDGMENT_DAYS_SURVIVAL = (
    WorkedExample(
        title="Half are judged on day 300; the median of the five judgments alone would be day 200",
        tables={"police.fir": _WAITING_FIRS, "judiciary.case": _WAITING_CASES},
        period="2024-01",
        as_of="2024-12-31",
        expect=(Expect(value=300.0, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="On 4 November, day 299, the fifth judgment is not known yet: no median",
        tables={"police.fir": _WAITING_FIRS, "judiciary.case": _WAITING_CASES},
        period="2024-01",
        as_of="2024-11-04",
        expect=(Expect(value=None, n=10, obs_status="undefined"),),
    ),
)

JUDGED_CASES_LINKED = (
    WorkedExample(
        title="Three of five: one has a number nobody knows, one has none",
        tables={
            "police.fir": (_fir("F1", "2023-01-01"), _fir("F2", "2023-01-01"), _fir("F3", "2023-01-01")),
            "judiciary.case": (
                _case("C1", "F1", "2024-01-01", "2024-03-01", gbv_flag=True),
                _case("C2", "F2", "2024-01-01", "2024-03-31"),
                _case("C3", "F3", "2024-01-01", "2024-03-15", court="D2"),
                _case("C4", "F-77", "2024-01-01", "2024-03-15", gbv_flag=True),
                _case("C5", None, "2024-01-01", "2024-03-15"),
                _case("C6", None, "2024-03-01", "2024-03-15", case_type="BAIL"),  # no trial
                _case("C7", None, "2024-01-01", "2024-04-01"),  # the day after
                _case("C8", None, "2024-01-01"),  # open
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Nothing was decided: no share",
        tables={"police.fir": (_fir("F1", "2024-01-01"),), "judiciary.case": (_case("C1", "F1", "2024-02-01"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

REPORTED_FIRS_LINKED = (
    WorkedExample(
        title="Two of four; an FIR without a complete report is not looked for, a bail petition is no trial",
        tables={
            "police.fir": (
                _fir("F1", "2024-03-01"),
                _fir("F2", "2024-03-31", offence_cat="THEFT"),
                _fir("F3", "2024-03-10"),
                _fir("F4", "2024-03-10"),
                _fir("F5", "2024-03-10"),
                _fir("F6", "2024-04-01"),  # the day after
            ),
            "police.report173": (
                *(_report(f"F{n}", "2024-04-10") for n in (1, 2, 3, 4, 6)),
                _report("F5", "2024-03-20", "INTERIM"),
            ),
            "judiciary.case": (
                _case("C1", "F1", "2024-04-20"),
                _case("C2", "F2", "2024-04-20"),
                _case("C3", "F-3", "2024-04-20"),  # another number
                _case("B4", "F4", "2024-04-20", case_type="BAIL"),
                _case("C5", "F5", "2024-04-20"),
                _case("C6", "F6", "2024-04-20"),
            ),
        },
        period="2024-03",
        as_of="2024-04-30",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="offence_cat=THEFT", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="No complete report yet: no share",
        tables={"police.fir": (_fir("F1", "2024-03-01"),), "police.report173": (), "judiciary.case": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- CHN-03: ten cases each that pass a stage on 20 March 2024

REPORT_STAGE = (
    WorkedExample(
        title="5, 10, ... 50 days with the police: halfway between 25 and 30",
        tables={
            "police.fir": (*(_fir(f"F{n}", _before(_DAY, 5 * n)) for n in range(1, 11)), _fir("OPEN", "2023-06-01")),
            "police.report173": (
                *(_report(f"F{n}", _DAY) for n in range(1, 11)),
                _report("F1", "2024-03-25"),  # again, after defects
                _report("OPEN", _DAY, "INTERIM"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=27.5, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="The last day of March counts, the first of April does not",
        tables={
            "police.fir": (_fir("F1", "2024-03-31"), _fir("F2", "2024-03-01"), _fir("F3", "2024-03-01")),
            "police.report173": (
                _report("F1", "2024-03-31"),
                _report("F2", "2024-03-31"),
                _report("F3", "2024-04-01"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=15.0, n=2, obs_status="small_base"),),
    ),
)

FILING_STAGE = (
    WorkedExample(
        title="3, 6, ... 30 days from report to court: halfway between 15 and 18",
        tables={
            "police.fir": (
                *(_fir(f"F{n}", _before(_DAY, 40)) for n in range(1, 11)),
                *(_fir(fir_id, "2024-01-01") for fir_id in ("OTHER", "INTERIM", "LATER")),
            ),
            "police.report173": (
                *(_report(f"F{n}", _before(_DAY, 3 * n)) for n in range(1, 11)),
                _report("F10", _DAY),  # a second one, after defects: the first counts
                _report("OTHER", "2024-01-15"),
                _report("INTERIM", "2024-01-15", "INTERIM"),
                _report("LATER", "2024-03-21"),
            ),
            "judiciary.case": (
                *(_case(f"C{n}", f"F{n}", _DAY) for n in range(1, 11)),
                _case("MOVED", "OTHER", _DAY, mode="TRANSFER_IN", received_at="2024-03-25"),  # filed elsewhere
                _case("AGAIN", "OTHER", _DAY, mode="RESTORED"),
                _case("BAIL", "OTHER", _DAY, case_type="BAIL"),
                _case("NO-REPORT", "INTERIM", _DAY),
                _case("DISORDER", "LATER", _DAY),  # filed before the report
                _case("NOT-FOUND", "F-77", _DAY),
            ),
        },
        period="2024-03",
        expect=(Expect(value=16.5, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="Filed the day of the report is day 0; the last day of March counts, the first of April does not",
        tables={
            "police.fir": tuple(_fir(f"F{n}", "2024-03-01") for n in (1, 2, 3)),
            "police.report173": (
                _report("F1", "2024-03-01"),
                _report("F2", "2024-03-21"),
                _report("F3", "2024-03-21"),
            ),
            "judiciary.case": (
                _case("C1", "F1", "2024-03-01"),
                _case("C2", "F2", "2024-03-31"),
                _case("C3", "F3", "2024-04-01"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=5.0, n=2, obs_status="small_base"),),
    ),
)

CHARGE_STAGE = (
    WorkedExample(
        title="10, 20, ... 100 days from filing to charge: halfway between 50 and 60",
        tables={
            "police.fir": (*(_fir(f"F{n}", "2023-06-01") for n in range(1, 11)), _fir("OTHER", "2023-06-01")),
            "judiciary.case": (
                *(_case(f"C{n}", f"F{n}", _before(_DAY, 10 * n), charge_framed_at=_DAY) for n in range(1, 10)),
                # Received by transfer and charged there: its filing is the first court's.
                _case(
                    "C10",
                    "F10",
                    _before(_DAY, 100),
                    mode="TRANSFER_IN",
                    received_at=_before(_DAY, 5),
                    charge_framed_at=_DAY,
                ),
                # Charged before it came: counted in the court that framed the charge.
                _case(
                    "MOVED", "OTHER", "2024-01-01", mode="TRANSFER_IN", received_at="2024-03-25", charge_framed_at=_DAY
                ),
                _case("AGAIN", "OTHER", "2024-03-01", mode="REMAND", charge_framed_at=_DAY),
                _case("NOT-FOUND", "F-77", "2024-03-01", charge_framed_at=_DAY),
                _case("NOT-YET", "OTHER", "2024-03-01"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=55.0, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="Charged the day of filing is day 0; the last day of March counts, the first of April does not",
        tables={
            "police.fir": tuple(_fir(f"F{n}", "2024-01-01") for n in (1, 2, 3)),
            "judiciary.case": (
                _case("C1", "F1", "2024-03-01", charge_framed_at="2024-03-01"),
                _case("C2", "F2", "2024-03-01", charge_framed_at="2024-03-31"),
                _case("C3", "F3", "2024-03-01", charge_framed_at="2024-04-01"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=15.0, n=2, obs_status="small_base"),),
    ),
)

VERDICT_STAGE = (
    WorkedExample(
        title="20, 40, ... 200 days from charge to judgment: halfway between 100 and 120",
        tables={
            "police.fir": (*(_fir(f"F{n}", "2023-06-01") for n in range(1, 11)), _fir("OTHER", "2023-06-01")),
            "judiciary.case": (
                *(
                    _case(f"C{n}", f"F{n}", "2023-07-01", _DAY, charge_framed_at=_before(_DAY, 20 * n))
                    for n in range(1, 11)
                ),
                _case("NO-CHARGE", "OTHER", "2023-07-01", _DAY, disposal_mode="COMPROMISE"),
                _case("AGAIN", "OTHER", "2024-01-01", _DAY, mode="REMAND", charge_framed_at="2024-01-05"),
                _case("OPEN", "OTHER", "2024-01-01", charge_framed_at="2024-01-05"),
                _case("NOT-FOUND", "F-77", "2024-01-01", _DAY, charge_framed_at="2024-01-05"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=110.0, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="Judged the day of the charge is day 0; the last day of March counts, the first of April does not",
        tables={
            "police.fir": tuple(_fir(f"F{n}", "2024-01-01") for n in (1, 2, 3)),
            "judiciary.case": (
                _case("C1", "F1", "2024-02-01", "2024-03-01", charge_framed_at="2024-03-01"),
                _case("C2", "F2", "2024-02-01", "2024-03-31", charge_framed_at="2024-03-01"),
                _case("C3", "F3", "2024-02-01", "2024-04-01", charge_framed_at="2024-03-01"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=15.0, n=2, obs_status="small_base"),),
    ),
)

FILED_CASES_LINKED = (
    WorkedExample(
        title="Two of five: one FIR has no complete report, one number is unknown, one is missing",
        tables={
            "police.fir": tuple(_fir(f"F{n}", "2024-01-01") for n in (1, 2, 3)),
            "police.report173": (
                _report("F1", "2024-01-15"),
                _report("F2", "2024-01-15"),
                _report("F3", "2024-01-15", "INTERIM"),
            ),
            "judiciary.case": (
                _case("C1", "F1", "2024-03-01", gbv_flag=True),
                _case("C2", "F2", "2024-03-31"),
                _case("C3", "F3", "2024-03-10"),
                _case("C4", "F-77", "2024-03-10"),
                _case("C5", None, "2024-03-10"),
                _case("C6", None, "2024-03-10", case_type="CIVIL"),  # no trial
                _case("C7", None, "2024-03-10", mode="TRANSFER_IN", received_at="2024-03-12"),  # filed elsewhere
                _case("C8", None, "2024-04-01"),  # the day after
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="No trial was filed: no share",
        tables={
            "police.fir": (_fir("F1", "2024-01-01"),),
            "police.report173": (),
            "judiciary.case": (_case("C1", None, "2024-03-10", case_type="FAMILY"),),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CHARGED_CASES_LINKED = (
    WorkedExample(
        title="Two of three, counted in the court that framed the charge",
        tables={
            "police.fir": (_fir("F1", "2023-01-01"), _fir("F2", "2023-01-01")),
            "judiciary.case": (
                _case("C1", "F1", "2024-01-01", charge_framed_at="2024-03-01", transferred_out_at="2024-03-15"),
                _case(
                    "M1",
                    "F1",
                    "2024-01-01",
                    mode="TRANSFER_IN",
                    received_at="2024-03-16",
                    charge_framed_at="2024-03-01",
                    court="D2",
                ),  # the same charge, in the next court
                _case("C2", "F2", "2024-01-01", charge_framed_at="2024-03-31"),
                _case("C3", "F-77", "2024-01-01", charge_framed_at="2024-03-10"),
                _case("C4", None, "2024-01-01", charge_framed_at="2024-04-01"),  # the day after
                _case("C5", None, "2024-01-01"),  # not yet
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),
        ),
    ),
    WorkedExample(
        title="Sent back by a higher court: its charge is not counted again",
        tables={
            "police.fir": (_fir("F1", "2023-01-01"),),
            "judiciary.case": (_case("C1", "F1", "2024-03-01", mode="REMAND", charge_framed_at="2024-03-10"),),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- CHN-04

HAND_OVER = (
    WorkedExample(
        title="Three of four arrived in March; the one forwarded on the last day arrives in April",
        tables={
            "police.report173": (
                _report("F1", "2024-03-01", "INTERIM"),
                _report("F2", "2024-03-15"),
                _report("F3", "2024-03-31"),
                _report("F4", "2024-03-15", district="D2"),
                _report("F5", "2024-03-15", "SUPPLEMENTARY"),  # another kind
                _report("F6", "2024-02-29"),  # the day before
                _report("F7", "2024-04-01"),  # the day after
            ),
            "prosecution.review": (
                _review("R1", "2024-03-02", "INTERIM"),
                _review("R2", "2024-03-31"),
                _review("R3", "2024-04-01"),  # forwarded on 31 March
                _review("R4", "2024-03-16", district="D2"),
                _review("R5", "2024-03-16", "CANCELLATION"),  # another kind
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=0.75, numerator=3, denominator=4, n=4, obs_status="ok"),
            Expect(area="D1", value=2 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=1.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="report_kind=COMPLETE", value=2 / 3, numerator=2, denominator=3, n=3),
            Expect(disaggregation="report_kind=INTERIM", value=1.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the two returns: R2 complete and interim per P4 and P5, and no other line",
        tables={
            "police.monthly_return": (_cell("P4", 40), _cell("P5", 10), _cell("P4A", 22), _cell("P6_CANCELLED", 5)),
            "prosecution.monthly_return": (
                _cell("R2", 56),
                _cell("R2_COMPLETE", 42),
                _cell("R2_INTERIM", 9),
                _cell("R2_CANCELLATION", 5),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=51 / 50, numerator=51, denominator=50, n=50, obs_status="ok"),
            Expect(disaggregation="report_kind=COMPLETE", value=42 / 40, numerator=42, denominator=40, n=40),
            Expect(disaggregation="report_kind=INTERIM", value=9 / 10, numerator=9, denominator=10, n=10),
        ),
    ),
    WorkedExample(
        title="Records of one and the return of the other are never divided by each other",
        tables={
            "police.report173": (_report("F1", "2024-03-15"),),
            "prosecution.monthly_return": (_cell("R2_COMPLETE", 1), _cell("R2_INTERIM", 0)),
        },
        period="2024-03",
        expect=(Expect(area="D1", value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="Nothing was forwarded: no ratio, whatever was received",
        tables={
            "police.report173": (_report("F1", "2024-02-29"),),
            "prosecution.review": (_review("R1", "2024-03-01"),),
        },
        period="2024-03",
        expect=(Expect(area="D1", numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- CHN-07


def _held(custody_id: str, to_date: str | None = None, facility: str = "PK2", **more: Any) -> Row:
    return {
        "custody_id": custody_id,
        "facility": facility,
        "from_date": "2023-01-01",
        "to_date": to_date,
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
        **more,
    }


UNDER_TRIAL_CHANGE = (
    WorkedExample(
        title="1,122 in 2019 and 900 in 2023, as reported: 19.8% fewer, not the 11.2% that was printed",
        tables={
            "prisons.monthly_return": (
                _cell("C5", 900, "2023-02", "UTP", facility="PK2"),
                _cell("C5", 2_500, "2023-02", facility="PK2"),  # everybody
                _cell("C5", 40, "2023-02", "UTP", facility="ELSEWHERE"),
            )
        },
        period="2023-02",
        expect=(
            Expect(area="PK2", value=-222 * 100 / 1_122, numerator=-222, denominator=1_122, n=900, obs_status="ok"),
            Expect(area="ELSEWHERE", value=None, numerator=None, denominator=None, n=40, obs_status="undefined"),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end: who is sentenced or released that day is no longer under trial",
        tables={
            "prisons.custody_status": (
                _held("S1"),
                _held("S2", "2024-04-01"),  # the day after
                _held("S3", "2024-03-31"),  # the last day
                _held("S4", "2024-03-31"),
                _held("S4", status="CONVICT_NONFINAL", from_date="2024-03-31"),
                _held("S5", "2024-02-10"),
            )
        },
        period="2024-Q1",
        expect=(
            Expect(area="PK2", value=-1_120 * 100 / 1_122, numerator=-1_120, denominator=1_122, n=2, obs_status="ok"),
        ),
    ),
)

# -- CHN-09: who is held on 31 March 2024

_WARRANT_TABLES: dict[str, tuple[Row, ...]] = {
    "prisons.warrant": (
        _warrant(1, "2024-03-13", "F1"),  # 31 March is day 18: beyond
        _warrant(2, "2024-03-14", "F2"),  # 31 March is day 17: not yet
        _warrant(3, "2024-02-01", "F3"),  # a report on 31 March itself
        _warrant(4, "2024-02-01", "F4"),  # a report on 1 April: none yet on 31 March
        _warrant(5, "2024-02-01", "F5", "2024-03-31"),  # bailed on 31 March
        _warrant(6, "2024-02-01", "F6", "2024-04-01"),  # bailed the day after
        _warrant(7, "2024-02-01", "F-77"),  # no such FIR
        _warrant(8, "2024-02-01", None),
        _warrant(9, "2024-02-01", "F9"),  # the report was forwarded before the arrest
        _warrant(10, "2024-02-01", "F10", custody_id="S1", police_district="D2"),  # S1 again, on another FIR
    ),
    "police.fir": (
        *(_fir(f"F{n}", "2024-01-15") for n in (1, 2, 3, 4, 5, 6, 9)),
        _fir("F10", "2024-01-15", district="D2"),
    ),
    "police.report173": (
        _report("F3", "2024-03-31", "INTERIM"),
        _report("F4", "2024-04-01"),
        _report("F9", "2024-01-20", "DISCHARGE"),  # any kind
    ),
}

WITHOUT_REPORT = (
    WorkedExample(
        title="Day 17 is not yet beyond, day 18 is; S1, held on two FIRs, is one person",
        tables=_WARRANT_TABLES,
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="D1", value=3, n=3, obs_status="ok"),
            Expect(area="D2", value=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Asked for in April, 31 March is what it was; by 30 April S2 has joined, S4 and S6 are gone",
        tables=_WARRANT_TABLES,
        period="2024-04",
        expect=(Expect(value=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="March, rebuilt at the end of April",
        tables=_WARRANT_TABLES,
        period="2024-03",
        as_of="2024-04-30",
        expect=(Expect(value=3, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without the police's records nobody knows who has no report: no data, not everybody",
        tables={"prisons.warrant": _WARRANT_TABLES["prisons.warrant"]},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)

WITHOUT_REPORT_SHARE = (
    WorkedExample(
        title="Three of the six whose FIR is found",
        tables=_WARRANT_TABLES,
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=3, denominator=6, n=6, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Nobody is held on an FIR that is found: no share",
        tables={
            "prisons.warrant": (_warrant(1, "2024-02-01", "F-77"), _warrant(2, "2024-02-01", "F1", "2024-03-31")),
            "police.fir": (_fir("F1", "2024-01-15"),),
            "police.report173": (),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

UNDER_TRIAL_LINKED = (
    WorkedExample(
        title="Six of the eight held on 31 March: one number is unknown, one is missing",
        tables=_WARRANT_TABLES,
        period="2024-03",
        expect=(
            Expect(value=75.0, numerator=6, denominator=8, n=8, obs_status="ok"),
            Expect(area="D1", value=75.0, numerator=6, denominator=8, n=8, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Detained on the last day counts, released that day does not",
        tables={
            "prisons.warrant": (_warrant(1, "2024-03-31", "F1"), _warrant(2, "2024-02-01", "F-77", "2024-03-31")),
            "police.fir": (_fir("F1", "2024-01-15"),),
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),),
    ),
)

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


def _vintage(kpi: str, area: str, first: int, latest: int) -> dict[str, Any]:
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
        title="First said to be none: no share can be told",
        tables={"rolkpi.vintages": (_vintage("police.firs_registered", "D1", 0, 5),)},
        period="2024-03",
        expect=(Expect(numerator=5, denominator=0, n=1, value=None, obs_status="undefined"),),
    ),
)
