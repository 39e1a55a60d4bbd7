"""Cross-checks of the periods and windows of a KPI."""

from __future__ import annotations

from rolkpi.catalog.columns import Resolver
from rolkpi.catalog.place import Place
from rolkpi.model import AverageStock, Distinct, Exposure, Flow, Frequency, Index, Kpi, Measure, Window

_YEARS = (Frequency.YEAR, Frequency.FISCAL_YEAR)


def pairs_of(kpi: Kpi) -> tuple[tuple[Frequency, Window], ...]:
    """(frequency, window) pairs a KPI has values for; a year is not looked at through a longer window."""
    return tuple(
        (frequency, window)
        for frequency in Frequency
        for window in Window
        if frequency in kpi.frequencies
        and window in kpi.windows
        and (window is Window.PERIOD or frequency not in _YEARS)
    )


def check_timing(kpi: Kpi, measures: tuple[Measure, ...], place: Place, resolver: Resolver) -> None:
    """There is a period to compute, one that the sources can serve, and one only where months do not compare."""
    pairs = pairs_of(kpi)
    if not pairs:
        what = (
            f"'{kpi.id}' has no period: a {' or '.join(kpi.frequencies)} is not looked at as {' or '.join(kpi.windows)}"
        )
        place.at("windows").report("RK111", what, "add window 'period', or frequency 'month' or 'quarter'")
    if kpi.min_months != 12 and Window.ROLLING_12 not in kpi.windows:
        place.at("min_months").report(
            "RK111",
            "min_months is about the window 'rolling_12', which is not listed",
            "add the window, or leave it out",
        )
    if pairs and measures and (Frequency.YEAR, Window.PERIOD) not in pairs and _only_yearly(measures, resolver):
        place.at("frequencies").report(
            "RK111",
            f"every source of '{kpi.id}' takes a yearly form, which says one figure a calendar year",
            "add frequency 'year' with window 'period'",
        )
    added = any(isinstance(m, Flow | Exposure | Distinct | AverageStock) for m in measures)
    if isinstance(kpi.formula, Index) and added and len(pairs) > 1:
        place.at("frequencies").report(
            "RK111",
            f"the baselines of '{kpi.id}' are of one kind of period, and it is computed for {len(pairs)}: a month's "
            "count does not compare with a year's",
            "list the one frequency and the one window that the baselines are of",
        )


def _only_yearly(measures: tuple[Measure, ...], resolver: Resolver) -> bool:
    """Whether each origin needs a form that is filled in once a year."""
    for origin in range(max(len(m.sources) for m in measures)):
        used = {m.sources[min(origin, len(m.sources) - 1)].dataset for m in measures}
        held = [resolver.datasets[id_] for id_ in used if id_ in resolver.datasets]
        if not any(d.kind == "returns" and d.frequency is Frequency.YEAR for d in held):
            return False
    return True
