"""CHN-01: what becomes of the FIRs of March 2022 within 24 months."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import TRIALS, Row, court_case, fir, report

# -- CHN-01: the cohort of March 2022, final on 31 March 2024

_COHORT_FIRS = (
    fir("F1", "2022-03-01"),
    fir("F2", "2022-03-01", offence_cat="RAPE", gbv_flag=True),
    fir("F3", "2022-03-31", offence_cat="ROBBERY", district="D2"),
    fir("F4", "2022-03-10", closed_at="2022-05-01", closure="CANCELLED"),  # not in the cohort
    fir("F5", "2022-03-15", closed_at="2024-03-15", closure="CANCELLED"),  # 24 months to the day: not in it
    fir("F6", "2022-03-15", closed_at="2024-03-16", closure="CANCELLED"),  # the day after: stays in it
    fir("F7", "2022-03-10", closed_at="2022-05-01", closure="UNTRACED", district="D2"),  # stays
    fir("F8", "2022-03-05", offence_cat="KIDNAP_ABDUCT"),
    fir("F9", "2022-03-20"),
    fir("F10", "2022-03-20"),
    fir("F11", "2022-03-10", offence_cat="THEFT"),  # not serious and violent
    fir("F12", "2022-04-01"),  # April's cohort
    fir("F13", "2022-03-25", offence_cat="ROBBERY"),
    fir("F14", "2022-03-25"),
)

_COHORT_CASES = (
    court_case("C1", "F1", "2022-05-01", "2024-03-01"),  # 24 months to the day: in time
    court_case("C1b", "F1", "2022-05-01", "2024-03-20"),  # another accused, later: the first conviction counts
    court_case("C2", "F2", "2022-05-01", "2024-03-02"),  # the day after: late
    court_case("C3a", "F3", "2022-06-01", "2023-01-10", disposal_mode="ACQUITTAL", court="D2"),
    court_case("C3b", "F3", "2022-06-01", "2023-06-01", court="D2"),  # another accused, convicted
    court_case("C8", "F8", "2022-06-01", "2023-01-10", disposal_mode="ACQUITTAL"),
    court_case("A8", "F8", "2023-02-01", "2023-09-01", case_type="APPEAL"),  # not first instance
    court_case("R8", "F8", "2023-02-01", "2023-09-01", mode="REMAND"),  # sent back: its first judgment stands
    court_case("C9", "F-9", "2022-06-01", "2023-01-10"),  # filed under another number: not found
    court_case("C10", "F10", "2022-06-01"),  # open
    court_case("C11", "F11", "2022-06-01", "2023-01-10"),
    court_case("C12", "F12", "2022-06-01", "2023-01-10"),
    court_case("C13", "F13", "2022-03-25", "2022-03-25"),  # the day of the FIR
    court_case("C14", "F14", "2022-03-01", "2022-03-24"),  # before the FIR: the number or a day is wrong, no success
)

_OFFENCES = (
    "MURDER",
    "ATTEMPT_MURDER",
    "HONOUR_KILLING",
    "KIDNAP_ABDUCT",
    "KIDNAP_RANSOM",
    "RAPE",
    "SEXUAL_CHILD",
    "ACID",
    "DACOITY",
    "ROBBERY",
    "TERRORISM",
)

# One FIR for each of the eleven offences, tried in each kind of court in turn; and one of another offence.
_OFFENCE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": tuple(fir(o, "2022-03-10", offence_cat=o) for o in (*_OFFENCES, "BURGLARY")),
    "police.report173": tuple(report(o, "2022-03-24") for o in (*_OFFENCES, "BURGLARY")),
    "judiciary.case": (
        *(
            court_case(f"C{n}", o, "2022-05-01", "2023-01-10", case_type=TRIALS[n % len(TRIALS)])
            for n, o in enumerate(_OFFENCES)
        ),
        court_case("OTHER", "BURGLARY", "2022-05-01", "2023-01-10"),
    ),
}

CONVERSION = (
    WorkedExample(
        title="24 months to the day are in time, the day after is late; an open case and one not found are no success",
        tables={"police.fir": _COHORT_FIRS, "judiciary.case": _COHORT_CASES},
        period="2022-03",
        as_of="2024-03-31",
        expect=(
            Expect(value=30.0, numerator=3, denominator=10, n=10, obs_status="ok"),
            Expect(area="D1", value=25.0, numerator=2, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=1 * 100 / 6, numerator=1, denominator=6, n=6),
            Expect(disaggregation="offence_cat=THEFT", value=None, numerator=0, denominator=0, n=0),
        ),
    ),
    WorkedExample(
        title="Eleven offences are serious and violent; a conviction in any court of first instance is one",
        tables=_OFFENCE_TABLES,
        period="2022-03",
        as_of="2024-03-31",
        expect=(
            Expect(value=100.0, numerator=11, denominator=11, n=11, obs_status="ok"),
            Expect(disaggregation="offence_cat=BURGLARY", value=None, numerator=0, denominator=0, n=0),
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
        tables={"police.fir": (fir("F1", "2022-03-01", offence_cat="THEFT"),), "judiciary.case": ()},
        period="2022-03",
        as_of="2024-03-31",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_LINKED_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        fir("F1", "2022-03-01"),
        fir("F2", "2022-03-01"),
        fir("F3", "2022-03-31", offence_cat="RAPE", gbv_flag=True, district="D2"),
        fir("F4", "2022-03-10"),
        fir("F5", "2022-03-10"),
        fir("F6", "2022-03-10"),
        fir("F7", "2022-03-10", offence_cat="THEFT"),
        fir("F8", "2022-03-10", closed_at="2024-03-10", closure="CANCELLED"),  # 24 months to the day: not in it
        fir("F9", "2022-03-10", closed_at="2024-03-11", closure="CANCELLED"),  # the day after: stays in it
        fir("F10", "2022-03-10", closed_at="2022-03-20", closure="CHALLANED"),  # never filed
    ),
    "police.report173": (
        report("F1", "2022-03-14"),
        report("F2", "2022-03-14"),
        report("F3", "2024-03-31", district="D2"),  # 24 months to the day
        report("F4", "2024-03-11"),  # after 24 months: nothing to find
        report("F5", "2022-03-20", "INTERIM"),  # no complete report: nothing to find
        report("F6", "2022-03-20"),
        *(report(f"F{n}", "2022-03-20") for n in (7, 8, 9, 10)),
    ),
    "judiciary.case": (
        court_case("C1", "F1", "2024-03-01"),  # 24 months to the day: found
        court_case("C1b", "F1", "2024-03-20"),  # another accused, later: the first trial counts
        court_case("C2", "F2", "2024-03-02"),  # the day after
        court_case("C3", None, "2022-05-01"),  # F3's case, without its number
        court_case("C4", "F4", "2024-03-12"),
        court_case("C5", "F5", "2022-05-01"),
        court_case("B6", "F6", "2022-04-01", case_type="BAIL"),  # a petition, no trial
        *(court_case(f"C{n}", f"F{n}", "2022-05-01") for n in (7, 8, 9)),
    ),
}

CONVERSION_LINKED = (
    WorkedExample(
        title="Two of six: one is filed a day late, one without its number, two never, with or without a bail petition",
        tables=_LINKED_TABLES,
        period="2022-03",
        as_of="2024-03-31",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="gbv_flag=true", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="The same eleven offences; a trial in any court of first instance is found",
        tables=_OFFENCE_TABLES,
        period="2022-03",
        as_of="2024-03-31",
        expect=(Expect(value=100.0, numerator=11, denominator=11, n=11, obs_status="ok"),),
    ),
    WorkedExample(
        title="Known on the same day as the figure it stands beside",
        tables=_LINKED_TABLES,
        period="2022-03",
        as_of="2024-03-30",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
)
