"""The five monthly returns, each cell reckoned from the simulator's own objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulation.clock import LAST, label, last_day
from simulation.people import DISTRICT_CODES
from simulation.plan import BEGIN, LAST_BUT_ONE, NEWEST, RETURN_ONLY, Row, Seen, Table
from simulation.returns import courts, police, prisons, probation, prosecution
from simulation.returns.form import Cells
from simulation.view import Period, World
from simulation.world import World as Everything

Reckon = Callable[[World, Period], Cells]


@dataclass(frozen=True)
class Cell:
    area: str
    month: int
    line: str
    item: str
    value: int | None


def _table(
    institution: str,
    dataset: str,
    reckon: Reckon,
    units: tuple[str, ...],
    since: int,
    pace: str,
) -> Table:
    column = {"prisons": "facility", "courts": "court"}.get(institution, "district")

    def cells(everything: Everything) -> Iterator[Cell]:
        for unit in units:
            world = World(everything, unit)
            for month in range(max(since, BEGIN.get(unit, since)), LAST + 1):
                period = Period("month", label(month), "period", month, month, unit)
                for (line, item), value in reckon(world, period).values.items():
                    yield Cell(unit, month, line, item, value)

    def row(cell: Cell, seen: Seen) -> Row:
        status = "NOT_AVAILABLE" if cell.value is None else "REPORTED"
        return {
            column: cell.area,
            "month": label(cell.month),
            "line": cell.line,
            "item": cell.item,
            "value": cell.value,
            "cell_status": status,
        }

    return Table(
        institution,
        dataset,
        things=cells,
        area=lambda cell: cell.area,
        dates=lambda cell: (last_day(cell.month),),
        row=row,
        pace=pace,
        packed=True,
        form_of=units,
        since=since,
    )


_NEW = "MONTHLY"
TABLES = (
    _table("police", "police.monthly_return", police.cells, RETURN_ONLY["police"], NEWEST, _NEW),
    _table(
        "prosecution", "prosecution.monthly_return", prosecution.cells, RETURN_ONLY["prosecution"], NEWEST, "QUARTERLY"
    ),
    _table("courts", "judiciary.monthly_return", courts.cells, RETURN_ONLY["courts"], NEWEST, "QUARTERLY"),
    _table("prisons", "prisons.monthly_return", prisons.cells, RETURN_ONLY["prisons"], NEWEST, _NEW),
    _table("probation", "probation.monthly_return", probation.cells, DISTRICT_CODES, LAST_BUT_ONE, "QUARTERLY"),
)
"""Four of the forms stand in for broken record systems; PRB-M comes from everybody, for what only it counts."""
