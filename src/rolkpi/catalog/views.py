"""A view as the dataset it stands for: another one's published columns, and links and derived columns of its own."""

from __future__ import annotations

from collections.abc import Mapping

from rolkpi.catalog.catalog import Needs, ResolvedColumn
from rolkpi.catalog.place import Place
from rolkpi.model import Column, Dataset, View
from rolkpi.model.dataset import RETURN_COLUMNS


def expand(view: View, base: Dataset, resolved: Mapping[str, ResolvedColumn], place: Place) -> Dataset | None:
    """The dataset a view is. None, and what is wrong on the list, when it lacks what every dataset of its kind has.

    ``resolved`` are all columns of the base, derived ones included.
    """
    columns = _inherited(view, base, resolved)
    if _report_unpublished(view, base, columns, place) or _report_repeated(view, columns, place):
        return None
    return Dataset(
        id=view.id,
        kind=base.kind,
        description=view.description,
        columns=tuple(columns.values()),
        key=base.key if set(base.key) <= set(columns) else (),
        area=base.area,
        date=base.date,
        start=base.start,
        end=base.end,
        frequency=base.frequency,
        reported_by=base.reported_by,
        hierarchy=base.hierarchy,
        links=view.links,
        derived=view.derived,
        published=view.published,
        stock_lines=base.stock_lines,
        view_of=base.id,
    )


def inherited_needs(view: Dataset) -> dict[str, Needs]:
    """Every column that a view has from its dataset is made from the column of that name there."""
    return {c.name: Needs(frozenset(), view.view_of, frozenset({c.name})) for c in view.columns}


def _inherited(view: View, base: Dataset, resolved: Mapping[str, ResolvedColumn]) -> dict[str, Column]:
    stored = {c.name: c for c in base.columns}
    open_ = view.plugin == base.plugin or base.published == "all"
    names = resolved if open_ else [name for name in resolved if name in base.published]
    return {
        name: stored.get(name) or Column(name=name, type=resolved[name].type, codelist=resolved[name].codelist)
        for name in names
    }


def _report_unpublished(view: View, base: Dataset, columns: Mapping[str, Column], place: Place) -> bool:
    """Whether something is missing without which the rows cannot be told apart by place and time."""
    roles = {role: getattr(base, role) for role in ("area", "date", "start", "end")}
    needed = [f"its {role} '{name}'" for role, name in roles.items() if name is not None and name not in columns]
    if base.kind == "returns":
        needed += [f"'{name}'" for name in RETURN_COLUMNS if name not in columns]
    if not columns:
        needed = ["any column"]
    if needed:
        place.at("of").report(
            "RK115",
            f"'{base.id}' does not publish {', '.join(needed)}, without which '{view.id}' is no view of it",
            f"ask the owner of '{base.plugin}' to publish {'them' if len(needed) > 1 else 'it'}",
        )
    return bool(needed)


def _report_repeated(view: View, columns: Mapping[str, Column], place: Place) -> bool:
    seen = set(columns)
    wrong = False
    for number, derived in enumerate(view.derived):
        if derived.name in seen:
            has = "already has" if derived.name in columns else "twice derives"
            place.at("derived", number, "name").report(
                "RK101", f"'{view.id}' {has} a column '{derived.name}'", "give the derived column another name"
            )
            wrong = True
        seen.add(derived.name)
    return wrong
