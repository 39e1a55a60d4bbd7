"""Laws between KPIs of the catalogue, on the published years of the courts of Balochistan.

Disposition time (JUD-05) times turnover (JUD-06) is the days looked at, for each tier and for both together: 365, and
366 in 2024. It holds for no mean of the two tiers. Counts are literals, as the press printed them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.model import Area, Parent

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

BOTH, TIERS = "PK-BA", ("PK-BA-DC", "PK-BA-HC")
LINES = ("J1", "J2", "J4", "J6")
YEARS = {
    # opening, instituted, disposed, closing of the district courts and of the High Court
    2023: ((16_020, 59_541, 57_743, 17_818), (4_472, 6_920, 6_440, 4_952)),
    2024: ((17_818, 57_299, 56_432, 18_685), (4_952, 6_694, 6_374, 5_272)),
    2025: ((18_685, 62_393, 62_654, 18_424), (5_272, 6_926, 5_813, 6_385)),
}
DAYS = {2023: 365, 2024: 366, 2025: 365}


@pytest.fixture(scope="module")
def computed() -> rolkpi.Computation:
    """In the hierarchy of the courts."""
    rows = [
        {"court": tier, "year_start": f"{year}-01", "line": line, "item": "TOTAL", "value": value}
        for year, tiers in YEARS.items()
        for tier, counts in zip(TIERS, tiers, strict=True)
        for line, value in zip(LINES, counts, strict=True)
    ]
    answer = rolkpi.compute(
        ["judiciary"],
        {"judiciary.annual_return": rows},
        [
            Area(code=BOTH, name="Courts of Balochistan", level="province"),
            *(Area(code=tier, name=tier, level="court") for tier in TIERS),
        ],
        parents=[Parent(area=tier, parent=BOTH, hierarchy="judicial") for tier in TIERS],
        kpis=["JUD-03", "JUD-04", "JUD-05", "JUD-06"],
        first_month="2023-01",
        last_month="2025-12",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def test_disposition_time_times_turnover_is_the_days_of_the_year(
    computed: rolkpi.Computation, figures: Figures
) -> None:
    time, turnover = (
        figures(computed, f"judiciary.{name}", frequency="year") for name in ("disposition_time", "case_turnover")
    )
    for year, tiers in YEARS.items():
        for area in (*TIERS, BOTH):
            one, other = time[area, f"{year}", ""], turnover[area, f"{year}", ""]
            product = Fraction(one["numerator"], one["denominator"]) * Fraction(
                other["numerator"], other["denominator"]
            )
            assert product == DAYS[year], (area, year)
            assert one["value"] * other["value"] == pytest.approx(DAYS[year], rel=1e-12)
            assert (one["obs_status"], other["obs_status"]) == ("ok", "ok")
        (_, _, disposed, closing), (_, _, also_disposed, also_closing) = tiers
        whole = turnover[BOTH, f"{year}", ""]
        assert (whole["numerator"], whole["denominator"]) == (disposed + also_disposed, closing + also_closing)
        means = [sum(by[tier, f"{year}", ""]["value"] for tier in TIERS) / 2 for by in (time, turnover)]
        assert means[0] * means[1] > DAYS[year] * 1.1


def test_what_is_pending_is_what_clearance_leaves(computed: rolkpi.Computation, figures: Figures) -> None:
    """Closing = closing of the year before + instituted - disposed, here of every area: the printed figures agree."""
    pending, clearance = (
        figures(computed, f"judiciary.{name}", frequency="year") for name in ("pending_cases", "clearance_rate")
    )
    for area in (*TIERS, BOTH):
        for year in (2024, 2025):
            before, now = (pending[area, f"{y}", ""]["value"] for y in (year - 1, year))
            rate = clearance[area, f"{year}", ""]
            assert now == before + rate["denominator"] - rate["numerator"]
            assert (now > before) == (rate["value"] < 100)
