"""POL-08, POL-10 and POL-11: how the investigations finalised in March 2024 ended."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.examples.rows import cell, fir, report

_FIRS = (
    # challaned: C1 to C4
    fir("C1", "2024-02-10", offence_cat="MURDER", complainant_sex="F"),
    fir("C2", "2024-02-10", force="LEVIES", complainant_sex="F"),
    fir("C3", "2024-03-10", offence_cat="MURDER", occurred_on="2024-01-01"),
    fir("C4", "2024-02-10", closed_at="2024-03-05", closure="CHALLANED"),  # booked first, forwarded on 31 March
    # a complete report and no challan: N1 sends nobody up, N2 does not say
    fir("N1", "2024-02-10"),
    fir("N2", "2024-02-10"),
    # cancelled: X1 by its report, X2 without one, X3 by a report of the same day as an untraced one
    fir("X1", "2024-02-10", closed_at="2024-04-02", closure="CANCELLED", complainant_sex="F"),  # booked in April
    fir("X2", "2024-02-10", offence_cat="MURDER", closed_at="2024-03-31", closure="CANCELLED", complainant_sex="M"),
    fir("X3", "2024-02-10", complainant_sex="F"),
    # untraced: U1 by its report, U2 without one
    fir("U1", "2024-02-10", offence_cat="MURDER"),
    fir("U2", "2024-02-10", closed_at="2024-03-01", closure="UNTRACED"),
    # otherwise
    fir("T1", "2024-02-10", closed_at="2024-03-10", closure="TRANSFERRED", force="LEVIES"),
    # not finalised in March
    fir("Q1", "2024-02-10", closed_at="2024-03-10", closure="QUASHED"),
    fir("I1", "2024-02-10"),  # an interim, a discharge and a supplementary report
    fir("E1", "2024-01-10"),  # untraced in February, found and challaned in March
    fir("E2", "2024-01-10", closed_at="2024-02-29", closure="CANCELLED"),
    fir("E3", "2024-01-10"),  # completed in February without an accused, with one in March
    fir("L1", "2024-02-10"),  # challaned on 1 April
    fir("L2", "2024-02-10", closed_at="2024-03-20", closure="CHALLANED"),  # booked as challaned, nothing forwarded
    # W1 to W3 were finalised in April: what came before is dated before the FIR
    fir("W1", "2024-03-10", occurred_on="2024-01-01"),
    fir("W2", "2024-03-10", occurred_on="2024-01-01"),
)

_REPORTS = (
    report("C1", "C1", "COMPLETE", "2024-03-01"),
    report("C1-again", "C1", "COMPLETE", "2024-03-20"),  # after a return for defects
    report("C1-untraced", "C1", "UNTRACED", "2024-03-01"),  # the same day: the complete report counts
    report("C2", "C2", "COMPLETE", "2024-03-15", accused=3),
    report("C3-wrong", "C3", "COMPLETE", "2024-02-10"),  # dated before its FIR
    report("C3", "C3", "COMPLETE", "2024-03-10"),  # the day of the FIR
    report("C4", "C4", "COMPLETE", "2024-03-31"),
    report("N1", "N1", "COMPLETE", "2024-03-15", accused=0),
    report("N1-later", "N1", "COMPLETE", "2024-03-25"),  # it was finalised before
    report("N2", "N2", "COMPLETE", "2024-03-15", n_accused_sent=None),
    report("X1", "X1", "CANCELLATION", "2024-03-15"),
    report("X1-again", "X1", "CANCELLATION", "2024-04-15"),
    report("X3", "X3", "CANCELLATION", "2024-03-15"),
    report("X3-untraced", "X3", "UNTRACED", "2024-03-15"),
    report("U1", "U1", "UNTRACED", "2024-03-15"),
    report("U1-cancelled", "U1", "CANCELLATION", "2024-03-20"),
    report("U1-again", "U1", "UNTRACED", "2024-04-15"),
    report("I1", "I1", "INTERIM", "2024-03-15", n_accused_sent=1),
    report("I1-discharge", "I1", "DISCHARGE", "2024-03-15"),
    report("I1-more", "I1", "SUPPLEMENTARY", "2024-03-20", n_accused_sent=1),
    report("E1", "E1", "UNTRACED", "2024-02-29"),
    report("E1-found", "E1", "COMPLETE", "2024-03-15"),
    report("E3", "E3", "COMPLETE", "2024-02-15", accused=0),
    report("E3-again", "E3", "COMPLETE", "2024-03-15"),
    report("L1", "L1", "COMPLETE", "2024-04-01"),
    report("W1-wrong", "W1", "CANCELLATION", "2024-03-09"),
    report("W1", "W1", "CANCELLATION", "2024-04-09"),
    report("W2-wrong", "W2", "UNTRACED", "2024-03-09"),
    report("W2", "W2", "UNTRACED", "2024-04-09"),
)

# Cancelled and untraced on the day of the FIR; challaned, untraced and cancelled by a report that was dated before the
# FIR and came again in March.
_SAME_DAY_FIRS = (
    fir("S1", "2024-03-05"),
    fir("S2", "2024-03-05"),
    fir("S3", "2024-03-05", occurred_on="2024-02-01"),
    fir("S4", "2024-03-05", occurred_on="2024-02-01"),
    fir("S5", "2024-03-05", occurred_on="2024-02-01"),
)
_SAME_DAY_REPORTS = (
    report("S1", "S1", "CANCELLATION", "2024-03-05"),
    report("S1-later", "S1", "UNTRACED", "2024-03-06"),
    report("S2", "S2", "UNTRACED", "2024-03-05"),
    report("S2-later", "S2", "CANCELLATION", "2024-03-06"),
    report("S3-wrong", "S3", "COMPLETE", "2024-03-04"),
    report("S3", "S3", "COMPLETE", "2024-03-20"),
    report("S4-wrong", "S4", "CANCELLATION", "2024-03-04"),
    report("S4", "S4", "CANCELLATION", "2024-03-20"),
    report("S5-wrong", "S5", "UNTRACED", "2024-03-04"),
    report("S5", "S5", "UNTRACED", "2024-03-20"),
)

_TABLES = {"police.fir": _FIRS, "police.report173": _REPORTS}
_SAME_DAY = {"police.fir": _SAME_DAY_FIRS, "police.report173": _SAME_DAY_REPORTS}
_NOTHING = {
    "police.fir": (fir("F1", "2024-03-01"), fir("F2", "2024-03-01", closed_at="2024-03-10", closure="QUASHED")),
    "police.report173": (report("R1", "F1", "INTERIM", "2024-03-15"),),
}
_RETURN = {
    "police.monthly_return": (
        cell("D1", "P4", 8),
        cell("D1", "P4", 5, item="THEFT"),  # no printed total
        cell("D1", "P6_CANCELLED", 2),
        cell("D1", "P6_CANCELLED", 1, item="THEFT"),
        cell("D1", "P6_UNTRACED", 6),
        cell("D1", "P6_UNTRACED", 4, item="THEFT"),
        cell("D1", "P6_TRANSFERRED", 4),
        cell("D1", "P7", 100),
        # D2 leaves out those transferred: 10 of how many?
        cell("D2", "P4", 10),
        cell("D2", "P6_CANCELLED", 5),
        cell("D2", "P6_UNTRACED", 5),
        cell("D2", "P7", 100),
    )
}


def _others(ended: int) -> tuple[WorkedExample, ...]:
    """What all three have in common: nothing finalised, and the return with its 20 finalised."""
    return (
        WorkedExample(
            title="An interim report and an order of a court finalise nothing: no share",
            tables=_NOTHING,
            period="2024-03",
            expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
        ),
        WorkedExample(
            title="From the return: of P4 and the three lines of P6, where all four are there",
            tables=_RETURN,
            period="2024-03",
            expect=(
                Expect(area="D1", value=ended * 5.0, numerator=ended, denominator=20, n=20, obs_status="ok"),
                Expect(area="D2", value=None, obs_status="no_data"),
            ),
        ),
    )


CHALLAN_RATE = (
    WorkedExample(
        title="Four of twelve: each FIR once, on the day it was first finalised, and only with an accused sent up",
        tables=_TABLES,
        period="2024-03",
        expect=(
            Expect(numerator=4, denominator=12, n=12, value=4 * 100 / 12, obs_status="ok"),
            # C1, C3 of these and X2, U1
            Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=2, denominator=4, n=4),
            Expect(disaggregation="force=LEVIES", value=50.0, numerator=1, denominator=2, n=2),  # C2 of C2, T1
        ),
    ),
    WorkedExample(
        title="A report dated before its FIR does not hide the right one; S3 of five",
        tables=_SAME_DAY,
        period="2024-03",
        expect=(Expect(value=20.0, numerator=1, denominator=5, n=5),),
    ),
    *_others(8),
)

UNTRACED_RATE = (
    WorkedExample(
        title="U1 and U2 of twelve; whoever is found later was finalised before",
        tables=_TABLES,
        period="2024-03",
        expect=(
            Expect(numerator=2, denominator=12, n=12, value=2 * 100 / 12, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", value=25.0, numerator=1, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="The first report counts, one dated before its FIR does not: S2 and S5 of five",
        tables=_SAME_DAY,
        period="2024-03",
        expect=(Expect(value=40.0, numerator=2, denominator=5, n=5),),
    ),
    *_others(6),
)

CANCELLATION_RATE = (
    WorkedExample(
        title="X1, X2 and X3 of twelve; with or without a report, and before an untraced report of the same day",
        tables=_TABLES,
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=3, denominator=12, n=12, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", value=25.0, numerator=1, denominator=4, n=4),
            # X1, X3 of these and C1, C2
            Expect(disaggregation="complainant_sex=F", value=50.0, numerator=2, denominator=4, n=4),
            Expect(disaggregation="complainant_sex=M", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="The first report counts, one dated before its FIR does not: S1 and S4 of five",
        tables=_SAME_DAY,
        period="2024-03",
        expect=(Expect(value=40.0, numerator=2, denominator=5, n=5),),
    ),
    *_others(2),
)
