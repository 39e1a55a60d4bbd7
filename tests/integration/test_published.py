"""Published figures of Pakistan: what the press printed comes out, to the last printed place, from the right counts."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from rolkpi.measurements.show import shown
from rolkpi.model import Kpi
from rolkpi.workspace.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "published"
Key = tuple[str, str, str, str]

COUNTS: dict[tuple[str, str, str], tuple[int, int | None]] = {
    ("JUD-04", "PK-BA-DC", "2019"): (53_744, 53_553),
    ("JUD-04", "PK-BA-DC", "2023"): (57_743, 59_541),
    ("JUD-04", "PK-BA-DC", "2024"): (56_432, 57_299),
    ("JUD-04", "PK-BA-DC", "2025"): (62_654, 62_393),
    ("JUD-04", "PK-BA-HC", "2023"): (6_440, 6_920),
    ("JUD-04", "PK-BA-HC", "2024"): (6_374, 6_694),
    ("JUD-04", "PK-BA-HC", "2025"): (5_813, 6_926),
    ("JUD-04", "PK-BA", "2025"): (68_467, 69_319),
    ("JUD-03", "PK-BA-DC", "2025"): (18_424, None),
    ("JUD-05", "PK-BA-DC", "2019"): (13_776 * 365, 53_744),
    ("JUD-05", "PK-BA-DC", "2024"): (18_685 * 366, 56_432),
    ("JUD-05", "PK-BA-HC", "2025"): (6_385 * 365, 5_813),
    ("JUD-06", "PK-BA-HC", "2025"): (5_813, 6_385),
    ("PRI-01", "PK-BA", "2024-09"): (2_881, None),
    ("PRI-01", "PK", "2019-08"): (80_145, None),
    ("PRI-02", "PK-BA", "2024-09"): (2_881, 2_764),
    ("PRI-02", "PK-BA-QDJ", "2024-09"): (1_090, 472),
    ("PRI-02", "PK-BA-P11", "2024-09"): (1_791, 2_292),
    ("PRI-02", "PK", "2019-08"): (80_145, 56_495),
    ("PRI-02", "PK-BA", "2020-09"): (2_107, 2_585),
    ("PRI-04", "PK-BA", "2020-09"): (1_342, 2_107),
    ("PRI-02", "PK", "2017-12"): (82_591, 55_828),
}
"""Numerator and denominator of every line of expected_figures.csv, from the sources."""

COURTS = (
    # tier, year, opening, instituted, disposed, closing, clearance %, disposition time, turnover
    ("PK-BA-DC", "2019", 13_967, 53_553, 53_744, 13_776, "100.36", "93.56", "3.901"),
    ("PK-BA-DC", "2023", 16_020, 59_541, 57_743, 17_818, "96.98", "112.63", "3.241"),
    ("PK-BA-DC", "2024", 17_818, 57_299, 56_432, 18_685, "98.49", "121.18", "3.020"),
    ("PK-BA-DC", "2025", 18_685, 62_393, 62_654, 18_424, "100.42", "107.33", "3.401"),
    ("PK-BA-HC", "2023", 4_472, 6_920, 6_440, 4_952, "93.06", "280.66", "1.300"),
    ("PK-BA-HC", "2024", 4_952, 6_694, 6_374, 5_272, "95.22", "302.72", "1.209"),
    ("PK-BA-HC", "2025", 5_272, 6_926, 5_813, 6_385, "83.93", "400.92", "0.910"),
)
"""The courts' years whose four counts were printed. Disposition times of 2024 take 366 days."""


def _lines() -> list[dict[str, str]]:
    with (EXAMPLE / "expected_figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _half_up(value: Fraction, figure: str) -> str:
    """By the decimal module: another way than the library's own."""
    unit = Decimal(1).scaleb(-len(figure.partition(".")[2]))
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(unit, rounding=ROUND_HALF_UP))


@pytest.fixture(scope="module")
def kpis(published: Workspace) -> dict[str, Kpi]:
    return {kpi.id: kpi for kpi in published.kpis()}


@pytest.fixture(scope="module")
def cells(published: Workspace) -> dict[Key, dict[str, Any]]:
    rows = published.measurements(by="total", window="period").to_pylist()
    return {(r["kpi"], r["area"], r["frequency"], r["period"]): r for r in rows}


@pytest.mark.parametrize("line", _lines(), ids=lambda line: f"{line['code']} {line['area']} {line['period']}")
def test_a_printed_figure_comes_out_as_printed(
    line: dict[str, str], cells: dict[Key, dict[str, Any]], kpis: dict[str, Kpi]
) -> None:
    kpi = kpis[line["kpi"]]
    row = cells[line["kpi"], line["area"], line["frequency"], line["period"]]
    places = len(line["figure"].partition(".")[2])
    assert kpi.code == line["code"]
    assert shown(kpi, row, places).replace(",", "") == line["figure"]
    assert row["obs_status"] == ("provisional" if row["covered"] < row["expected"] else "ok")

    numerator, denominator = COUNTS[line["code"], line["area"], line["period"]]
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    scale = 100 if kpi.unit == "%" else 1
    assert row["value"] == numerator * scale / (denominator or 1)
    assert _half_up(Fraction(numerator * scale, denominator or 1), line["figure"]) == line["figure"]


def test_every_expected_line_has_its_counts_here() -> None:
    assert {(line["code"], line["area"], line["period"]) for line in _lines()} == COUNTS.keys()


@pytest.mark.parametrize("year", COURTS, ids=lambda year: f"{year[0]} {year[1]}")
def test_a_year_of_the_courts(
    year: tuple[str, str, int, int, int, int, str, str, str],
    cells: dict[Key, dict[str, Any]],
    kpis: dict[str, Kpi],
) -> None:
    court, label, opening, instituted, disposed, closing, clearance, days, turnover = year
    assert opening + instituted - disposed == closing
    of_year = 366 if label == "2024" else 365
    wanted = {
        "judiciary.pending_cases": (closing, None, str(closing)),
        "judiciary.clearance_rate": (disposed, instituted, clearance),
        "judiciary.disposition_time": (closing * of_year, disposed, days),
        "judiciary.case_turnover": (disposed, closing, turnover),
    }
    for kpi, (numerator, denominator, figure) in wanted.items():
        row = cells[kpi, court, "year", label]
        assert (row["numerator"], row["denominator"]) == (numerator, denominator), kpi
        assert shown(kpis[kpi], row, len(figure.partition(".")[2])).replace(",", "") == figure, kpi
        assert row["obs_status"] == "ok"
        assert row["covered"] == row["expected"] == (1 if kpi == "judiciary.pending_cases" else 12)


def test_the_parts_are_pooled_and_never_averaged(cells: dict[Key, dict[str, Any]]) -> None:
    """2025: 100.42 and 83.93 make 98.77; their mean, 92.17, is nobody's clearance rate."""
    both = [cells["judiciary.clearance_rate", court, "year", "2025"] for court in ("PK-BA-DC", "PK-BA-HC")]
    whole = cells["judiciary.clearance_rate", "PK-BA", "year", "2025"]
    assert whole["numerator"] == sum(r["numerator"] for r in both) == 68_467
    assert whole["denominator"] == sum(r["denominator"] for r in both) == 69_319
    assert f"{whole['value']:.2f}" == "98.77"
    assert f"{sum(r['value'] for r in both) / 2:.2f}" == "92.17"


def test_a_leap_year_has_366_days(cells: dict[Key, dict[str, Any]]) -> None:
    row = cells["judiciary.disposition_time", "PK-BA-DC", "year", "2024"]
    assert f"{row['value']:.2f}" == "121.18"
    assert row["numerator"] / 18_685 == 366
    assert f"{18_685 * 365 / row['denominator']:.2f}" == "120.85"


def test_a_province_hides_its_worst_prison(cells: dict[Key, dict[str, Any]]) -> None:
    quetta, others, province = (
        cells["prisons.occupancy", area, "month", "2024-09"] for area in ("PK-BA-QDJ", "PK-BA-P11", "PK-BA")
    )
    assert others["value"] < 100 < province["value"] < quetta["value"]
    for side in ("numerator", "denominator"):
        assert quetta[side] + others[side] == province[side]


def test_the_country_is_not_applicable_for_courts_of_one_province(published: Workspace) -> None:
    courts = [k.id for k in published.kpis() if k.id.startswith("judiciary.")]
    states = {r["obs_status"] for r in published.measurements(kpis=courts, areas="PK").to_pylist()}
    assert states - {"unavailable"} == {"not_applicable"}  # one rests on the police, who are not loaded here


@pytest.mark.parametrize(
    ("kpi", "month", "status", "covered", "expected"),
    [
        ("prisons.population", "2017-12", "ok", 1, 1),  # a total printed for the country
        ("prisons.unsentenced_share", "2017-12", "ok", 1, 1),
        ("prisons.population", "2019-08", "ok", 4, 4),
        ("prisons.occupancy", "2019-08", "ok", 4, 4),
        ("prisons.unsentenced_share", "2019-08", "no_data", 0, 4),  # nobody printed it
        ("prisons.population", "2020-09", "ok", 4, 4),
        ("prisons.unsentenced_share", "2020-09", "ok", 4, 4),
        ("prisons.occupancy", "2020-09", "provisional", 1, 4),  # capacity of one province only
        ("prisons.population", "2024-09", "provisional", 2, 5),  # two returns of Balochistan, three provinces owe
        ("prisons.occupancy", "2024-09", "provisional", 2, 5),
        ("prisons.unsentenced_share", "2024-09", "no_data", 0, 5),
        ("prisons.population", "2024-08", "not_applicable", 0, 0),
    ],
)
def test_what_speaks_for_the_whole_country(
    kpi: str, month: str, status: str, covered: int, expected: int, cells: dict[Key, dict[str, Any]]
) -> None:
    row = cells[kpi, "PK", "month", month]
    assert (row["obs_status"], row["covered"], row["expected"]) == (status, covered, expected)
    assert (row["reason"] or "").endswith("area-months covered") == (status == "provisional")
    assert (row["value"] is None) == (status in ("no_data", "not_applicable"))


def test_no_figure_of_a_part_calls_itself_complete(published: Workspace) -> None:
    """Whatever is ``ok`` for the country rests on all four provinces or on a figure printed for the country."""
    rows = published.measurements(areas="PK").to_pylist()
    assert {r["period_end"].isoformat()[:7] for r in rows if r["obs_status"] == "ok"} <= {
        "2017-12",
        "2019-08",
        "2020-09",
    }


def test_a_figure_nobody_printed_is_no_zero(published: Workspace) -> None:
    row = published.measurements(
        kpis="PRI-04", areas="PK-BA", by="total", frequency="month", window="period", periods="2019-08"
    ).to_pylist()[0]
    assert (row["value"], row["obs_status"], row["covered"], row["expected"]) == (None, "no_data", 0, 1)


def test_every_cell_names_its_source() -> None:
    with (EXAMPLE / "sources.csv").open(encoding="utf-8", newline="") as file:
        sourced = {(r["file"], r["area"], r["period"], r["line"], r["item"]) for r in csv.DictReader(file)}
    cells = set()
    for path in sorted((EXAMPLE / "inbox").glob("*_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                place, month, line, item = list(row.values())[:4]
                cells.add((path.name, place, month, line, item))
    assert cells == sourced
