"""Who is under supervision, counted as persons, and for how long."""

from __future__ import annotations

from rolkpi.model import DistinctStock, Exposure, Stock, StockSource

_RETURN = "probation.return_lines"
_CELLS = {"sex": "item_sex", "age_class": "item_age_class"}


def _persons(name: str, title: str, where: str, description: str) -> DistinctStock:
    return DistinctStock(
        id=f"probation.{name}",
        title=title,
        unit="persons",
        description=description,
        key="person_key",
        weak="weak_key",
        published=True,
        sources=(StockSource(dataset="probation.order", start="registered_at", end="ended_at", where=where),),
    )


PERSONS = _persons(
    "persons",
    "Persons under supervision",
    "TRUE",
    "Different persons with at least one order or licence that is registered with an officer and has not ended.",
)
WOMEN = _persons("women", "Women under supervision", "sex = 'F'", "Women and girls among them.")
JUVENILES = _persons(
    "juveniles",
    "Juveniles under supervision",
    "age_class = 'JUVENILE'",
    "Those among them with a live order for what they did under 18.",
)

PERSONS_RETURNED = Stock(
    id="probation.persons_returned",
    title="Persons under supervision, as returned",
    unit="persons",
    description="Line B6 of the return: the office's own count of persons.",
    published=True,
    sources=(
        StockSource(
            dataset=_RETURN,
            where="line = 'B6' AND (item = 'TOTAL' OR cells_of_line = 12)",
            total="item = 'TOTAL'",
            value="value",
            dimensions=_CELLS,
        ),
    ),
)
WOMEN_RETURNED = Stock(
    id="probation.women_returned",
    title="Women under supervision, as returned",
    unit="persons",
    description="Cells of line B6 for women and girls.",
    sources=(
        StockSource(dataset=_RETURN, where="line = 'B6' AND item_sex = 'F' AND cells_of_line = 12", value="value"),
    ),
)
JUVENILES_RETURNED = Stock(
    id="probation.juveniles_returned",
    title="Juveniles under supervision, as returned",
    unit="persons",
    description="Cells of line B6 for those under 18 at the offence.",
    sources=(
        StockSource(
            dataset=_RETURN, where="line = 'B6' AND item_age_class = 'JUVENILE' AND cells_of_line = 12", value="value"
        ),
    ),
)

SUPERVISION_DAYS = Exposure(
    id="probation.supervision_days",
    title="Supervision days",
    unit="order-days",
    description="For every order and licence the days from registration to the day before it ended.",
    sources=(StockSource(dataset="probation.order", start="registered_at", end="ended_at"),),
)

MEASURES = (
    PERSONS,
    WOMEN,
    JUVENILES,
    PERSONS_RETURNED,
    WOMEN_RETURNED,
    JUVENILES_RETURNED,
    SUPERVISION_DAYS,
)
