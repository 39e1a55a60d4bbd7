"""Who is held: how many, women, children, juveniles, and how many are not sentenced."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import SEPTEMBER_2024, capacity, cell, children, spell

_BY_STATUS = {
    "UTP": 1,
    "CONVICT_NONFINAL": 2,
    "CONVICT": 4,
    "CONDEMNED": 8,
    "CIVIL": 16,
    "DETENU": 32,
    "OTHER": 64,
    "ADMIN_IMMIGRATION": 128,
}
_BY_SEX = {"M": 1_000, "F": 100, "T": 10, "U": 1}

POPULATION = (
    WorkedExample(
        title="Held at the end of 31 March; who leaves that day is gone, a change of status is no second person",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-02-01", "2024-03-31"),  # released on the last day
                spell("S3", "2024-02-01", "2024-04-01", status="CONVICT"),  # released the day after
                spell("S4", "2024-01-01", "2024-03-15", nationality="FOREIGN"),
                spell("S4", "2024-03-15", status="CONVICT_NONFINAL", nationality="FOREIGN"),
                spell("S5", "2024-01-01", status="ADMIN_IMMIGRATION"),  # not counted
                spell("S6", "2024-03-31", facility="P2", sex="F", age_class="JUVENILE"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="P1", value=3, n=3, obs_status="ok"),
            Expect(area="P2", value=1, n=1, obs_status="ok"),
            Expect(disaggregation="status=UTP", value=2, n=2),
            Expect(disaggregation="status=ADMIN_IMMIGRATION", value=0, n=0),
            Expect(disaggregation="sex=F", value=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=1, n=1),
            Expect(disaggregation="nationality=FOREIGN", value=1, n=1),
            Expect(disaggregation="nationality=_U", value=3, n=3),
            Expect(disaggregation="sex=M;status=CONVICT_NONFINAL", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, never a sum or a mean",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05", "2024-02-10"),
                spell("S2", "2024-03-01"),
                spell("S3", "2024-01-05", "2024-03-30"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Balochistan, September 2024, as published: 2,881 in twelve prisons",
        tables={"prisons.monthly_return": SEPTEMBER_2024},
        period="2024-09",
        expect=(
            Expect(value=2_881, n=2_881, obs_status="ok"),
            Expect(area="QUETTA", value=1_090, n=1_090),
        ),
    ),
    WorkedExample(
        title="Cells by status and sex serve the breakdown, the printed total the total",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 30),
                cell("P1", "2024-03", "C5", 20, item="UTP_M"),
                cell("P1", "2024-03", "C5", 2, item="UTP_F"),
                cell("P1", "2024-03", "C5", 7, item="CONVICT_M"),
                cell("P1", "2024-03", "C5", 4, item="ADMIN_IMMIGRATION_M"),  # not counted
            )
        },
        period="2024-03",
        expect=(
            Expect(value=30, n=30),
            Expect(disaggregation="sex=M", value=27, n=27),
            Expect(disaggregation="status=UTP", value=22, n=22),
            Expect(disaggregation="sex=F;status=UTP", value=2, n=2),
        ),
    ),
    WorkedExample(
        title="Cells by status alone, each another number: their sum is the total, and nobody's sex is told",
        tables={
            "prisons.monthly_return": (
                *(cell("P1", "2024-03", "C5", persons, item=status) for status, persons in _BY_STATUS.items()),
                *(cell("P1", "2024-03", "C1", 500, item=status) for status in _BY_STATUS),  # at the start
            )
        },
        period="2024-03",
        expect=(
            Expect(value=127, n=127, obs_status="ok"),  # 1 + 2 + 4 + ... + 64, without those of immigration
            *(
                Expect(disaggregation=f"status={status}", value=persons, n=persons)
                for status, persons in list(_BY_STATUS.items())[:-1]
            ),
        ),
    ),
    WorkedExample(
        title="Every cell by status and sex, each another number; where no total is printed their sum is the total",
        tables={
            "prisons.monthly_return": tuple(
                cell("P1", "2024-03", "C5", persons * times, item=f"{status}_{sex}")
                for status, persons in _BY_STATUS.items()
                for sex, times in _BY_SEX.items()
            )
        },
        period="2024-03",
        expect=(
            Expect(value=127 * 1_111, n=127 * 1_111),  # 1 + 2 + 4 + ... + 64, without those of immigration
            Expect(disaggregation="status=UTP", value=1_111, n=1_111),  # 1,000 + 100 + 10 + 1
            Expect(disaggregation="status=CONVICT_NONFINAL", value=2_222, n=2_222),
            Expect(disaggregation="status=CONVICT", value=4_444, n=4_444),
            Expect(disaggregation="status=CONDEMNED", value=8_888, n=8_888),
            Expect(disaggregation="status=CIVIL", value=17_776, n=17_776),
            Expect(disaggregation="status=DETENU", value=35_552, n=35_552),
            Expect(disaggregation="status=OTHER", value=71_104, n=71_104),
            Expect(disaggregation="status=ADMIN_IMMIGRATION", value=0, n=0),  # not counted
            Expect(disaggregation="sex=M", value=127_000, n=127_000),
            Expect(disaggregation="sex=F", value=12_700, n=12_700),
            Expect(disaggregation="sex=T", value=1_270, n=1_270),
            Expect(disaggregation="sex=U", value=127, n=127),
            Expect(disaggregation="sex=T;status=DETENU", value=320, n=320),
        ),
    ),
)

WOMEN = (
    WorkedExample(
        title="Women and girls; a man does not count, nor who left on the last day",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05", sex="F"),
                spell("S2", "2024-01-05", sex="F", age_class="JUVENILE", status="CONVICT"),
                spell("S3", "2024-03-31", sex="F", facility="P2"),
                spell("S4", "2024-01-05"),
                spell("S5", "2024-01-05", sex="T"),
                spell("S6", "2024-01-05", "2024-03-31", sex="F"),
                spell("S7", "2024-01-05", sex="F", status="ADMIN_IMMIGRATION"),  # not counted
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="P2", value=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="From the form, for each status; a return with totals alone does not tell (P2)",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 3, item="UTP_F"),
                cell("P1", "2024-03", "C5", 2, item="CONDEMNED_F"),
                cell("P1", "2024-03", "C5", 40, item="UTP_M"),
                cell("P1", "2024-03", "C5", 9, item="ADMIN_IMMIGRATION_F"),  # not counted
                cell("P2", "2024-03", "C5", 20),
                cell("P2", "2024-03", "C5", 12, item="UTP"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=5, n=5, obs_status="provisional"),
            Expect(area="P2", value=None, obs_status="no_data"),
        ),
    ),
)

WOMEN_SHARE = (
    WorkedExample(
        title="One of four; whose sex is not recorded is in the divisor",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05", sex="F"),
                spell("S2", "2024-01-05"),
                spell("S3", "2024-01-05", sex="T"),
                spell("S4", "2024-01-05", sex="U"),
                spell("S5", "2024-01-05", status="ADMIN_IMMIGRATION"),  # on neither side
            )
        },
        period="2024-03",
        expect=(Expect(value=25.0, numerator=1, denominator=4, n=4, obs_status="ok"),),
    ),
    WorkedExample(
        title="From the cells of the form: 5 of 50; its printed total is another source",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 80),
                cell("P1", "2024-03", "C5", 5, item="UTP_F"),
                cell("P1", "2024-03", "C5", 45, item="UTP_M"),
                cell("P1", "2024-03", "C5", 9, item="ADMIN_IMMIGRATION_M"),  # on neither side
                cell("P1", "2024-03", "C5_JUVENILE", 7, item="UTP_M"),  # among the 45
            )
        },
        period="2024-03",
        expect=(Expect(value=10.0, numerator=5, denominator=50, n=50, obs_status="ok"),),
    ),
    WorkedExample(
        title="An empty prison has no share",
        tables={"prisons.custody_status": (spell("S1", "2024-01-05", "2024-03-31", sex="F"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CHILDREN = (
    WorkedExample(
        title="A quarter is the number of its last day: 4 until the 30th, then 3; in P2 they are gone",
        tables={
            "prisons.children": (
                children("P1", 4, "2024-01-10", "2024-03-31"),
                children("P1", 3, "2024-03-31"),
                children("P2", 2, "2024-01-10", "2024-03-31"),
            )
        },
        period="2024-Q1",
        expect=(
            Expect(value=3, obs_status="ok"),
            Expect(area="P2", value=0, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Mid-2020, as published: 35 children; 23 women and they are counted apart",
        tables={
            "prisons.monthly_return": (
                cell("ALL_PRISONS", "2020-08", "C15", 35),
                cell("ALL_PRISONS", "2020-08", "C5", 2_107),
                cell("ALL_PRISONS", "2020-08", "C5", 23, item="UTP_F"),
            )
        },
        period="2020-08",
        expect=(Expect(value=35, n=35, obs_status="ok"),),
    ),
)

JUVENILES_OUTSIDE = (
    WorkedExample(
        title="Three of five: two in a central prison, one where the type is not on file, two in the right place",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05", age_class="JUVENILE"),
                spell("S2", "2024-01-05", age_class="JUVENILE", sex="F"),
                spell("S3", "2024-01-05", facility="P2", age_class="JUVENILE"),
                spell("S4", "2024-01-05", facility="P2", age_class="JUVENILE"),
                spell("S5", "2024-01-05", facility="P3", age_class="JUVENILE"),
                spell("S6", "2024-01-05"),
                spell("S7", "2024-01-05", age_class="JUVENILE", status="ADMIN_IMMIGRATION"),  # on neither side
                spell("S8", "2024-01-05", "2024-03-31", age_class="JUVENILE"),  # 18 on the last day
                spell("S8", "2024-03-31"),
            ),
            "prisons.facility": (
                capacity("P1", 20, "2020-01-01", type="CENTRAL"),
                capacity("P2", 20, "2020-01-01", type="JUVENILE"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(area="P2", value=0.0, numerator=0, denominator=2, n=2),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="sex=M", value=50.0, numerator=2, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="The type is that of the day the state began: here before the order that made it a juvenile institution",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-02-29", age_class="JUVENILE"),
                spell("S2", "2024-03-01", age_class="JUVENILE"),
            ),
            "prisons.facility": (
                capacity("P1", 20, "2020-01-01", "2024-03-01", type="DISTRICT"),
                capacity("P1", 20, "2024-03-01", type="JUVENILE"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="From the form: 5 of 11 in total, and by sex from its cells",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5_JUVENILE", 5),  # of one the sex is not told
                cell("P1", "2024-03", "C5_JUVENILE", 3, item="UTP_M"),
                cell("P1", "2024-03", "C5_JUVENILE", 1, item="CONVICT_F"),
                cell("P1", "2024-03", "C5_JUVENILE", 5, item="ADMIN_IMMIGRATION_M"),  # on neither side
                cell("P1", "2024-03", "C5", 60),
                cell("P1", "2024-03", "C5", 60, item="UTP_M"),
                cell("P2", "2024-03", "C5_JUVENILE", 6),
                cell("P2", "2024-03", "C5_JUVENILE", 6, item="UTP_M"),
            ),
            "prisons.facility": (capacity("P2", 20, "2020-01-01", type="JUVENILE"),),
        },
        period="2024-03",
        expect=(
            Expect(value=5 * 100 / 11, numerator=5, denominator=11, n=11, obs_status="ok"),
            Expect(disaggregation="sex=M", value=3 * 100 / 9, numerator=3, denominator=9, n=9),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Where the form prints no total, its cells by status and sex add up to it",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5_JUVENILE", 3, item="UTP_M"),
                cell("P1", "2024-03", "C5_JUVENILE", 1, item="CONVICT_F"),
                cell("P1", "2024-03", "C5_JUVENILE", 8, item="UTP"),  # by status alone: not read
                cell("P2", "2024-03", "C5_JUVENILE", 4, item="UTP_M"),
            ),
            "prisons.facility": (capacity("P2", 20, "2020-01-01", type="JUVENILE"),),
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),),
    ),
    WorkedExample(
        title="No juveniles: no share",
        tables={"prisons.custody_status": (spell("S1", "2024-01-05"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

UNSENTENCED_SHARE = (
    WorkedExample(
        title="Two of four; a sentence under appeal is a sentence",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-01-05", sex="F", age_class="JUVENILE"),
                spell("S3", "2024-01-05", status="CONVICT_NONFINAL"),
                spell("S4", "2024-01-05", status="CONVICT", age_class="JUVENILE"),
                spell("S5", "2024-01-05", status="ADMIN_IMMIGRATION"),  # on neither side
                spell("S6", "2024-01-05", "2024-03-31"),  # bailed on the last day
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Sentenced on the last day: no longer unsentenced at the count",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05", "2024-03-31"),
                spell("S1", "2024-03-31", status="CONVICT_NONFINAL"),
                spell("S2", "2024-01-05", "2024-04-01"),
                spell("S2", "2024-04-01", status="CONVICT_NONFINAL"),
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="An empty prison has no share",
        tables={"prisons.custody_status": (spell("S1", "2024-01-05", "2024-03-31"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="From the cells of the return by status and sex: 22 of 33 under trial, of the women 2 of 6",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 20, item="UTP_M"),
                cell("P1", "2024-03", "C5", 2, item="UTP_F"),
                cell("P1", "2024-03", "C5", 1, item="CONVICT_NONFINAL_F"),
                cell("P1", "2024-03", "C5", 7, item="CONVICT_M"),
                cell("P1", "2024-03", "C5", 3, item="CONVICT_F"),
                cell("P1", "2024-03", "C5", 4, item="ADMIN_IMMIGRATION_M"),  # on neither side
            )
        },
        period="2024-03",
        expect=(
            Expect(value=22 * 100 / 33, numerator=22, denominator=33, n=33, obs_status="ok"),
            Expect(disaggregation="sex=F", value=2 * 100 / 6, numerator=2, denominator=6, n=6),
            Expect(disaggregation="sex=M", value=20 * 100 / 27, numerator=20, denominator=27, n=27),
        ),
    ),
    WorkedExample(
        title="From the cells by status alone, where the form prints no total: 20 of 30",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 20, item="UTP"),
                cell("P1", "2024-03", "C5", 3, item="CONVICT_NONFINAL"),
                cell("P1", "2024-03", "C5", 7, item="CONVICT"),
                cell("P1", "2024-03", "C5", 9, item="ADMIN_IMMIGRATION"),  # on neither side
                cell("P1", "2024-03", "C1", 11, item="UTP"),  # at the start of the month
            )
        },
        period="2024-03",
        expect=(Expect(value=20 * 100 / 30, numerator=20, denominator=30, n=30, obs_status="ok"),),
    ),
    WorkedExample(
        title="Balochistan, mid-2020, as published: 1,342 under trial of 2,107 held",
        tables={
            "prisons.monthly_return": (
                cell("ALL_PRISONS", "2020-08", "C5", 2_107),
                cell("ALL_PRISONS", "2020-08", "C5", 1_342, item="UTP"),
            )
        },
        period="2020-08",
        expect=(Expect(value=1_342 * 100 / 2_107, numerator=1_342, denominator=2_107, n=2_107, obs_status="ok"),),
    ),
)
