"""The reference tables of the workspace."""

from __future__ import annotations

from pathlib import Path

from simulation.deliver import write
from simulation.geography import CENSUS_2017, CENSUS_2023, DISTRICTS, NO_COURT, PRISONS, PROVINCE, SIMULATED, WING

PBS = "Pakistan Bureau of Statistics, Census 2023, Table 1"
CASE_DATASETS = ("judiciary.case", "judiciary.monthly_return", "judiciary.annual_return")


def write_reference(folder: Path) -> None:
    divisions = sorted({(d.division_code, d.division) for d in DISTRICTS})
    areas = [(PROVINCE, "Balochistan", "province", "", "")]
    areas += [(code, f"{name} Division", "division", "", "") for code, name in divisions]
    areas += [(d.code, d.name, "district", "", "") for d in DISTRICTS]
    areas += [(p.code, p.name, "facility", "", "") for p in PRISONS]
    write(folder / "areas.csv", ("code", "name", "level", "valid_from", "valid_to"), areas)

    parents = []
    for hierarchy in ("admin", "judicial", "prison"):
        parents += [(hierarchy, code, PROVINCE, "", "") for code, _ in divisions]
        parents += [(hierarchy, d.code, d.division_code, "", "") for d in DISTRICTS]
    parents += [("prison", p.code, p.district, "", "") for p in PRISONS]
    write(folder / "parents.csv", ("hierarchy", "area", "parent", "valid_from", "valid_to"), parents)

    people = [(d.code, CENSUS_2017, d.people_2017, f"{PBS} (2017 on the same boundaries)") for d in DISTRICTS]
    people += [(d.code, CENSUS_2023, d.people_2023, PBS) for d in DISTRICTS]
    write(folder / "population.csv", ("area", "date", "population", "source"), people)

    reason = "Simulated: no court sits in the district, its cases are heard in Zhob"
    absent = [(dataset, code, "", "", "not_applicable", reason) for code in NO_COURT for dataset in CASE_DATASETS]
    write(folder / "expected.csv", ("dataset", "area", "valid_from", "valid_to", "status", "reason"), absent)
    write_facilities(folder)


def write_facilities(folder: Path) -> None:
    """Capacities; which of them are real and which are simulated stands in order_ref."""
    code, since, capacity = WING
    rows: list[tuple[object, ...]] = []
    for p in PRISONS:
        source = p.order if p.order == SIMULATED else f"press figure: {p.order}"
        rows.append((p.code, p.name, p.kind, p.capacity, source, "2010-01-01", since if p.code == code else ""))
        if p.code == code:
            rows.append((p.code, p.name, p.kind, capacity, "simulated capacity: new wing", since, ""))
    header = ("facility_code", "name", "type", "capacity", "order_ref", "valid_from", "valid_to")
    write(folder / "facilities.csv", header, rows)
