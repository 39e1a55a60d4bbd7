"""Police of Bangladesh: units add up to the printed totals, and printed totals are never added to units.

Where a printed total is not the sum of what it is printed under, the cell is named here, with the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    ColumnType,
    Dataset,
    Expected,
    Flow,
    Formula,
    Frequency,
    Kpi,
    Parent,
    Plugin,
    Total,
)

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Cells = dict[tuple[str, str, str], int]
"""(unit, period, column) -> printed figure."""

RECOVERY = ("r_arms_act", "r_explosive_act", "r_narcotics", "r_smuggling")
HEADS = (
    *("dacoity", "robbery", "murder", "speedy_trial", "riot", "woman_child_repression", "kidnapping"),
    *("police_assault", "burglary", "theft", "other_cases", *RECOVERY),
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
MONTHS += ("December",)
COLUMNS = (*HEADS, "total_recovery_cases", "total_cases")
BANGLADESH = "BD"
TOTAL = "Total"


def count(cell: str) -> int:
    return int(cell.removesuffix(".0"))  # the reader of the scanned tables wrote some columns as 3.0


@pytest.fixture(scope="module")
def bangladesh(read_csv: Read) -> Cells:
    """Printed figures of units and totals, months 2019-01 to 2021-12 and the printed years."""
    rows = read_csv("04_police_bangladesh_monthly/bd_crime_unit_month_2019_2021.csv")

    def period(row: dict[str, str]) -> str:
        return (
            row["year"] if row["is_annual_total"] == "true" else f"{row['year']}-{MONTHS.index(row['month']) + 1:02d}"
        )

    return {(row["unit_name"], period(row), column): count(row[column]) for row in rows for column in COLUMNS}


def lines(printed: Cells, periods: set[str]) -> list[dict[str, Any]]:
    """Cells of a form: heads of units, heads of printed totals apart, and the totals units print for themselves."""
    rows = []
    for (unit, period, column), value in printed.items():
        if period not in periods or column == "total_recovery_cases" or (unit, column) == (TOTAL, "total_cases"):
            continue
        line = "PRINTED" if column == "total_cases" else "TOTAL ROW" if unit == TOTAL else "HEAD"
        rows.append({"place": unit, "month": period, "line": line, "item": column, "value": value})
    return rows


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    """Heads of units; what units print as their total; and a definition that forgets to leave out total rows."""
    is_recovery = " OR ".join(f"item = '{head}'" for head in RECOVERY)
    recovery = Formula(name="recovery", type=ColumnType.BOOL, expression=is_recovery)
    shown: dict[str, Any] = {"levels": ("unit", "country"), "frequencies": ("month", "year")}
    wheres = {"crimes": "line = 'HEAD'", "printed": "line = 'PRINTED'", "everything": "line <> 'PRINTED'"}
    by = {"dimensions": {"head": "item"}}
    yearly = {"where": "line = 'HEAD'", "dimensions": {"head": "item"}}
    return Plugin(
        name="bd",
        title="Police of Bangladesh",
        codelists=(codelist("bd.head", (*HEADS, "total_cases")),),
        datasets=(
            form("bd.form", "bd.head", reported_by=("unit",), derived=(recovery,)),
            form("bd.yearbook", "bd.head", reported_by=("unit",), derived=(recovery,), frequency=Frequency.YEAR),
        ),
        measures=(
            *(line_of("bd.form", line, Flow, "crimes", where=where, **by) for line, where in wheres.items()),
            line_of("bd.yearbook", "yearbook", Flow, "crimes", **yearly),
        ),
        kpis=(
            kpi("bd.printed_total", Total(measure="bd.printed"), "crimes", **shown),
            kpi("bd.everything_total", Total(measure="bd.everything"), "crimes", **shown),
            *(
                kpi(
                    f"bd.{line}_total",
                    Total(measure=f"bd.{line}"),
                    "crimes",
                    **{**shown, "frequencies": frequencies, "disaggregations": (("head",), ("recovery",))},
                )
                for line, frequencies in (("crimes", ("month", "year")), ("yearbook", ("year",)))
            ),
        ),
    )


@pytest.fixture(scope="module")
def of_bangladesh(bangladesh: Cells, plugin: Plugin) -> rolkpi.Computation:
    units = {unit for unit, _, _ in bangladesh} - {TOTAL}
    return compute_bangladesh(bangladesh, plugin, [Expected(dataset="bd.form", area=u) for u in units])


def compute_bangladesh(printed: Cells, plugin: Plugin, owed: list[Expected]) -> rolkpi.Computation:
    units = sorted({unit for unit, _, _ in printed})
    months = {period for _, period, _ in printed if "-" in period}
    answer = rolkpi.compute(
        [plugin],
        {"bd.form": lines(printed, months)},
        [
            Area(code=BANGLADESH, name="Bangladesh", level="country"),
            *(Area(code=u, name=u, level="unit") for u in units),
        ],
        parents=[Parent(area=u, parent=BANGLADESH) for u in units],
        expected=owed,
    )
    assert answer.quarantined.num_rows == 0
    return answer


def differences(printed: Cells, answer: rolkpi.Computation, figures: Figures, name: str) -> tuple[int, dict[Any, int]]:
    """How many printed cells were compared with what is rolled up, and printed less rolled up where they differ."""
    by_head, recovery, overall = (figures(answer, name, by) for by in ("head", "recovery", "total"))
    found = {}
    for (unit, period, column), value in printed.items():
        area = BANGLADESH if unit == TOTAL else unit
        match column:
            case "total_cases":
                row = overall[area, period, ""]
            case "total_recovery_cases":
                row = recovery[area, period, "true"]
            case _:
                row = by_head[area, period, column]
        assert row["obs_status"] == "ok"
        if row["value"] != value:
            found[unit, period, column] = value - row["value"]
    return len(printed), found


def test_bangladesh_month_by_month(bangladesh: Cells, of_bangladesh: rolkpi.Computation, figures: Figures) -> None:
    """11,016 cells; one is misprinted: Chittagong Range's heads of December 2019 make 2,234, printed 2,224."""
    assert bangladesh["Chittagong Range", "2019-12", "total_cases"] == 2_224
    months = {key: value for key, value in bangladesh.items() if "-" in key[1]}
    compared, found = differences(months, of_bangladesh, figures, "bd.crimes_total")
    assert compared == 18 * 17 * 36 == 11_016
    assert found == {("Chittagong Range", "2019-12", "total_cases"): -10}


def test_bangladesh_year_by_year(bangladesh: Cells, of_bangladesh: rolkpi.Computation, figures: Figures) -> None:
    """918 cells of printed years from months; one is misprinted: Dhaka's 27,934 of 2019 stand as 27,914."""
    assert bangladesh["DMP", "2019", "total_cases"] == 27_914
    years = {key: value for key, value in bangladesh.items() if "-" not in key[1]}
    compared, found = differences(years, of_bangladesh, figures, "bd.crimes_total")
    assert compared == 18 * 17 * 3 == 918
    assert found == {("DMP", "2019", "total_cases"): -20}


def test_a_sum_of_printed_totals_carries_their_misprints(
    bangladesh: Cells, of_bangladesh: rolkpi.Computation, figures: Figures
) -> None:
    """Heads of all units give what is printed for the country; the units' own totals give 10 less in December 2019."""
    by_heads = figures(of_bangladesh, "bd.crimes_total", areas=BANGLADESH, frequency="month")
    by_totals = figures(of_bangladesh, "bd.printed_total", areas=BANGLADESH, frequency="month")
    assert by_heads[BANGLADESH, "2019-12", ""]["value"] == bangladesh[TOTAL, "2019-12", "total_cases"] == 16_960
    assert by_totals[BANGLADESH, "2019-12", ""]["value"] == 16_950
    assert [key for key in by_heads if by_heads[key]["value"] != by_totals[key]["value"]] == [
        (BANGLADESH, "2019-12", "")
    ]


def test_total_rows_double_what_they_are_added_to(
    bangladesh: Cells, plugin: Plugin, of_bangladesh: rolkpi.Computation, figures: Figures
) -> None:
    """Taken for an eighteenth unit, the total row counts every crime twice; where it owes nothing, it counts none."""
    taken_for_a_unit = compute_bangladesh(bangladesh, plugin, [])
    for year, crimes in {"2019": 225_684, "2020": 187_926, "2021": 197_510}.items():
        assert bangladesh[TOTAL, year, "total_cases"] == crimes
        twice, once, kept_out = (
            figures(answer, name, areas=BANGLADESH, frequency="year", periods=year)[BANGLADESH, year, ""]
            for answer, name in (
                (taken_for_a_unit, "bd.everything_total"),
                (taken_for_a_unit, "bd.crimes_total"),
                (of_bangladesh, "bd.everything_total"),
            )
        )
        assert (twice["value"], once["value"], kept_out["value"]) == (2 * crimes, crimes, crimes)
        assert (once["covered"], once["expected"]) == (17 * 12, 18 * 12)  # and it shows: a unit without heads


def test_the_yearbooks(plugin: Plugin, read_csv: Read, figures: Figures) -> None:
    """2010 to 2014, 18 units and the printed total, 17 columns: 1,615 cells and no difference."""
    rows = read_csv("04_police_bangladesh_monthly/bd_crime_unit_year_2010_2014.csv")
    printed = {(row["unit_name"], row["year"], column): int(row[column]) for row in rows for column in COLUMNS}
    units = sorted({row["unit_name"] for row in rows} - {TOTAL})
    cells = [
        {"place": row["unit_name"], "month": f"{row['year']}-01", "line": "HEAD", "item": head, "value": row[head]}
        for row in rows
        for head in HEADS
        if row["unit_name"] != TOTAL
    ]
    answer = rolkpi.compute(
        [plugin],
        {"bd.yearbook": cells},
        [
            Area(code=BANGLADESH, name="Bangladesh", level="country"),
            *(Area(code=u, name=u, level="unit") for u in units),
        ],
        parents=[Parent(area=u, parent=BANGLADESH) for u in units],
        kpis=["bd.yearbook_total"],
        last_month="2014-12",
    )
    assert differences(printed, answer, figures, "bd.yearbook_total") == (1_615, {})
    crimes = figures(answer, "bd.yearbook_total", areas=BANGLADESH)
    assert [crimes[BANGLADESH, f"{year}", ""]["value"] for year in range(2010, 2015)] == [
        162_898,
        169_667,
        183_407,
        179_199,
        183_729,
    ]
