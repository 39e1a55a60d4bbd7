"""Cross-checks of KPIs that name other KPIs: shares of units, scores, and linkages."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rolkpi.catalog.index import Shelf
from rolkpi.catalog.names import named_kpis
from rolkpi.catalog.place import Place
from rolkpi.catalog.timing import pairs_of
from rolkpi.model import (
    CohortShare,
    Distinct,
    Exposure,
    Flow,
    Kpi,
    Measure,
    Ratio,
    Score,
    Stock,
    Total,
    UnitShare,
)
from rolkpi.model.kpi import SECOND_STAGE


def check_circles(kpis: Shelf[Kpi]) -> None:
    """No KPI is made of itself. Reports RK113 for every circle and goes on without its last reference."""
    done: set[str] = set()
    trail: list[str] = []

    def visit(id_: str) -> None:
        if id_ in done or id_ not in kpis:
            return
        if id_ in trail:
            circle = [*trail[trail.index(id_) :], id_]
            last = kpis.held[trail[-1]]
            kpis.places[last.id].at("linkage" if last.linkage == id_ else "formula").report(
                "RK113",
                f"KPIs are made of each other in a circle: {' -> '.join(circle)}",
                "take one of them out of the formula, or name another linkage",
            )
            return
        trail.append(id_)
        for named in named_kpis(kpis.held[id_]):
            visit(named)
        trail.pop()
        done.add(id_)

    for id_ in kpis.held:
        visit(id_)


def check_stage(kpi: Kpi, place: Place, kpis: Shelf[Kpi], measures: Shelf[Measure]) -> None:
    """What a KPI says of other KPIs: that they exist and have a value wherever it looks for one."""
    at = place.at("formula")
    match kpi.formula:
        case UnitShare(kpi=judged, weight=weight, level=level):
            for role, id_ in (("kpi", judged), ("weight", weight)):
                part = _find(id_, at.at(role), kpis) if id_ is not None else None
                if part is not None:
                    _check_offered(kpi, part, at.at(role), (level,))
                    _check_hierarchy(kpi, part, at.at(role))
                    if role == "weight":
                        _check_weight(part, at.at(role), measures)
        case Score(parts=parts, min_coverage=least):
            for number, named in enumerate(parts):
                part = _find(named.kpi, at.at("parts", number, "kpi"), kpis)
                if part is not None:
                    _check_offered(kpi, part, at.at("parts", number, "kpi"), kpi.levels)
            if Fraction(least) > 1:
                at.at("min_coverage").report("RK101", f"{least} is more than all of the weights", "give at most 1/1")
    if isinstance(kpi.formula, SECOND_STAGE) and kpi.disaggregations:
        what = f"'{kpi.id}' is made of KPIs, and only their totals are compared"
        place.at("disaggregations").report("RK112", what, "leave disaggregations out")
    if kpi.linkage is not None:
        _check_linkage(kpi, kpi.linkage, place.at("linkage"), kpis)


def _find(id_: str, place: Place, kpis: Shelf[Kpi]) -> Kpi | None:
    if id_ not in kpis:
        place.missing("KPI", id_, kpis.held)
        return None
    return kpis.held[id_]


def _check_linkage(kpi: Kpi, linkage: str, place: Place, kpis: Shelf[Kpi]) -> None:
    found = _find(linkage, place, kpis)
    if found is None:
        return
    if not isinstance(found.formula, Ratio | CohortShare):
        what = f"'{linkage}' is of kind '{found.formula.kind}', and a linkage is a share of records"
        place.report("RK111", what, "name a KPI of kind 'ratio' or 'cohort_share'")
    _check_offered(kpi, found, place, kpi.levels)


def _check_offered(kpi: Kpi, part: Kpi, place: Place, levels: Iterable[str]) -> None:
    """The other KPI has a value in every period, seen through every window, and at every level that is looked at."""
    offered = set(pairs_of(part))
    lacking = [f"{frequency} ({window})" for frequency, window in pairs_of(kpi) if (frequency, window) not in offered]
    lacking += [f"level {level}" for level in levels if level not in part.levels]
    if lacking:
        place.report(
            "RK111",
            f"'{part.id}' has no value for {', '.join(lacking)}",
            f"add what is lacking to '{part.id}', or take it off '{kpi.id}'",
        )


def _check_hierarchy(kpi: Kpi, part: Kpi, place: Place) -> None:
    if part.hierarchy != kpi.hierarchy:
        what = f"'{part.id}' rolls up along hierarchy '{part.hierarchy}', '{kpi.id}' along '{kpi.hierarchy}'"
        place.report("RK111", what, f"give '{kpi.id}' hierarchy '{part.hierarchy}'")


def _check_weight(part: Kpi, place: Place, measures: Shelf[Measure]) -> None:
    measure = measures.held.get(part.formula.measure) if isinstance(part.formula, Total) else None
    if isinstance(part.formula, Total) and measure is None:
        return  # the missing measure is reported with its own KPI
    if not isinstance(measure, Flow | Stock | Exposure | Distinct):
        what = f"the weight '{part.id}' is no whole number that adds up over units"
        place.report("RK111", what, "name a KPI that is the total of a flow, exposure, stock or distinct measure")
