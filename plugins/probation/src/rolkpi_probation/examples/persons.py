"""PRB-01, PRB-14 and PRB-18: who is under supervision at the end of March 2024, and for how many days of it."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.codelists import AGE_CLASSES, SEXES
from rolkpi_probation.examples.rows import cell, line, live, order

_REGISTER = {
    "probation.order": (
        live("O1", "2024-01-05", person_key="A"),
        live("O2", "2024-02-01", person_key="A", district="D2"),  # A again, elsewhere
        live("O3", "2024-02-01", person_key="A", kind="PAROLE_LICENCE"),  # A again, by another kind
        live("O4", "2024-03-31", person_key="B", sex="F"),  # registered on the last day
        live("O5", "2024-01-05", "2024-03-31", person_key="C"),  # ended on the last day
        live("O6", "2024-01-05", "2024-04-01", person_key="D", kind="JUVENILE_RELEASE", juvenile_flag=True),
        live("O7", "2024-04-01", person_key="E"),  # April
        order("O8", "2024-03-01", person_key="F"),  # not registered yet
        live("O9", "2023-01-05", "2024-03-01", person_key="B", sex="F"),  # B's first order is over
    )
}

PERSONS = (
    WorkedExample(
        title="A has three orders and is one person; who ends on the last day is gone",
        tables=_REGISTER,
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),  # A, B, D
            Expect(area="D1", value=3, n=3),
            Expect(area="D2", value=1, n=1),  # A: the districts add up to 4
            Expect(disaggregation="kind=PROBATION", value=2, n=2),  # A, B
            Expect(disaggregation="kind=PAROLE_LICENCE", value=1, n=1),  # A: the kinds add up to 4
            Expect(disaggregation="kind=JUVENILE_RELEASE", value=1, n=1),
            Expect(disaggregation="sex=F", value=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=1, n=1),
            Expect(disaggregation="age_class=ADULT", value=2, n=2),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end; without a number there may be one person more",
        tables={
            "probation.order": (
                live("O1", "2024-01-05", "2024-02-10"),
                live("O2", "2024-03-01"),
                live("O3", "2024-03-01", person_key=None),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, low=1, high=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="A number made up from the name counts",
        tables={"probation.order": (live("O1", "2024-01-05", weak_key=True), live("O2", "2024-01-05", weak_key=False))},
        period="2024-03",
        expect=(Expect(value=2, n=2, obs_status="ok"),),
    ),
)

# Each cell another number: 1, 2, 4 ... 2048 in the order M_ADULT, M_JUVENILE, M_UNKNOWN, F_ADULT ...
_CELLS = [f"{sex}_{age}" for sex in SEXES for age in AGE_CLASSES]
_EVERY_CELL = tuple(cell("B6", 2**n, item) for n, item in enumerate(_CELLS))

PERSONS_RETURNED = (
    WorkedExample(
        title="The printed total of the last month-end, never a sum of months; persons by kind may be more",
        tables={
            "probation.monthly_return": (
                *(cell("B6", 40, month=month) for month in ("2024-01", "2024-02")),
                *line("B6", 45, M_ADULT=33, M_JUVENILE=9, F_ADULT=3),
                cell("B6_PROBATION", 40),
                cell("B6_PAROLE_LICENCE", 7),  # two persons have both
                cell("B1", 43),
                cell("B6", 5, district="D2"),
                *line("B6", district="D2", M_ADULT=5)[:-1],  # a cell was left out: sex and age class are not known
            )
        },
        period="2024-Q1",
        expect=(
            Expect(value=50, n=50, obs_status="ok"),
            Expect(area="D1", value=45, n=45),
            Expect(area="D1", disaggregation="sex=M", value=42, n=42),
            Expect(area="D2", disaggregation="sex=M", value=None, obs_status="no_data"),
            Expect(area="D1", disaggregation="age_class=JUVENILE", value=9, n=9),
        ),
    ),
    WorkedExample(
        title="Every cell by sex and age class, each another number, beside the total",
        tables={"probation.monthly_return": (cell("B6", 4_095), *_EVERY_CELL)},
        period="2024-03",
        expect=(
            Expect(value=4_095, n=4_095, obs_status="ok"),
            Expect(disaggregation="sex=M", value=7, n=7),  # 1 + 2 + 4
            Expect(disaggregation="sex=F", value=56, n=56),  # 8 + 16 + 32
            Expect(disaggregation="sex=T", value=448, n=448),  # 64 + 128 + 256
            Expect(disaggregation="sex=U", value=3_584, n=3_584),  # 512 + 1024 + 2048
            Expect(disaggregation="age_class=ADULT", value=585, n=585),  # 1 + 8 + 64 + 512
            Expect(disaggregation="age_class=JUVENILE", value=1_170, n=1_170),
            Expect(disaggregation="age_class=UNKNOWN", value=2_340, n=2_340),
        ),
    ),
    WorkedExample(
        title="A total that is not available is missing, not 0",
        tables={"probation.monthly_return": (cell("B6", None), cell("B6", 12, district="D2"))},
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="provisional"),
            Expect(area="D1", value=None, obs_status="no_data"),
        ),
    ),
)

WOMEN = (
    WorkedExample(
        title="B of A, B and D; each person once on both sides",
        tables=_REGISTER,
        period="2024-03",
        expect=(
            Expect(value=100 / 3, numerator=1, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Two orders of one woman are one woman; a number made up from the name counts",
        tables={
            "probation.order": (
                live("O1", "2024-01-05", person_key="A", sex="F", weak_key=True),
                live("O2", "2024-03-05", person_key="A", sex="F", weak_key=True),
                live("O3", "2024-01-05", person_key="B"),
                live("O4", "2024-01-05", "2024-03-31", person_key="C", sex="F"),  # ended on the last day
                live("O5", "2024-04-01", person_key="D", sex="F"),  # April
                order("O6", "2024-03-01", person_key="E", sex="F"),  # not registered yet
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody under supervision: no share",
        tables={"probation.order": (live("O1", "2024-01-05", "2024-03-31", sex="F"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

JUVENILE = (
    WorkedExample(
        title="D of A, B and D, who turned 18 meanwhile and was under 18 at the offence",
        tables=_REGISTER,
        period="2024-03",
        expect=(Expect(value=100 / 3, numerator=1, denominator=3, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="An age class nobody recorded is in the denominator only; two orders are one juvenile",
        tables={
            "probation.order": (
                live("O1", "2024-01-05", person_key="A", juvenile_flag=True, weak_key=True),
                live("O2", "2024-01-05", person_key="A", juvenile_flag=True, weak_key=True),
                live("O3", "2024-01-05", person_key="B", juvenile_flag=None),
                live("O4", "2024-01-05", "2024-03-31", person_key="C", juvenile_flag=True),  # ended on the last day
                live("O5", "2024-04-01", person_key="D", juvenile_flag=True),  # April
                order("O6", "2024-03-01", person_key="E", juvenile_flag=True),  # not registered yet
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody under supervision: no share",
        tables={"probation.order": (live("O1", "2024-01-05", "2024-03-31", juvenile_flag=True),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_FORM = {
    "probation.monthly_return": (
        *line("B6", 40, M_ADULT=30, M_JUVENILE=5, F_ADULT=3, F_JUVENILE=1, F_UNKNOWN=1),
        cell("B1", 20, "F_JUVENILE"),  # at the start
        cell("B6_PROBATION", 2, "F_JUVENILE"),
    )
}

WOMEN_RETURNED = (
    WorkedExample(
        title="Women and girls, 5 of 40",
        tables=_FORM,
        period="2024-03",
        expect=(Expect(value=12.5, numerator=5, denominator=40, n=40, obs_status="ok"),),
    ),
    WorkedExample(
        title="Every cell, each another number: 56 of 4,095",
        tables={"probation.monthly_return": (cell("B6", 4_095), *_EVERY_CELL)},
        period="2024-03",
        expect=(Expect(value=56 * 100 / 4_095, numerator=56, denominator=4_095, n=4_095, obs_status="ok"),),
    ),
    WorkedExample(
        title="A form without all cells does not say how many are women: no data, not 0",
        tables={"probation.monthly_return": line("B6", 40, F_ADULT=3)[:-1]},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)

JUVENILE_RETURNED = (
    WorkedExample(
        title="Boys and girls, 6 of 40",
        tables=_FORM,
        period="2024-03",
        expect=(Expect(value=15.0, numerator=6, denominator=40, n=40, obs_status="ok"),),
    ),
    WorkedExample(
        title="Every cell, each another number: 1,170 of 4,095",
        tables={"probation.monthly_return": (cell("B6", 4_095), *_EVERY_CELL)},
        period="2024-03",
        expect=(Expect(value=1_170 * 100 / 4_095, numerator=1_170, denominator=4_095, n=4_095, obs_status="ok"),),
    ),
    WorkedExample(
        title="A form without all cells does not say how many are juveniles: no data, not 0",
        tables={"probation.monthly_return": line("B6", 40, F_JUVENILE=3)[:-1]},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="Nobody under supervision: no share",
        tables={"probation.monthly_return": line("B6", 0)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

SUPERVISION_DAYS = (
    WorkedExample(
        title="All of March, its last day, none for who ends on the 1st, and 10 to 19 March; two orders are two days",
        tables={
            "probation.order": (
                live("O1", "2024-01-05", person_key="A"),  # 31
                live("O2", "2024-03-31", person_key="B", kind="PAROLE_LICENCE"),  # 1
                live("O3", "2024-01-05", "2024-03-01", person_key="C"),  # 0
                live("O4", "2024-03-10", "2024-03-20", person_key="D"),  # 10
                live("O5", "2024-02-01", "2024-04-15", person_key="A", district="D2"),  # 31: A again
                order("O6", "2024-01-05", person_key="E"),  # not registered: 0
                live("O7", "2024-03-15", "2024-03-15", person_key="F"),  # the same day: 0
            )
        },
        period="2024-03",
        expect=(
            Expect(value=73, n=73, obs_status="ok"),
            Expect(area="D1", value=42, n=42),
            Expect(disaggregation="kind=PAROLE_LICENCE", value=1, n=1),
            Expect(disaggregation="kind=PROBATION", value=72, n=72),
        ),
    ),
    WorkedExample(
        title="A quarter adds its months: 27 days of January, 29 of February, 31 of March",
        tables={"probation.order": (live("O1", "2024-01-05"),)},
        period="2024-Q1",
        expect=(Expect(value=87, n=87, obs_status="ok"),),
    ),
)
