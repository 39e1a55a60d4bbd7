"""New Jersey municipal courts: every percentage the publisher prints, and the one thing it does otherwise.

The publisher prints 100 % clearance where nothing was filed and 0 % backlog where nothing is pending. Here both
are ``undefined``: a court without cases has cleared nothing, and neither leads nor trails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.measurements.show import half_up
from rolkpi.model import Area, Codelist, ColumnType, Dataset, Expected, Flow, Formula, Kpi, Parent, Plugin, Ratio, Stock

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Counts = dict[tuple[str, int, str], dict[str, int]]
"""(municipality or county, year its June ends, case type) -> line of the table -> count."""

CRIMINAL = ("Indictables", "DPAndPDP", "OtherCriminal")
TRAFFIC = ("DWI", "TrafficMoving", "Parking")
LINES = ("Filings", "Resolutions", "Backlog", "ActivePending")
PUBLICATIONS = (2014, 2015, 2016)
STATE = "NJ"
GROUPS = {"CriminalTotal": CRIMINAL, "TrafficTotal": TRAFFIC, "GrandTotal": CRIMINAL + TRAFFIC}


def number(cell: str) -> int:
    return int(cell.replace(",", "").removesuffix("%"))


def code_of(row: dict[str, str]) -> str:
    return f"{row['County']}/{row['Municipality']}"


def years(year: int) -> list[tuple[int, str]]:
    """The two years of a page: the one before, and the publication's own."""
    return [(year - 1, "Prior"), (year, "Current")]


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    each = "".join(f" WHEN '{c}' THEN '{kind}'" for kind in ("CriminalTotal", "TrafficTotal") for c in GROUPS[kind])
    kind = Formula(name="kind", type=ColumnType.CODE, codelist="nj.kind", expression=f"CASE item{each} END")
    named = {"dimensions": {"case_type": "item"}}
    shown: dict[str, Any] = {
        "levels": ("municipality", "county", "state"),
        "frequencies": ("fiscal_year",),
        "disaggregations": (("case_type",), ("kind",)),
    }
    return Plugin(
        name="nj",
        title="New Jersey municipal courts",
        codelists=(
            codelist("nj.case_type", CRIMINAL + TRAFFIC),
            codelist("nj.kind", ("CriminalTotal", "TrafficTotal")),
        ),
        datasets=(form("nj.table", "nj.case_type", reported_by=("municipality",), derived=(kind,)),),
        measures=(
            *(line_of("nj.table", line, Flow, **named) for line in ("Filings", "Resolutions")),
            *(line_of("nj.table", line, Stock, **named) for line in ("Backlog", "ActivePending")),
        ),
        kpis=(
            kpi("nj.clearance", Ratio(numerator="nj.resolutions", denominator="nj.filings"), **shown),
            kpi("nj.backlog_share", Ratio(numerator="nj.backlog", denominator="nj.activepending"), **shown),
        ),
    )


@pytest.fixture(scope="module")
def pages(read_csv: Read) -> dict[int, list[dict[str, str]]]:
    return {y: read_csv(f"06_courts_nj_municipal/municipal-courts-{y}-06.csv.gz") for y in PUBLICATIONS}


@pytest.fixture(scope="module")
def computed(
    pages: dict[int, list[dict[str, str]]], plugin: Plugin, owed_in: Callable[..., list[Expected]]
) -> dict[int, rolkpi.Computation]:
    """Each publication by itself: a later one may print another figure for the same year."""
    return {year: _compute(year, rows, plugin, owed_in) for year, rows in pages.items()}


def _compute(
    year: int, rows: list[dict[str, str]], definitions: Plugin, owed_in: Callable[..., list[Expected]]
) -> rolkpi.Computation:
    cells = [
        {
            "place": code_of(row),
            "month": f"{june}-06",
            "line": line,
            "item": kind,
            "value": number(row[f"{line}_{side}_{kind}"]),
        }
        for row in rows
        for june, side in years(year)
        for line in LINES
        for kind in CRIMINAL + TRAFFIC
    ]
    counties = sorted({row["County"] for row in rows})
    areas = [Area(code=STATE, name="New Jersey", level="state")]
    areas += [Area(code=c, name=c, level="county") for c in counties]
    areas += [Area(code=code_of(r), name=r["Municipality"], level="municipality") for r in rows]
    parents = [Parent(area=c, parent=STATE) for c in counties]
    parents += [Parent(area=code_of(r), parent=r["County"]) for r in rows]
    answer = rolkpi.compute(
        [definitions],
        {"nj.table": cells},
        areas,
        parents=parents,
        expected=owed_in("nj.table", [(year - 1, 6), (year, 6)]),  # one table a year, dated by its last month
        first_month=f"{year - 2}-07",
        last_month=f"{year}-06",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def label(june: int) -> str:
    return f"FY{june - 1}-{june % 100}"


def all_figures(answer: rolkpi.Computation, name: str, figures: Figures, level: str) -> dict[Any, dict[str, Any]]:
    """By area, period and the publisher's name of the column."""
    found = figures(answer, name, "case_type", levels=level) | figures(answer, name, "kind", levels=level)
    total = figures(answer, name, levels=level)
    return found | {(area, period, "GrandTotal"): row for (area, period, _), row in total.items()}


@pytest.mark.parametrize(
    ("name", "printed", "over", "under", "stands_for_nothing"),
    [
        ("nj.clearance", "ClearancePct", "Resolutions", "Filings", 100),
        ("nj.backlog_share", "BacklogPct", "Backlog", "ActivePending", 0),
    ],
)
def test_every_printed_percentage(
    name: str,
    printed: str,
    over: str,
    under: str,
    stands_for_nothing: int,
    pages: dict[int, list[dict[str, str]]],
    computed: dict[int, rolkpi.Computation],
    figures: Figures,
) -> None:
    """9 columns of 557, 558 and 558 courts in 2 years each, subtotals and totals rolled up from the 6 case types."""
    outcome: Counter[str] = Counter()
    for year, rows in pages.items():
        got = all_figures(computed[year], name, figures, "municipality")
        for row in rows:
            for june, side in years(year):
                for kind in (*CRIMINAL, *TRAFFIC, *GROUPS):
                    figure = got.pop((code_of(row), label(june), kind))
                    counts = tuple(number(row[f"{line}_{side}_{kind}"]) for line in (over, under))
                    assert (figure["numerator"], figure["denominator"]) == counts, (year, code_of(row), june, kind)
                    percentage = number(row[f"{printed}_{side}_{kind}"])
                    outcome[figure["obs_status"]] += 1
                    if figure["obs_status"] == "undefined":
                        assert (figure["value"], counts[1], percentage) == (None, 0, stands_for_nothing)
                    else:
                        assert half_up(Fraction(counts[0] * 100, counts[1]), 0) == f"{percentage:,}"
                        assert figure["value"] == counts[0] * 100 / counts[1]
        assert not got  # nothing but what is printed
    undefined = {"nj.clearance": 1_105, "nj.backlog_share": 4_016}[name]
    assert outcome == {"ok": 30_114 - undefined, "undefined": undefined}


STATE_TOTALS = {
    # year its June ends: filings, resolutions, backlog, active pending
    2013: (6_061_955, 6_056_638, 275_940, 778_167),
    2014: (6_105_965, 6_054_443, 235_541, 756_344),
    2015: (5_905_519, 5_904_919, 234_147, 693_662),
    2016: (5_899_845, 5_806_478, 221_126, 714_619),
}


def test_county_and_state_are_sums_of_their_courts(
    pages: dict[int, list[dict[str, str]]], computed: dict[int, rolkpi.Computation], figures: Figures
) -> None:
    compared = 0
    for year, rows in pages.items():
        for june, side in years(year):
            sums: Counter[tuple[str, str, str]] = Counter()
            for row in rows:
                for line in LINES:
                    for kind in (*CRIMINAL, *TRAFFIC, *GROUPS):
                        for place in (row["County"], STATE):
                            sums[place, kind, line] += number(row[f"{line}_{side}_{kind}"])
            assert tuple(sums[STATE, "GrandTotal", line] for line in LINES) == STATE_TOTALS[june]
            for name, over, under in (
                ("nj.clearance", "Resolutions", "Filings"),
                ("nj.backlog_share", "Backlog", "ActivePending"),
            ):
                for level, places in (("county", {r["County"] for r in rows}), ("state", {STATE})):
                    got = all_figures(computed[year], name, figures, level)
                    for place in places:
                        for kind in (*CRIMINAL, *TRAFFIC, *GROUPS):
                            row_of = got[place, label(june), kind]
                            wanted = sums[place, kind, over], sums[place, kind, under]
                            assert (row_of["numerator"], row_of["denominator"]) == wanted
                            assert row_of["value"] == wanted[0] * 100 / wanted[1]
                            compared += 1
    assert compared == 2 * 2 * 3 * 9 * 22  # KPIs, years, publications, columns, 21 counties and the state


def test_a_mean_of_percentages_is_another_figure(
    pages: dict[int, list[dict[str, str]]], computed: dict[int, rolkpi.Computation], figures: Figures
) -> None:
    """Cumberland 2015-16: its courts cleared 91.52 %; the average of its courts' percentages says 53.37."""
    counties = figures(computed[2016], "nj.clearance", levels="county")
    state = figures(computed[2016], "nj.clearance", levels="state")
    courts = figures(computed[2016], "nj.clearance", levels="municipality")

    def mean(prefix: str) -> str:
        values = [
            row["value"]
            for (area, period, _), row in courts.items()
            if area.startswith(prefix) and period == "FY2015-16" and row["value"] is not None
        ]
        return f"{sum(values) / len(values):.2f}"

    cumberland, whole = counties["CUMBERLAND", "FY2015-16", ""], state[STATE, "FY2015-16", ""]
    assert (cumberland["numerator"], cumberland["denominator"]) == (66_586, 72_755)
    assert (f"{cumberland['value']:.2f}", mean("CUMBERLAND/")) == ("91.52", "53.37")
    assert (f"{whole['value']:.2f}", mean("")) == ("98.42", "94.91")
    # the publisher's 100 % for the one court without filings would move even the mean
    printed = [number(row["ClearancePct_Current_GrandTotal"]) for row in pages[2016]]
    assert (sum(printed), len(printed)) == (52_960, 558)


def test_a_year_is_the_same_in_two_publications(computed: dict[int, rolkpi.Computation], figures: Figures) -> None:
    """What is printed beside the new year is what was printed the year before: nothing was restated."""
    compared = 0
    for name in ("nj.clearance", "nj.backlog_share"):
        for june in (2014, 2015):
            now, later = (all_figures(computed[year], name, figures, "municipality") for year in (june, june + 1))
            new = {area for area, _, _ in later} - {area for area, _, _ in now}
            assert new == ({"CUMBERLAND/SHILOH TOWNSHIP COURT"} if june == 2014 else set())
            for (area, period, kind), row in now.items():
                if period == label(june):
                    again = later[area, period, kind]
                    assert (row["numerator"], row["denominator"]) == (again["numerator"], again["denominator"])
                    compared += 1
    assert compared == 2 * 9 * (557 + 558)
