"""KPIs over KPIs: the share of areas that pass a test, and scores. They are made of finished rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rolkpi.model import Area, Kpi, Period, Score, UnitShare
from rolkpi.testing.reference_answer import NOTHING, Answers, Pooled, cells, position, row, status_of
from rolkpi.testing.reference_setting import Setting, in_force

Rows = list[Any]
"""Rows that belong together: a unit's own, and its weight's; None where there is none."""
TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@dataclass(frozen=True)
class SecondStage:
    """One KPI over others."""

    setting: Setting
    kpi: Kpi
    answers: Answers

    def rows(self) -> list[dict[str, Any]]:
        """Every row, in order. There are no breakdowns."""
        return [self._row(area, period) for area, period in cells(self.setting, self.kpi)]

    def _row(self, area: Area, period: Period) -> dict[str, Any]:
        match self.kpi.formula:
            case UnitShare() as share:
                made_of, valid, answer = self._share(share, area, period)
                too_few = False
            case Score() as score:
                made_of, valid, answer, too_few = self._score(score, area, period)
            case _:
                raise TypeError(f"{self.kpi.id} is no formula over KPIs")
        status = status_of(
            self.kpi,
            answer,
            expected=len(made_of),
            covered=len(valid),
            too_few=too_few,
            immature=False,
            new=any(r["obs_status"] == "provisional" for rows in valid for r in rows),
        )
        told = {"series_break", "restated_geography"}
        flags = frozenset(told & {f for rows in made_of for r in rows if r is not None for f in r["flags"]})
        return row(self.kpi, area, period, "", status, answer, covered=len(valid), expected=len(made_of), flags=flags)

    def _of(self, kpi: str, area: str, period: Period) -> dict[str, Any] | None:
        """The row of another KPI, if it applies there."""
        found = self.answers(kpi).get(position(area, period))
        return None if found is None or found["obs_status"] == "not_applicable" else found

    # --- units -----------------------------------------------------------------------------------------------

    def _share(self, f: UnitShare, area: Area, period: Period) -> tuple[list[Rows], list[Rows], Pooled]:
        """The rows of the units that are expected, of those that are known, and the share of those that pass."""
        judged: list[Rows] = []
        for unit in self._units(f, area, period):
            own = self._of(f.kpi, unit.code, period)
            if own is not None:
                judged.append([own, *([self._of(f.weight, unit.code, period)] if f.weight else [])])
        known = [[r for r in rows if r is not None] for rows in judged if all(_valid(r) for r in rows)]
        weights = [Fraction(rows[1]["numerator"] if f.weight else 1) for rows in known]
        passing = [TESTS[f.test](rows[0]["value"], f.threshold) for rows in known]
        top = sum((w for w, passes in zip(weights, passing, strict=True) if passes), Fraction(0))
        bottom = sum(weights, Fraction(0))
        value = None if bottom == 0 else float(top * f.scale / bottom)
        return judged, known, Pooled(value, top, bottom, len(known), undefined=bottom == 0)

    def _units(self, f: UnitShare, area: Area, period: Period) -> list[Area]:
        """The areas of the level that lie in an area and are there at the end of what is looked at; restated, on the
        day whose areas are asked for."""
        hierarchy, day = self.kpi.hierarchy, self.setting.geography
        level = [u for u in self.setting.areas if u.level == f.level]
        if day is not None:
            return [u for u in level if in_force(u, day) and area.code in self.setting.chain(hierarchy, u.code, day)]
        month = period.until
        there = [u for u in level if self.setting.present(u, month)]
        return [u for u in there if self.setting.lies_in(hierarchy, u, area, month)]

    # --- scores ----------------------------------------------------------------------------------------------

    def _score(self, f: Score, area: Area, period: Period) -> tuple[list[Rows], list[Rows], Pooled, bool]:
        """The rows of the parts that are expected, of those that are known, the score, and whether they are too few."""
        parts = [(part, self._of(part.kpi, area.code, period)) for part in f.parts]
        applying = [(part, r) for part, r in parts if r is not None]
        known = [(part, r) for part, r in applying if _valid(r)]
        weights, reached = 0, 0.0
        for part, r in known:
            way = (r["value"] - part.worst) / (part.best - part.worst)
            reached += part.weight * min(1.0, max(0.0, way))
            weights += part.weight
        enough = Fraction(weights) >= Fraction(f.min_coverage) * sum(part.weight for part, _ in applying)
        made_of: list[Rows] = [[r] for _, r in applying]
        rows: list[Rows] = [[r] for _, r in known]
        if not known or not enough:
            return made_of, rows, NOTHING, True
        return made_of, rows, Pooled(f.scale * reached / weights, None, None, len(known)), False


def _valid(row: dict[str, Any] | None) -> bool:
    return row is not None and row["value"] is not None and row["obs_status"] in ("ok", "provisional")
