"""Random rows of the datasets of ``strategy_datasets``, for a place and time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import Dataset, Frequency
from rolkpi.model.period import month_start
from rolkpi.testing.strategy_datasets import CODES
from rolkpi.testing.strategy_expressions import Draw
from rolkpi.testing.strategy_places import World

Rows = list[dict[str, Any]]
Holds = Callable[[Dataset, str, int], bool]
"""Whether a dataset's deliveries cover a month of a unit."""


def tables(world: World, dataset: Dataset, holds: Holds) -> st.SearchStrategy[Rows]:
    match dataset.id:
        case "t.case":
            return st.lists(_case(world), max_size=16).map(_numbered)
        case "t.hearing":
            return st.lists(_hearing(world), max_size=12).map(_numbered)
        case "t.stay":
            return st.lists(_stay(world), max_size=12).map(_numbered)
        case "t.limit":
            return _limits(world)
        case "t.officer":
            return st.lists(_officer(), max_size=3, unique_by=lambda r: str(r["officer"]))
        case "t.jail":
            return st.lists(_jail(world), max_size=4).map(_numbered)
        case "t.survey":
            return st.lists(_result(world), max_size=6, unique_by=lambda r: (r["place"], r["held"]))
        case "t.form":
            return _forms(world, dataset, holds)
        case "t.yearly":
            return _forms(world, dataset, holds)
    raise LookupError(dataset.id)


def _numbered(rows: Rows) -> Rows:
    return [{"id": str(n), **row} for n, row in enumerate(rows)]


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy, strategy)


def _codes(codelist: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from((*CODES[codelist], None))


def _bools() -> st.SearchStrategy[bool | None]:
    return st.sampled_from((True, False, None))


def _moments(world: World) -> st.SearchStrategy[datetime]:
    return st.tuples(world.days(0, 1), st.sampled_from((time(0), time(9, 30), time(9, 31), time(23, 59)))).map(
        lambda pair: datetime.combine(*pair)
    )


def _case(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "opened": world.days(1, 1),
            "closed": _maybe(world.days(1, 2)),
            "seen": _maybe(_moments(world)),
            "heard": _maybe(_moments(world)),
            "offence": _codes("t.offence"),
            "stage": _codes("t.stage"),
            "urgent": _bools(),
            "amount": _maybe(st.integers(-2, 30)),
            "person": st.sampled_from(("p", "q", "r", None)),
            "officer": st.sampled_from(("x", "y", "z", None)),
            "court": _maybe(st.sampled_from(world.units)),
        }
    )


def _hearing(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "held": world.days(),
            "case_id": st.sampled_from(("0", "0", "1", "2", "3", "9", None)),
            "offence": _codes("t.offence"),
            "urgent": _bools(),
            "points": _maybe(st.integers(-3, 9)),
            "person": st.sampled_from(("p", "q", None)),
        }
    )


def _stay(world: World) -> st.SearchStrategy[dict[str, Any]]:
    """States that may have begun long before, that begin and end in one month, or that never end."""
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "began": world.days(5, 0),
            "ended": _maybe(world.days(1, 2)),
            "stage": _codes("t.stage"),
            "urgent": _bools(),
            "person": st.sampled_from(("p", "q", "r", None)),
        }
    )


@st.composite
def _limits(draw: Draw, world: World) -> Rows:
    """For some offences one limit, or two of which one follows the other, at once or after a gap."""
    rows: Rows = []
    number = st.integers(0, 60)
    for offence in CODES["t.offence"]:
        for turn in draw(st.lists(world.days(2, 0), max_size=2, unique=True).map(sorted)):
            gap = draw(st.sampled_from((0, 0, 20)))
            if rows and rows[-1]["offence"] == offence:
                rows[-1]["valid_to"] = max(rows[-1]["valid_from"] + timedelta(days=1), turn - timedelta(days=gap))
            rows.append(
                {
                    "offence": offence,
                    "days": draw(number),
                    "heavy": draw(_bools()),
                    "valid_from": turn,
                    "valid_to": None,
                }
            )
    firsts = {row["offence"]: n for n, row in reversed(list(enumerate(rows)))}
    for n in draw(st.lists(st.sampled_from(sorted(firsts.values())), max_size=1)) if rows else ():
        rows[n]["valid_from"] = None
    return rows


@st.composite
def _result(draw: Draw, world: World) -> dict[str, Any]:
    tenth = st.integers(0, 1000).map(lambda n: Decimal(n) / 10)
    return {
        "place": draw(st.sampled_from([a.code for a in world.areas])),
        "held": draw(world.days()),
        "score": draw(tenth),
        "least": draw(_maybe(tenth)),
        "most": draw(_maybe(tenth)),
        "answered": draw(_maybe(st.integers(0, 12))),
    }


def _officer() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"officer": st.sampled_from(("x", "y", "p")), "grade": _codes("t.stage"), "weight": _maybe(st.integers(0, 5))}
    )


def _jail(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "places": _maybe(st.integers(0, 50)),
            "urgent": _bools(),
            "opened": world.days(3, 0),
            "shut": _maybe(world.days(0, 2)),
        }
    )


@st.composite
def _forms(draw: Draw, world: World, dataset: Dataset, holds: Holds) -> Rows:
    """Two lines for every unit and month that is covered, a few cells more, and a few cells that are odd."""
    step = 12 if dataset.frequency is Frequency.YEAR else 1
    begins = world.first - world.first % step
    months = list(range(begins, world.last + 1, step))
    places = [(u, m) for u in world.units for m in months if any(holds(dataset, u, n) for n in range(m, m + step))]
    cells: dict[tuple[Any, ...], dict[str, Any]] = {}
    totals, ranges = draw(st.booleans()), draw(st.booleans())

    def put(
        place: tuple[str, int], line: str, item: str | None, urgent: bool | None, value: int | None, how: str | None
    ) -> None:
        unit, month = place
        cells[(unit, month, line, item, urgent)] = {
            "district": unit,
            "month": month_start(month),
            "line": line,
            "item": item,
            "urgent": urgent,
            "value": value,
            "cell_status": how,
        }

    for n, place in enumerate(places):
        put(place, "all", "A", True, 20 + n % 7, "REPORTED")
        put(place, "some", "A", True, 3 + n % 5, "REPORTED")
        if ranges:
            put(place, "all", "B", False, n % 4, "REPORTED")
        if totals:
            put(place, "all", None, None, 30 + n % 3, "REPORTED")
            put(place, "some", None, None, 4 + n % 5, "REPORTED")
    if places:
        odd = st.tuples(
            st.sampled_from(places),
            st.sampled_from(("all", "some")),
            st.sampled_from((("A", True), ("A", True), ("B", False), (None, None))),
            st.sampled_from(
                (
                    (0, "REPORTED"),
                    (9, "ESTIMATED"),
                    (None, "NOT_AVAILABLE"),
                    (None, "NOT_APPLICABLE"),
                    (None, None),
                    (6, None),
                    (7, "NOT_APPLICABLE"),
                    (8, "NOT_AVAILABLE"),
                    (4, "REPORTED"),
                    (-2, "REPORTED"),
                )
            ),
        )
        for place, line, (item, urgent), (value, how) in draw(st.lists(odd, max_size=6)):
            put(place, line, item, urgent, value, how)
        for place in draw(st.lists(st.sampled_from(places), max_size=2)):
            cells.pop((*place, draw(st.sampled_from(("all", "some"))), "A", True), None)
    return _numbered(list(cells.values()))
