"""Court productions and admissions."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import admission, cell, production, spell

_PRODUCTIONS = (
    production(1, "2024-03-01", court_level="SESSIONS"),  # the first day
    production(2, "2024-03-31", court_level="SESSIONS", mode="VIDEO"),  # the last day
    production(3, "2024-03-10", "NO_ESCORT", court_level="MAGISTRATE"),
    production(4, "2024-03-10", "COURT_CANCELLED", court_level="MAGISTRATE"),
    production(5, "2024-03-10", court_level="MAGISTRATE"),
    production(6, "2024-03-10", "NO_ESCORT", facility="P2"),
    production(7, "2024-03-10", "ILL", facility="P2"),
    production(8, "2024-03-10", "SECURITY", facility="P2"),
    production(9, "2024-03-10", "OTHER", facility="P2"),
    production(10, "2024-02-29"),  # the day before
    production(11, "2024-04-01", "NO_ESCORT"),  # the day after
)

_ON_FORM = (
    cell("P1", "2024-03", "C9", 40),
    cell("P1", "2024-03", "C9_PERSON", 20),
    cell("P1", "2024-03", "C9_VIDEO", 5),
    cell("P1", "2024-03", "C9_MISSED", 31),
    cell("P1", "2024-03", "C9_MISSED", 16, item="MISSED_NO_ESCORT"),
    cell("P1", "2024-03", "C9_MISSED", 8, item="MISSED_ILL"),
    cell("P1", "2024-03", "C9_MISSED", 4, item="MISSED_COURT_CANCELLED"),
    cell("P1", "2024-03", "C9_MISSED", 2, item="MISSED_SECURITY"),
    cell("P1", "2024-03", "C9_MISSED", 1, item="MISSED_OTHER"),
)

PRODUCTION_RATE = (
    WorkedExample(
        title="Three of nine, one by video; a court that did not sit is a production missed",
        tables={"prisons.production": _PRODUCTIONS},
        period="2024-03",
        expect=(
            Expect(value=3 * 100 / 9, numerator=3, denominator=9, n=9, obs_status="ok"),
            Expect(area="P1", value=60.0, numerator=3, denominator=5, n=5),
            Expect(disaggregation="court_level=MAGISTRATE", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="court_level=_U", value=0.0, numerator=0, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="From the form: 20 in person and 5 by video of 40 due",
        tables={"prisons.monthly_return": _ON_FORM},
        period="2024-03",
        expect=(Expect(value=62.5, numerator=25, denominator=40, n=40, obs_status="ok"),),
    ),
    WorkedExample(
        title="No court asked for anybody: no rate",
        tables={"prisons.production": (production(1, "2024-02-29"),)},
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

PRODUCTIONS_MISSED = (
    WorkedExample(
        title="Six missed, by reason",
        tables={"prisons.production": _PRODUCTIONS},
        period="2024-03",
        expect=(
            Expect(value=6, n=6, obs_status="ok"),
            Expect(disaggregation="missed_reason=NO_ESCORT", value=2, n=2),
            Expect(disaggregation="missed_reason=COURT_CANCELLED", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the form: its total, and its cells by reason",
        tables={"prisons.monthly_return": _ON_FORM},
        period="2024-03",
        expect=(
            Expect(value=31, n=31, obs_status="ok"),
            Expect(disaggregation="missed_reason=NO_ESCORT", value=16, n=16),
            Expect(disaggregation="missed_reason=ILL", value=8, n=8),
            Expect(disaggregation="missed_reason=COURT_CANCELLED", value=4, n=4),
            Expect(disaggregation="missed_reason=SECURITY", value=2, n=2),
            Expect(disaggregation="missed_reason=OTHER", value=1, n=1),
        ),
    ),
)

_ADMISSIONS = (
    admission("S1", "2024-03-01T00:00:00"),  # the first minute
    admission("S2", "2024-03-31T23:59:00", sex="F"),  # the last one
    admission("S3", "2024-03-10T10:00:00", admission_kind="RECALL", status="CONVICT"),
    admission("S1", "2024-03-20T10:00:00", admission_kind="TRANSFER_IN", facility="P2"),
    admission("S4", "2024-03-20T10:00:00", facility="P2"),
    admission("S5", "2024-03-20T10:00:00", admission_kind="PRODUCTION_RETURN", facility="P2"),
    admission("S8", "2024-03-20T10:00:00", status="ADMIN_IMMIGRATION"),  # not counted
    admission("S9", "2024-03-20T10:00:00", status="ADMIN_IMMIGRATION", facility="P2"),  # not counted
    admission("S6", "2024-02-29T23:59:00"),  # the day before
    admission("S7", "2024-04-01T00:00:00"),  # the day after
)

_ADMISSIONS_ON_FORM = (
    cell("P1", "2024-03", "C2_NEW", 20),
    cell("P1", "2024-03", "C2_RECALL", 3),
    cell("P1", "2024-03", "C2_TRANSFER_IN", 7),
    cell("P1", "2024-03", "C2_NEW", 18, item="UTP"),  # among the 20
    cell("P1", "2024-03", "C5", 46),
    cell("P1", "2024-03", "C5", 40, item="UTP"),  # among the 46
)

_HELD = (
    *(spell(f"H{n}", "2024-01-05") for n in (1, 2, 3, 4, 5)),
    *(spell(f"H{n}", "2024-01-05", facility="P2") for n in (6, 7, 8)),
    spell("H9", "2024-01-05", status="ADMIN_IMMIGRATION"),  # not counted
)

ADMISSIONS = (
    WorkedExample(
        title="Four persons came from outside or by recall; one of them moved on, one came back from court",
        tables={"prisons.custody": _ADMISSIONS},
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(disaggregation="status=UTP", value=3, n=3),
            Expect(disaggregation="status=CONVICT", value=1, n=1),
            Expect(disaggregation="sex=F", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the form: new and recalled, transfers left out",
        tables={"prisons.monthly_return": _ADMISSIONS_ON_FORM},
        period="2024-03",
        expect=(Expect(value=23, n=23, obs_status="ok"),),
    ),
)

ADMISSIONS_OF_PRISON = (
    WorkedExample(
        title="P1 received three; P2 two, the one who was moved among them: five in all for four persons",
        tables={"prisons.custody": _ADMISSIONS},
        period="2024-03",
        expect=(
            Expect(area="P1", value=3, n=3, obs_status="ok"),
            Expect(area="P1", disaggregation="sex=F", value=1, n=1),
            Expect(area="P1", disaggregation="status=CONVICT", value=1, n=1),
            Expect(area="P2", value=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="From the form: new, recalled and transferred in",
        tables={"prisons.monthly_return": _ADMISSIONS_ON_FORM},
        period="2024-03",
        expect=(Expect(area="P1", value=30, n=30, obs_status="ok"),),
    ),
)

TURNOVER = (
    WorkedExample(
        title="Four came, eight were held: one half",
        tables={"prisons.custody": _ADMISSIONS, "prisons.custody_status": _HELD},
        period="2024-03",
        expect=(Expect(value=0.5, numerator=4, denominator=8, n=8, obs_status="ok"),),
    ),
    WorkedExample(
        title="A quarter: 24 came, 40, 44 and 60 were held, on average 48; written as 72 over 144",
        tables={
            "prisons.monthly_return": (
                *(cell("P1", f"2024-0{month}", "C2_NEW", 7) for month in (1, 2, 3)),
                *(cell("P1", f"2024-0{month}", "C2_RECALL", 1) for month in (1, 2, 3)),
                *(cell("P1", f"2024-0{month}", "C2_TRANSFER_IN", 5) for month in (1, 2, 3)),
                cell("P1", "2024-01", "C5", 40),
                cell("P1", "2024-02", "C5", 44),
                cell("P1", "2024-03", "C5", 60),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=0.5, numerator=72, denominator=144, n=144, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody was held at the end of the month: no ratio",
        tables={
            "prisons.custody": (admission("S1", "2024-03-10T10:00:00"),),
            "prisons.custody_status": (spell("S1", "2024-03-10", "2024-03-12"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=1, denominator=0, n=0, obs_status="undefined"),),
    ),
)

TURNOVER_OF_PRISON = (
    WorkedExample(
        title="P1: three came to five held; P2: two, one of them moved, to three",
        tables={"prisons.custody": _ADMISSIONS, "prisons.custody_status": _HELD},
        period="2024-03",
        expect=(
            Expect(area="P1", value=0.6, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(area="P2", value=2 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="From the form: 30 to 46",
        tables={"prisons.monthly_return": _ADMISSIONS_ON_FORM},
        period="2024-03",
        expect=(Expect(area="P1", value=30 / 46, numerator=30, denominator=46, n=46, obs_status="ok"),),
    ),
)
