"""CHN-07, CHN-09 and CHN-10: who is held under trial, and who comes back."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, cell, fir, report, warrant

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
                cell("C5", 900, "2023-02", "UTP", facility="PK2"),
                cell("C5", 2_500, "2023-02", facility="PK2"),  # everybody
                cell("C5", 40, "2023-02", "UTP", facility="ELSEWHERE"),
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
        warrant(1, "2024-03-13", "F1"),  # 31 March is day 18: beyond
        warrant(2, "2024-03-14", "F2"),  # 31 March is day 17: not yet
        warrant(3, "2024-02-01", "F3", "2024-04-20"),  # a report on 31 March itself, bail in April
        warrant(4, "2024-02-01", "F4"),  # a report on 1 April: none yet on 31 March
        warrant(5, "2024-02-01", "F5", "2024-03-31"),  # bailed on 31 March
        warrant(6, "2024-02-01", "F6", "2024-04-01"),  # bailed the day after
        warrant(7, "2024-02-01", "F-77"),  # no such FIR
        warrant(8, "2024-02-01", None),
        warrant(9, "2024-02-01", "F9"),  # the report was forwarded before the arrest
        warrant(10, "2024-02-01", "F10", custody_id="S1", police_district="D2"),  # S1 again, on another FIR
    ),
    "police.fir": (
        *(fir(f"F{n}", "2024-01-15") for n in (1, 2, 3, 4, 5, 6, 9)),
        fir("F10", "2024-01-15", district="D2"),
    ),
    "police.report173": (
        report("F3", "2024-03-31", "INTERIM"),
        report("F4", "2024-04-01"),
        report("F9", "2024-01-20", "DISCHARGE"),  # any kind
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
            "prisons.warrant": (warrant(1, "2024-02-01", "F-77"), warrant(2, "2024-02-01", "F1", "2024-03-31")),
            "police.fir": (fir("F1", "2024-01-15"),),
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
            "prisons.warrant": (warrant(1, "2024-03-31", "F1"), warrant(2, "2024-02-01", "F-77", "2024-03-31")),
            "police.fir": (fir("F1", "2024-01-15"),),
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),),
    ),
)

# -- CHN-10: who was released in March 2023, and came back by March 2024


def _stay(
    number: int, person: str | None, admitted: str, released: str | None = None, reason: str = "BAIL", **more: Any
) -> Row:
    return {
        "admission_id": f"A{number}",
        "custody_id": f"S{number}",
        "person_key": person,
        "facility": "F1",
        "admitted_at": f"{admitted}T10:00:00",
        "admission_kind": "NEW",
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
        "released_at": f"{released}T16:00:00" if released else None,
        "release_reason": reason if released else None,
        **more,
    }


_RELEASES = {
    "prisons.custody": (
        _stay(1, "P1", "2023-01-10", "2023-03-01"),
        _stay(2, "P1", "2024-03-01", facility="F2"),  # 12 months to the day, in another prison: a return
        _stay(3, "P2", "2023-01-10", "2023-03-01"),
        _stay(4, "P2", "2024-03-02"),  # the day after: late
        _stay(5, "P3", "2023-01-10", "2023-03-31", "SENTENCE_EXPIRED", sex="F", age_class="JUVENILE"),
        _stay(6, "P3", "2023-04-10", admission_kind="TRANSFER_IN"),  # no new case
        _stay(7, "P4", "2023-01-10", "2023-03-31", "PAROLE", facility="F2"),
        _stay(8, "P4", "2023-05-10", admission_kind="RECALL"),  # no new case
        _stay(9, "P5", "2023-01-10", "2023-03-15", "ACQUITTED", facility="F2"),
        _stay(10, "P5", "2023-01-20", "2023-02-01"),  # came in before he was released: an earlier stay
        _stay(11, "P5", "2023-06-01"),  # a return
        _stay(12, "P5", "2024-03-20"),  # and another, late: the first counts
        _stay(13, "P6", "2023-01-10", "2023-03-20", "TRANSFER_OUT"),  # no release
        _stay(14, "P6", "2023-05-01"),
        _stay(15, "P7", "2023-01-10", "2023-03-20", "DIED"),
        _stay(16, "P8", "2023-01-10", "2023-03-20", "ESCAPED"),
        _stay(17, "P8", "2023-04-01"),
        _stay(18, None, "2023-01-10", "2023-03-20"),  # nobody knows who he is
        _stay(19, None, "2023-04-01"),
        _stay(20, "P9", "2023-01-10", "2023-03-20", "OTHER"),
        _stay(21, "P9", "2023-03-20", admission_kind="PRODUCTION_RETURN"),
        _stay(22, "P10", "2023-01-10", "2023-02-28"),
        _stay(23, "P10", "2023-04-01"),
        _stay(24, "P11", "2023-01-10", "2023-04-01"),
        _stay(25, "P11", "2023-05-01"),
    )
}

RETURNED = (
    WorkedExample(
        title="Two of six: 12 months to the day are in time, a day more is late; transfers and recalls are none",
        tables=_RELEASES,
        period="2023-03",
        as_of="2024-03-31",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok", linkage=6 / 7),
            Expect(area="F1", value=25.0, numerator=1, denominator=4, n=4, obs_status="ok"),
            Expect(area="F2", value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="sex=F", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="release_reason=ACQUITTED", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="release_reason=DIED", value=None, numerator=0, denominator=0, n=0),
        ),
    ),
    WorkedExample(
        title="On 30 March 2024 the releases of 31 March 2023 have not had their 12 months: no value, not 0",
        tables=_RELEASES,
        period="2023-03",
        as_of="2024-03-30",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Nobody known was released: no share",
        tables={"prisons.custody": (_stay(18, None, "2023-01-10", "2023-03-20"),)},
        period="2023-03",
        as_of="2024-03-31",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

RELEASES_KNOWN = (
    WorkedExample(
        title="Six of seven releases: of one nobody wrote down a number",
        tables=_RELEASES,
        period="2023-03",
        expect=(
            Expect(value=6 * 100 / 7, numerator=6, denominator=7, n=7, obs_status="ok"),
            Expect(area="F2", value=100.0, numerator=2, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="release_reason=BAIL", value=2 * 100 / 3, numerator=2, denominator=3, n=3),
        ),
    ),
    WorkedExample(
        title="Nobody was let go: no share",
        tables={"prisons.custody": (_stay(15, "P7", "2023-01-10", "2023-03-20", "DIED"),)},
        period="2023-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
