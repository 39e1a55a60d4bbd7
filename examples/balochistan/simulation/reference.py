"""The reference tables of the workspace: areas as they were split, people, who owes what, and where series break."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from simulation.clock import FIRST, first_day
from simulation.deliver import TABLES
from simulation.deliver.inbox import write
from simulation.geography import DISTRICTS, MOVED, PRISONS, PROVINCE, SIMULATED, SPLITS, WING
from simulation.people import COUNTS
from simulation.returns import TABLES as RETURNS

MERGERS = (
    (date(2025, 1, 10), ("PK205", "PK217", "PK226", "BA-HUB"), "Levies of Gwadar, Lasbela and Quetta join the police"),
    (date(2025, 10, 15), ("PK2-KALAT", "PK2-LORALAI", "PK2-NASIRABAD", "PK2-QUETTA", "PK2-SIBI", "PK2-ZHOB"),
     "The Levies of six divisions join the police"),
    (date(2026, 1, 20), ("PK2-MEKRAN", "PK2-RAKHSHAN"), "The last Levies join the police (which divisions is assumed)"),
)  # fmt: skip
"""Days on which Levies became police: what the police register jumps."""


def write_reference(folder: Path) -> None:
    divisions = sorted({(d.division_code, d.division) for d in DISTRICTS})
    areas: list[tuple[object, ...]] = [(PROVINCE, "Balochistan", "province", "", "")]
    areas += [(code, f"{name} Division", "division", "", "") for code, name in divisions]
    areas += [(d.code, d.name, "district", "", "") for d in DISTRICTS]
    areas += [(s.code, s.name, "district", s.since, "") for s in SPLITS]
    areas += [(p.code, p.name, "facility", p.since or "", "") for p in PRISONS]
    write(folder / "areas.csv", ("code", "name", "level", "valid_from", "valid_to"), areas)

    parents: list[tuple[object, ...]] = []
    for hierarchy in ("admin", "judicial", "prison"):
        parents += [(hierarchy, code, PROVINCE, "", "") for code, _ in divisions]
        parents += [(hierarchy, d.code, d.division_code, "", "") for d in DISTRICTS]
        parents += [(hierarchy, s.code, s.division_code, s.since, "") for s in SPLITS]
    for p in PRISONS:
        district, since = MOVED.get(p.code, ("", None))
        parents.append(("prison", p.code, p.district, p.since or "", since or ""))
        if since:
            parents.append(("prison", p.code, district, since, ""))
    write(folder / "parents.csv", ("hierarchy", "area", "parent", "valid_from", "valid_to"), parents)

    people = [(c.area, c.on, c.people, c.group, c.source) for c in COUNTS]
    write(folder / "population.csv", ("area", "date", "population", "disaggregation", "source"), people)

    write_splits(folder)
    write_expected(folder)
    write_facilities(folder)
    breaks = [(on, dataset, area, note) for on, areas_, note in MERGERS for area in areas_ for dataset in POLICE]
    write(folder / "breaks.csv", ("on", "dataset", "area", "note"), breaks)


POLICE = tuple(t.dataset for t in TABLES if t.institution == "police" and t.dataset not in ("police.call15",))


def write_splits(folder: Path) -> None:
    """Where the people of a district went when it was split, by the tehsils of the census of 2023."""
    rows: list[tuple[object, ...]] = []
    for split in SPLITS:
        whole = next(d.people_2023 for d in DISTRICTS if d.code == split.parent)
        went = round(split.people_2023 * 1_000_000 / whole)
        for code, weight, people in (
            (split.parent, 1_000_000 - went, whole - split.people_2023),
            (split.code, went, split.people_2023),
        ):
            source = f"Census 2023: {people} of {whole}"
            rows.append((split.parent, code, split.since, f"0.{weight:06d}", "TEHSIL_POP", source))
    write(
        folder / "crosswalk.csv",
        ("from_area", "to_area", "valid_from", "weight", "basis", "source"),
        sorted(map(tuple, rows), key=str),
    )


def write_expected(folder: Path) -> None:
    """The monthly returns are owed by those who have no record system any more."""
    rows: list[tuple[object, ...]] = []
    for form in RETURNS:
        why = "Simulated: the record system broke down, the monthly return takes its place"
        if form.since > FIRST:
            rows += [(form.dataset, unit, first_day(form.since), "", "expected", why) for unit in form.units]
    write(
        folder / "expected.csv",
        ("dataset", "area", "valid_from", "valid_to", "status", "reason"),
        sorted(rows, key=str),
    )


def write_facilities(folder: Path) -> None:
    """Capacities; which of them are real and which are simulated stands in order_ref."""
    code, since, capacity = WING
    rows: list[tuple[object, ...]] = []
    for p in PRISONS:
        source = p.order if p.order.startswith("simulated") else f"press figure: {p.order}"
        parts = (p.capacity - p.women - p.juveniles, p.women, p.juveniles)
        end = since if p.code == code else ""
        rows.append((p.code, p.name, p.kind, p.capacity, *parts, source, p.since or "2010-01-01", end))
        if p.code == code:
            more = (capacity - p.women - p.juveniles, p.women, p.juveniles)
            rows.append((p.code, p.name, p.kind, capacity, *more, f"{SIMULATED}: new wing", since, ""))
    header = ("facility_code", "name", "type", "capacity", "capacity_m", "capacity_f", "capacity_j", "order_ref",
              "valid_from", "valid_to")  # fmt: skip
    write(folder / "facilities.csv", header, rows)
