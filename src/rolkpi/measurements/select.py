"""What a caller asks for, checked against what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rolkpi.errors import RequestError, did_you_mean
from rolkpi.measurements.read import Header
from rolkpi.model.period import Frequency, Window
from rolkpi.sql.read import Selection

Names = Iterable[str] | str | None


def select(
    header: Header,
    codes: Mapping[str, str],
    kpis: Names,
    areas: Names,
    levels: Names,
    frequency: Names,
    window: Names,
    periods: Names,
    by: Names,
) -> Selection:
    """A checked selection. ``codes``: KPI id -> catalogue code, both of which name a KPI.

    Raises RequestError RK400 naming the nearest for anything that does not exist.
    """
    ids = [k for k, *_ in header.kpis]
    return Selection(
        kpis=_kpis(kpis, ids, codes),
        areas=_known("area", areas, [a for a, _ in header.areas]),
        levels=_known("level", levels, {level for _, level in header.areas}),
        frequencies=_known("frequency", frequency, [f.value for f in Frequency]),
        windows=_known("window", window, [w.value for w in Window]),
        periods=_known("period", periods, {p for _, _, p, *_ in header.periods}),
        breakdowns=_breakdowns(by, {strand[1] for strand in header.strands}),
    )


def _listed(given: Names) -> list[str] | None:
    if given is None:
        return None
    return [given] if isinstance(given, str) else [str(g) for g in given]


def _known(kind: str, given: Names, known: Collection[str]) -> tuple[str, ...] | None:
    names = _listed(given)
    for name in names or ():
        if name not in known:
            raise RequestError("RK400", f"no {kind} '{name}'", fix=did_you_mean(name, known))
    return None if names is None else tuple(names)


def _kpis(given: Names, ids: Collection[str], codes: Mapping[str, str]) -> tuple[str, ...] | None:
    names = _listed(given)
    if names is None:
        return None
    found: list[str] = []
    for name in names:
        meant = [i for i in ids if name == i or name.casefold() == codes.get(i, "").casefold()]
        if not meant:
            raise RequestError("RK400", f"no KPI '{name}'", fix=did_you_mean(name, [*ids, *codes.values()]))
        found += meant
    return tuple(found)


def _breakdowns(given: Names, known: Collection[str]) -> tuple[str, ...] | None:
    """``force`` or ``sex;force`` in any order; ``total`` or the empty text for the total."""
    names = _listed(given)
    if names is None:
        return None
    wanted = tuple("" if n in ("", "total") else ";".join(sorted(n.split(";"))) for n in names)
    for name, text in zip(names, wanted, strict=True):
        if text not in known:
            raise RequestError(
                "RK400", f"no disaggregation by '{name}'", fix=did_you_mean(name, {k or "total" for k in known})
            )
    return wanted
