"""Cross-checks of lifecycles: what was signed stays as it was, and what is retired names something alive."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rolkpi.catalog.catalog import Catalog
from rolkpi.catalog.place import Place
from rolkpi.catalog.seal import seal_of
from rolkpi.errors import Problem
from rolkpi.model import Kpi, Status

Signed = Mapping[str, tuple[int, str]]
"""KPI id: number and seal of the version that figures were computed by."""


def check_lifecycle(catalog: Catalog, kpi: Kpi, place: Place) -> None:
    """A signed definition carries the seal of what it says; a retired one is replaced by one that is alive."""
    if kpi.replaced_by is not None:
        at = place.at("replaced_by")
        other = catalog.kpis.get(kpi.replaced_by)
        if other is None:
            at.missing("KPI", kpi.replaced_by, catalog.kpis)
        elif other.status is Status.DEPRECATED:
            fix = f"name {other.replaced_by}" if other.replaced_by else "name a KPI that is in use"
            at.report("RK118", f"'{kpi.id}' is replaced by '{other.id}', which is deprecated itself", fix)
    if kpi.status is Status.DRAFT:
        return
    seal, last = seal_of(catalog, kpi), kpi.history[-1]
    at = place.at("history", len(kpi.history) - 1)
    if last.seal is None:
        fix = f"once author and checker agree, write there: seal: {quoted(seal)}"
        at.report("RK119", f"version {last.version} of '{kpi.id}' is not sealed", fix)
    elif last.seal != seal:
        at.report(
            "RK119",
            f"'{kpi.id}' says something else than the version {last.version} that was signed on {last.on}",
            f"take the change back, or have it checked and add to its history: version: {last.version + 1}, on, "
            f"change, author, checker, seal: {quoted(seal)}",
        )


def changed_since(catalog: Catalog, signed: Signed, where: Callable[[Kpi], str]) -> list[Problem]:
    """KPIs that say something else than when figures were computed by them, under the same version or an older one.

    ``signed``: what an earlier run knew. Drafts were never in it. KPIs that are gone or unavailable are no change.
    """
    problems = []
    for id_, (version, seal) in sorted(signed.items()):
        kpi = catalog.kpis.get(id_)
        if kpi is None:
            continue
        if kpi.version < version:
            what = f"figures were computed by version {version} of '{id_}', and now it is "
            what += f"version {kpi.version}" if kpi.version else "a draft without a version"
            fix = f"keep its history and add version {version + 1}"
        elif kpi.version == version and seal_of(catalog, kpi) != seal:
            what = f"'{id_}' says something else than when figures were computed by its version {version}"
            fix = f"take the change back, or add version {version + 1} to its history"
        else:
            continue
        problems.append(Problem("RK119", what, where(kpi), fix))
    return problems


def signed_by(catalog: Catalog) -> dict[str, tuple[int, str]]:
    """Version and seal of every KPI of the catalog that is signed."""
    return {k.id: (k.version, seal_of(catalog, k)) for k in catalog.kpis.values() if k.status is not Status.DRAFT}


def quoted(seal: str) -> str:
    """A seal as YAML must have it: some of them look like numbers."""
    return f'"{seal}"'
