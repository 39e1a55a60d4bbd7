"""A form that is filled in: a number for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from simulation.view import Period, day_of


class Cells:
    """Cells of a form by line and item; the item is TOTAL unless named."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], int | None] = {}

    def __setitem__(self, where: str | tuple[str, str], value: int | None) -> None:
        self.values[(where, "TOTAL") if isinstance(where, str) else where] = value

    def __getitem__(self, line: str) -> int:
        return self.values[line, "TOTAL"] or 0


def ranges(form: Cells, line: str, ends: Mapping[str, int | None], values: Iterable[int]) -> None:
    """How many lie in each range; each ends with its number, the last one is open."""
    found = dict.fromkeys(ends, 0)
    for value in values:
        found[next(name for name, end in ends.items() if end is None or value <= end)] += 1
    for name, number in found.items():
        form[line, name] = number


def stock_before(p: Period, since: date | None, until: date | None) -> bool:
    """Whether something was there at the end of the month before."""
    return p.there(since, until, p.first_day - timedelta(days=1))


def past(p: Period, day: date | None) -> date | None:
    """A day that is over by the end of the month."""
    return day if day is not None and day_of(day) <= p.last_day else None
