"""CHN-03: the stages between FIR and judgment."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import THE_DAY, TRIALS, court_case, days_before, fir, report

# -- CHN-03: ten cases each that pass a stage on 20 March 2024; the first and quickest is the only rape, and the only
# case of gender-based violence. Nine murders alone are a small base.

_OFFENCES = ("RAPE", *["MURDER"] * 9)

REPORT_STAGE = (
    WorkedExample(
        title="5, 10, ... 50 days with the police: halfway between 25 and 30",
        tables={
            "police.fir": (
                *(
                    fir(f"F{n}", days_before(THE_DAY, 5 * n), offence_cat=offence, gbv_flag=n == 1)
                    for n, offence in enumerate(_OFFENCES, start=1)
                ),
                fir("OPEN", "2023-06-01"),
            ),
            "police.report173": (
                *(report(f"F{n}", THE_DAY) for n in range(1, 11)),
                report("F1", "2024-03-25"),  # again, after defects
                report("OPEN", THE_DAY, "INTERIM"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=27.5, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=5.0, n=1, obs_status="small_base"),
            Expect(disaggregation="offence_cat=MURDER", value=30.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=5.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="The last day of March counts, the first of April does not",
        tables={
            "police.fir": (fir("F1", "2024-03-31"), fir("F2", "2024-03-01"), fir("F3", "2024-03-01")),
            "police.report173": (
                report("F1", "2024-03-31"),
                report("F2", "2024-03-31"),
                report("F3", "2024-04-01"),
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
                *(
                    fir(f"F{n}", days_before(THE_DAY, 40), offence_cat=offence)
                    for n, offence in enumerate(_OFFENCES, start=1)
                ),
                *(fir(fir_id, "2024-01-01") for fir_id in ("OTHER", "INTERIM", "LATER")),
            ),
            "police.report173": (
                *(report(f"F{n}", days_before(THE_DAY, 3 * n)) for n in range(1, 11)),
                report("F10", THE_DAY),  # a second one, after defects: the first counts
                report("OTHER", "2024-01-15"),
                report("INTERIM", "2024-01-15", "INTERIM"),
                report("LATER", "2024-03-21"),
            ),
            "judiciary.case": (
                *(court_case(f"C{n}", f"F{n}", THE_DAY, gbv_flag=n == 1) for n in range(1, 11)),
                court_case("MOVED", "OTHER", THE_DAY, mode="TRANSFER_IN", received_at="2024-03-25"),  # filed elsewhere
                court_case("AGAIN", "OTHER", THE_DAY, mode="RESTORED"),
                court_case("BAIL", "OTHER", THE_DAY, case_type="BAIL"),
                court_case("NO-REPORT", "INTERIM", THE_DAY),
                court_case("DISORDER", "LATER", THE_DAY),  # filed before the report
                court_case("NOT-FOUND", "F-77", THE_DAY),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=16.5, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=3.0, n=1, obs_status="small_base"),
            Expect(disaggregation="offence_cat=MURDER", value=18.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=3.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="Filed the day of the report is day 0; the last day of March counts, the first of April does not",
        tables={
            "police.fir": tuple(fir(f"F{n}", "2024-03-01") for n in (1, 2, 3)),
            "police.report173": (
                report("F1", "2024-03-01"),
                report("F2", "2024-03-21"),
                report("F3", "2024-03-21"),
            ),
            "judiciary.case": (
                court_case("C1", "F1", "2024-03-01"),
                court_case("C2", "F2", "2024-03-31"),
                court_case("C3", "F3", "2024-04-01"),
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
            "police.fir": (
                *(fir(f"F{n}", "2023-06-01", offence_cat=offence) for n, offence in enumerate(_OFFENCES, start=1)),
                fir("OTHER", "2023-06-01"),
            ),
            "judiciary.case": (
                *(
                    court_case(
                        f"C{n}",
                        f"F{n}",
                        days_before(THE_DAY, 10 * n),
                        case_type=TRIALS[n % len(TRIALS)],
                        charge_framed_at=THE_DAY,
                        gbv_flag=n == 1,
                    )
                    for n in range(1, 10)
                ),
                # Received by transfer and charged the same day: its filing is the first court's.
                court_case(
                    "C10",
                    "F10",
                    days_before(THE_DAY, 100),
                    mode="TRANSFER_IN",
                    received_at=THE_DAY,
                    charge_framed_at=THE_DAY,
                ),
                # Charged before it came: counted in the court that framed the charge.
                court_case(
                    "MOVED",
                    "OTHER",
                    "2024-01-01",
                    mode="TRANSFER_IN",
                    received_at="2024-03-25",
                    charge_framed_at=THE_DAY,
                ),
                court_case("AGAIN", "OTHER", "2024-03-01", mode="REMAND", charge_framed_at=THE_DAY),
                court_case("NOT-FOUND", "F-77", "2024-03-01", charge_framed_at=THE_DAY),
                court_case("NOT-YET", "OTHER", "2024-03-01"),
                court_case("APPEAL", "OTHER", "2024-03-01", case_type="APPEAL", charge_framed_at=THE_DAY),
                court_case("DISORDER", "OTHER", "2024-03-25", charge_framed_at=THE_DAY),  # charged before it was filed
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=55.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=10.0, n=1, obs_status="small_base"),
            Expect(disaggregation="offence_cat=MURDER", value=60.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=10.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="Charged the day of filing is day 0; the last day of March counts, the first of April does not",
        tables={
            "police.fir": tuple(fir(f"F{n}", "2024-01-01") for n in (1, 2, 3)),
            "judiciary.case": (
                court_case("C1", "F1", "2024-03-01", charge_framed_at="2024-03-01"),
                court_case("C2", "F2", "2024-03-01", charge_framed_at="2024-03-31"),
                court_case("C3", "F3", "2024-03-01", charge_framed_at="2024-04-01"),
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
            "police.fir": (
                *(fir(f"F{n}", "2023-06-01", offence_cat=offence) for n, offence in enumerate(_OFFENCES, start=1)),
                fir("OTHER", "2023-06-01"),
            ),
            "judiciary.case": (
                *(
                    court_case(
                        f"C{n}",
                        f"F{n}",
                        "2023-07-01",
                        THE_DAY,
                        charge_framed_at=days_before(THE_DAY, 20 * n),
                        gbv_flag=n == 1,
                    )
                    for n in range(1, 11)
                ),
                court_case("NO-CHARGE", "OTHER", "2023-07-01", THE_DAY, disposal_mode="COMPROMISE"),
                court_case("AGAIN", "OTHER", "2024-01-01", THE_DAY, mode="REMAND", charge_framed_at="2024-01-05"),
                court_case("OPEN", "OTHER", "2024-01-01", charge_framed_at="2024-01-05"),
                court_case("NOT-FOUND", "F-77", "2024-01-01", THE_DAY, charge_framed_at="2024-01-05"),
                court_case("DISORDER", "OTHER", "2024-01-01", THE_DAY, charge_framed_at="2024-03-25"),  # decided first
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=110.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=20.0, n=1, obs_status="small_base"),
            Expect(disaggregation="offence_cat=MURDER", value=120.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=20.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="Judged the day of the charge is day 0; the last day of March counts, the first of April does not",
        tables={
            "police.fir": tuple(fir(f"F{n}", "2024-01-01") for n in (1, 2, 3)),
            "judiciary.case": (
                court_case("C1", "F1", "2024-02-01", "2024-03-01", charge_framed_at="2024-03-01"),
                court_case("C2", "F2", "2024-02-01", "2024-03-31", charge_framed_at="2024-03-01"),
                court_case("C3", "F3", "2024-02-01", "2024-04-01", charge_framed_at="2024-03-01"),
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
            "police.fir": tuple(fir(f"F{n}", "2024-01-01") for n in (1, 2, 3)),
            "police.report173": (
                report("F1", "2024-01-15"),
                report("F2", "2024-01-15"),
                report("F3", "2024-01-15", "INTERIM"),
            ),
            "judiciary.case": (
                court_case("C1", "F1", "2024-03-01", gbv_flag=True),
                court_case("C2", "F2", "2024-03-31", case_type="MAGISTERIAL_TRIAL"),
                court_case("C3", "F3", "2024-03-10", case_type="ATC"),
                court_case("C4", "F-77", "2024-03-10", case_type="GBV"),
                court_case("C5", None, "2024-03-10", case_type="JUVENILE"),
                court_case("C6", "F1", "2024-03-10", case_type="BAIL"),  # no trial
                court_case("C7", "F2", "2024-03-10", mode="TRANSFER_IN", received_at="2024-03-12"),  # filed elsewhere
                court_case("C8", None, "2024-04-01"),  # the day after
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
            "police.fir": (fir("F1", "2024-01-01"),),
            "police.report173": (),
            "judiciary.case": (court_case("C1", None, "2024-03-10", case_type="FAMILY"),),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CHARGED_CASES_LINKED = (
    WorkedExample(
        title="Two of three, counted in the court that framed the charge",
        tables={
            "police.fir": (fir("F1", "2023-01-01"), fir("F2", "2023-01-01")),
            "judiciary.case": (
                court_case(
                    "C1",
                    "F1",
                    "2024-01-01",
                    charge_framed_at="2024-03-01",
                    transferred_out_at="2024-03-15",
                    gbv_flag=True,
                ),
                court_case(
                    "M1",
                    "F1",
                    "2024-01-01",
                    mode="TRANSFER_IN",
                    received_at="2024-03-16",
                    charge_framed_at="2024-03-01",
                    court="D2",
                ),  # the same charge, in the next court
                court_case("C2", "F2", "2024-01-01", charge_framed_at="2024-03-31"),
                court_case("C3", "F-77", "2024-01-01", charge_framed_at="2024-03-10"),
                court_case("C4", None, "2024-01-01", charge_framed_at="2024-04-01"),  # the day after
                court_case("C5", None, "2024-01-01"),  # not yet
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Sent back by a higher court: its charge is not counted again",
        tables={
            "police.fir": (fir("F1", "2023-01-01"),),
            "judiciary.case": (court_case("C1", "F1", "2024-03-01", mode="REMAND", charge_framed_at="2024-03-10"),),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
