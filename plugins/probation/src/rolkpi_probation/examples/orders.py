"""PRB-02, PRB-03 and PRB-17: orders made in March 2024, and those registered in it."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.examples.rows import Row, cell, line, order

# -- PRB-02

NEW_ORDERS = (
    WorkedExample(
        title="By the day of the order, first day to last; a licence is no order of a court",
        tables={
            "probation.order": (
                order("O1", "2024-03-01", court_level="MAGISTRATE", offence_cat="THEFT"),
                order("O2", "2024-03-31", "2024-04-09", sex="F", court_level="SESSIONS", offence_cat="HURT"),
                order("O3", "2024-03-10", kind="JUVENILE_RELEASE", juvenile_flag=True, court_level="JUVENILE"),
                order("O4", "2024-03-10", kind="CONDITIONAL_DISCHARGE", juvenile_flag=None, district="D2"),
                order("O5", "2024-03-10", kind="PAROLE_LICENCE"),
                order("O6", "2024-03-10", transferred_in_at="2024-03-20"),  # counted where it was made
                order("O7", "2024-02-29", "2024-03-02"),  # the day before
                order("O8", "2024-04-01"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="D1", value=3, n=3, obs_status="ok"),
            Expect(disaggregation="kind=PROBATION", value=2, n=2),
            Expect(disaggregation="kind=CONDITIONAL_DISCHARGE", value=1, n=1),
            Expect(disaggregation="court_level=SESSIONS", value=1, n=1),
            Expect(disaggregation="court_level=_U", value=1, n=1),
            Expect(disaggregation="offence_cat=HURT", value=1, n=1),
            Expect(disaggregation="sex=F", value=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=1, n=1),
            Expect(disaggregation="age_class=ADULT", value=2, n=2),
            Expect(disaggregation="age_class=UNKNOWN", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the return: the printed total is the total, its cells the breakdown; a quarter adds its months",
        tables={
            "probation.monthly_return": (
                cell("B2", 4, month="2024-01"),
                cell("B2", 6, month="2024-02"),
                *line("B2", 10, M_ADULT=7, M_JUVENILE=2, F_ADULT=1),
                cell("B2A", 3),  # licences
                cell("B3_IN", 1),  # transfers
            )
        },
        period="2024-Q1",
        expect=(
            Expect(value=20, n=20, obs_status="ok"),
            Expect(disaggregation="sex=F", value=1, n=1, obs_status="provisional"),  # two months tell no sex
            Expect(disaggregation="age_class=JUVENILE", value=2, n=2, obs_status="provisional"),
        ),
    ),
    WorkedExample(
        title="The lines by kind serve the breakdown by kind, and where no total is printed the total",
        tables={
            "probation.monthly_return": (
                cell("B2_PROBATION", 7),
                cell("B2_PROBATION", 5, "M_ADULT"),  # among the 7
                cell("B2_CONDITIONAL_DISCHARGE", 2),
                cell("B2_JUVENILE_RELEASE", 4),
                cell("B2A", 3),
                cell("B2_PROBATION", 9, district="D2"),  # a kind was left out: not known
                cell("B2_JUVENILE_RELEASE", 1, district="D2"),
                cell("B2", 5, district="D3"),
                *line("B2", district="D3", M_ADULT=4)[:-1],  # a cell was left out: sex and age class are not known
            )
        },
        period="2024-03",
        expect=(
            Expect(value=18, n=18, obs_status="provisional"),
            Expect(area="D1", value=13, n=13, obs_status="ok"),
            Expect(area="D2", value=None, obs_status="no_data"),
            Expect(area="D3", value=5, n=5, obs_status="ok"),
            Expect(area="D3", disaggregation="sex=M", value=None, obs_status="no_data"),
            Expect(disaggregation="kind=PROBATION", value=7, n=7),
            Expect(disaggregation="kind=CONDITIONAL_DISCHARGE", value=2, n=2),
            Expect(disaggregation="kind=JUVENILE_RELEASE", value=4, n=4),
        ),
    ),
)

# -- PRB-03


def _convicted(number: int, decided_at: str, sentence: str, eligible: bool | None = True, **more: Any) -> Row:
    return {
        "case_id": "C1",
        "accused_no": number,
        "court": "D1",
        "sex": "M",
        "age_class": "ADULT",
        "joined_at": "2023-06-01",
        "verdict": "CONVICTED",
        "decided_at": decided_at,
        "probation_eligible": eligible,
        "sentence_type": sentence,
        **more,
    }


def _courts(line: str, value: int, item: str = "TOTAL") -> Row:
    return {
        "court": "D1",
        "month": "2024-03",
        "line": line,
        "item": item,
        "value": value,
        "cell_status": "REPORTED",
    }


_FORM = (
    cell("B2", 14),  # two conditional discharges among them
    cell("B2_PROBATION", 9),
    cell("B2_PROBATION", 8, "M_ADULT"),  # among the 9
    cell("B2_JUVENILE_RELEASE", 3),
    cell("B2_CONDITIONAL_DISCHARGE", 2),
)
_FORM_OF_COURTS = (
    _courts("J9_ELIGIBLE", 60),
    _courts("J9_ELIGIBLE", 41, "ADULT_M"),  # among the 60
    _courts("J9_ELIGIBLE", 3, "ADULT_F"),
    _courts("J9_NON_CUSTODIAL", 20),
    _courts("J9_NON_CUSTODIAL", 15, "ADULT_M"),  # among the 20
    _courts("J9_PRISON", 70),  # for other offences, too
)

USE_OF_PROBATION = (
    WorkedExample(
        title="Three placed, two sent to prison who need not have been: three of five",
        tables={
            "probation.order": (
                order("O1", "2024-03-01"),
                order("O2", "2024-03-31", sex="F"),
                order("O3", "2024-03-10", kind="JUVENILE_RELEASE", juvenile_flag=True),
                order("O4", "2024-03-10", kind="CONDITIONAL_DISCHARGE"),  # on neither side
                order("O5", "2024-03-10", kind="PAROLE_LICENCE"),  # on neither side
                order("O6", "2024-03-10", transferred_in_at="2024-03-20"),  # placed elsewhere
                order("O7", "2024-04-01"),  # the day after
            ),
            "judiciary.accused": (
                _convicted(1, "2024-03-01", "PRISON", sex="F", age_class="JUVENILE"),
                _convicted(2, "2024-03-31", "PRISON"),
                _convicted(3, "2024-03-10", "PRISON", eligible=False),  # the law allows no probation
                _convicted(4, "2024-03-10", "PRISON", eligible=None),  # nobody judged it
                _convicted(5, "2024-03-10", "FINE", sex="F"),  # on neither side
                _convicted(6, "2024-03-10", "PROBATION"),  # counted by the probation office
                _convicted(7, "2024-02-29", "PRISON"),  # the day before
                _convicted(9, "2024-03-10", "FINE", eligible=False),  # the law allows no probation
                _convicted(8, "2024-04-01", "PRISON"),  # the day after
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="sex=F", value=50.0, numerator=1, denominator=2, n=2),  # O2; accused 1
            Expect(disaggregation="sex=M", value=2 * 100 / 3, numerator=2, denominator=3, n=3),  # O1, O3; accused 2
            Expect(disaggregation="age_class=JUVENILE", value=50.0, numerator=1, denominator=2, n=2),  # O3; accused 1
            Expect(disaggregation="age_class=ADULT", value=2 * 100 / 3, numerator=2, denominator=3, n=3),
        ),
    ),
    WorkedExample(
        title="Every sex and age class keeps its word in both institutions",
        tables={
            "probation.order": (),
            "judiciary.accused": (
                _convicted(1, "2024-03-01", "PRISON"),
                *(_convicted(n, "2024-03-01", "PRISON", sex="F") for n in (2, 3)),
                *(_convicted(n, "2024-03-01", "PRISON", sex="T", age_class="JUVENILE") for n in (4, 5, 6)),
                *(_convicted(n, "2024-03-01", "PRISON", sex="U", age_class="UNKNOWN") for n in (7, 8, 9, 10)),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=0.0, numerator=0, denominator=10, n=10),
            Expect(disaggregation="sex=M", numerator=0, denominator=1, n=1),
            Expect(disaggregation="sex=F", numerator=0, denominator=2, n=2),
            Expect(disaggregation="sex=T", numerator=0, denominator=3, n=3),
            Expect(disaggregation="sex=U", numerator=0, denominator=4, n=4),
            Expect(disaggregation="age_class=ADULT", numerator=0, denominator=3, n=3),
            Expect(disaggregation="age_class=JUVENILE", numerator=0, denominator=3, n=3),
            Expect(disaggregation="age_class=UNKNOWN", numerator=0, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="From the two returns: 12 placed, 60 eligible of whom 20 not sent to prison: 12 of 52",
        tables={"probation.monthly_return": _FORM, "judiciary.monthly_return": _FORM_OF_COURTS},
        period="2024-03",
        expect=(Expect(value=12 * 100 / 52, numerator=12, denominator=52, n=52, obs_status="ok"),),
    ),
    WorkedExample(
        title="The office has a register, the courts file a return: 2 placed, 40 sent to prison",
        tables={
            "probation.order": (
                order("O1", "2024-03-01"),
                order("O2", "2024-03-31", kind="JUVENILE_RELEASE", juvenile_flag=True),
                order("O3", "2024-03-10", kind="CONDITIONAL_DISCHARGE"),  # on neither side
                order("O4", "2024-03-10", transferred_in_at="2024-03-20"),  # placed elsewhere
            ),
            "judiciary.monthly_return": _FORM_OF_COURTS,
        },
        period="2024-03",
        expect=(Expect(value=2 * 100 / 42, numerator=2, denominator=42, n=42, obs_status="ok"),),
    ),
    WorkedExample(
        title="The courts have records, the office files a return: 12 placed, 1 sent to prison",
        tables={
            "probation.monthly_return": _FORM,
            "judiciary.accused": (
                _convicted(1, "2024-03-31", "PRISON"),
                *(_convicted(n, "2024-03-31", "FINE") for n in (2, 3)),
                _convicted(4, "2024-03-31", "PRISON", eligible=False),
            ),
        },
        period="2024-03",
        expect=(Expect(value=12 * 100 / 13, numerator=12, denominator=13, n=13, obs_status="ok"),),
    ),
    WorkedExample(
        title="A line of the courts' return that was left out is not 0",
        tables={
            "probation.order": (order("O1", "2024-03-01"),),
            "probation.monthly_return": _FORM,
            "judiciary.monthly_return": (_courts("J9_ELIGIBLE", 60),),
        },
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="A kind that was left out of the office's return is not 0",
        tables={
            "probation.monthly_return": (cell("B2_PROBATION", 9), cell("B2_JUVENILE_RELEASE", 3)),
            "judiciary.accused": (_convicted(1, "2024-03-31", "PRISON"),),
            "judiciary.monthly_return": _FORM_OF_COURTS,
        },
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="Nobody placed and nobody sent to prison: no share",
        tables={"probation.order": (), "judiciary.accused": (_convicted(1, "2024-03-10", "FINE"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="The probation office alone cannot say what the courts did",
        tables={"probation.order": (order("O1", "2024-03-01"),)},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)

# -- PRB-17

REGISTRATION_DAYS = (
    WorkedExample(
        title="0, 2, 5 and 30 days: half took no longer than 3.5; who is not registered yet is not in it",
        tables={
            "probation.order": (
                order("O1", "2024-03-01", "2024-03-01", court_level="MAGISTRATE"),  # 0
                order("O2", "2024-02-28", "2024-03-01", court_level="MAGISTRATE"),  # 2: 2024 is a leap year
                order("O3", "2024-03-26", "2024-03-31", court_level="SESSIONS", district="D2"),  # 5
                order("O4", "2024-02-10", "2024-03-11", kind="PAROLE_LICENCE"),  # 30
                order("O5", "2024-03-01"),  # not registered yet
                order("O6", "2024-01-01", "2024-03-11", transferred_in_at="2024-03-04"),  # registered elsewhere before
                order("O7", "2024-01-01", "2024-02-29"),  # February
                order("O8", "2024-01-01", "2024-04-01"),  # April
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3.5, n=4, obs_status="ok"),
            Expect(area="D1", value=2.0, n=3),  # 0, 2, 30
            Expect(disaggregation="court_level=MAGISTRATE", value=1.0, n=2),
            Expect(disaggregation="court_level=SESSIONS", value=5.0, n=1),
            Expect(disaggregation="court_level=_U", value=30.0, n=1),
        ),
    ),
    WorkedExample(
        title="Nobody registered: no median",
        tables={"probation.order": (order("O1", "2024-03-01"),)},
        period="2024-03",
        expect=(Expect(value=None, n=0, obs_status="undefined"),),
    ),
)
