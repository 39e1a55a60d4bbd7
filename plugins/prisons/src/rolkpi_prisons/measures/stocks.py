"""Who is held and what there is for them, at the end of a month and on average."""

from __future__ import annotations

from rolkpi.model import AverageStock, Exposure, Stock, StockSource
from rolkpi_prisons.measures.sources import (
    BY_SEX,
    BY_STATUS_AND_SEX,
    CELLS_COUNTED,
    COUNTED,
    cells,
    held,
    line_of_form,
    on_form,
)

HELD = Stock(
    id="prisons.held",
    title="Persons held",
    unit="persons",
    description="Persons in custody at the end of the last day, without those held only for administrative "
    "immigration reasons.",
    published=True,
    sources=(
        held(),
        on_form("C5"),
        cells("item_status_total <> 'ADMIN_IMMIGRATION'", dimensions={"status": "item_status_total"}),
        cells(dimensions=BY_STATUS_AND_SEX),
    ),
)

UNSENTENCED = Stock(
    id="prisons.unsentenced",
    title="Unsentenced persons held",
    unit="persons",
    description="Persons under trial. Once sentenced a person is not counted, even while an appeal is open.",
    published=True,
    sources=(
        held("status = 'UTP'"),
        on_form("C5", "UTP"),
        on_form("C5", "UTP"),
        cells("item_status = 'UTP'", dimensions=BY_SEX),
    ),
)

# The form has one capacity and one staff, whichever way it states who is held: its sources are the same cell.
_CAPACITY_ON_FORM = on_form("C6")
_STAFF_ON_FORM = line_of_form("C16_IN_POST")

CAPACITY = Stock(
    id="prisons.capacity",
    title="Official capacity",
    unit="places",
    description="Sanctioned places in force on the last day.",
    sources=(StockSource(dataset="prisons.facility", value="capacity"), *(_CAPACITY_ON_FORM,) * 3),
)

OFFICERS = Stock(
    id="prisons.officers",
    title="Custodial officers in post",
    unit="officers",
    description="Warders of every rank who are in post on the last day, on leave or not.",
    sources=(StockSource(dataset="prisons.staff", value="in_post"), *(_STAFF_ON_FORM,) * 3),
)

_BOYS = "age_class = 'JUVENILE' AND sex <> 'F'"

WOMEN_HELD = Stock(
    id="prisons.women_held",
    title="Women and girls held",
    unit="persons",
    description="Persons held whom the admission register has as female, of any age.",
    sources=(
        held(f"sex = 'F' AND {COUNTED}"),
        cells(f"item_sex = 'F' AND {CELLS_COUNTED}"),
    ),
)

HELD_BY_SEX = Stock(
    id="prisons.held_by_sex",
    title="Persons held, where it is told by sex",
    unit="persons",
    description="The same persons as in the prison population, where records or cells of the return tell their sex.",
    sources=(held(), cells()),
)

MEN_HELD = Stock(
    id="prisons.men_held",
    title="Men held",
    unit="persons",
    description="All who are held, but for women, girls and boys under 18.",
    sources=(held(f"age_class <> 'JUVENILE' AND sex <> 'F' AND {COUNTED}"),),
)

BOYS_HELD = Stock(
    id="prisons.boys_held",
    title="Boys held",
    unit="persons",
    description="All under 18 who are held, but for girls.",
    sources=(held(f"{_BOYS} AND {COUNTED}"),),
)


def _places(kind: str, column: str, who: str, *forms: StockSource) -> Stock:
    return Stock(
        id=f"prisons.places_{kind}",
        title=f"Places for {who}",
        unit="places",
        description=f"Sanctioned places for {who} in force on the last day.",
        sources=(StockSource(dataset="prisons.facility", value=column), *forms),
    )


PLACES_WOMEN = _places("women", "capacity_f", "women and girls", on_form("C6", "WOMEN"))
PLACES_MEN = _places("men", "capacity_m", "men")
PLACES_BOYS = _places("boys", "capacity_j", "boys")

CHILDREN = Stock(
    id="prisons.children_there",
    title="Children living with their mothers",
    unit="children",
    description="Children who live in a prison because their mother is held there. They are no prisoners.",
    sources=(StockSource(dataset="prisons.children", value="children"), line_of_form("C15")),
)

_JUVENILE = f"age_class = 'JUVENILE' AND {COUNTED}"
_NO_JUVENILE_INSTITUTION = "COALESCE(facility_type <> 'JUVENILE', TRUE)"
_VALUE_OUTSIDE = "CASE WHEN facility_type = 'JUVENILE' THEN 0 ELSE value END"
_JUVENILE_CELLS = cells(line="C5_JUVENILE", dimensions=BY_SEX)

JUVENILES = Stock(
    id="prisons.juveniles_held",
    title="Juveniles held",
    unit="persons",
    description="Persons under 18 on the last day.",
    sources=(held(_JUVENILE), on_form("C5_JUVENILE"), _JUVENILE_CELLS),
)

JUVENILES_OUTSIDE = Stock(
    id="prisons.juveniles_outside",
    title="Juveniles held outside a juvenile institution",
    unit="persons",
    description="Persons under 18 on the last day in a prison that is no juvenile institution by order. A prison whose "
    "type is not on file is none.",
    sources=(
        held(f"{_JUVENILE} AND {_NO_JUVENILE_INSTITUTION}"),
        on_form("C5_JUVENILE").model_copy(update={"value": _VALUE_OUTSIDE}),
        _JUVENILE_CELLS.model_copy(update={"value": _VALUE_OUTSIDE}),
    ),
)

AVERAGE_HELD = AverageStock(
    id="prisons.average_held",
    title="Persons held, mean of month-ends",
    unit="persons",
    description="The mean of the month-ends looked at, counted as the prison population is. A prison with a missing "
    "month-end has none.",
    sources=(held(), on_form("C5")),
)

PRISONER_DAYS = Exposure(
    id="prisons.prisoner_days",
    title="Prisoner-days",
    unit="days",
    description="For every prisoner the days from the first day of a state to the day before it ends.",
    sources=(held(),),
)

STOCKS = (
    HELD,
    UNSENTENCED,
    CAPACITY,
    OFFICERS,
    WOMEN_HELD,
    HELD_BY_SEX,
    MEN_HELD,
    BOYS_HELD,
    PLACES_WOMEN,
    PLACES_MEN,
    PLACES_BOYS,
    CHILDREN,
    JUVENILES,
    JUVENILES_OUTSIDE,
    AVERAGE_HELD,
    PRISONER_DAYS,
)
