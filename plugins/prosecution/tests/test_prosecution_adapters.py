"""The adapters read the scrutiny register, its objections, and the form PRO-M as districts fill it in."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, receive
from rolkpi.engine import Engine
from rolkpi.model import Calendar, Delivery, Mode
from rolkpi.model.period import parse_month
from rolkpi_prosecution import rolkpi_plugin
from rolkpi_prosecution.adapters import DISTRICTS, LINES_AS_PRINTED, PRO_M

MARCH = parse_month("2024-03")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([rolkpi_plugin()])


def _deliver(catalog: Catalog, adapter: str, rows: list[dict[str, str | None]]) -> Received:
    dataset = catalog.adapters[adapter].dataset
    areas = sorted(set(DISTRICTS.values()))
    delivery = Delivery(
        dataset=dataset,
        path="march.csv",
        mode=Mode.SNAPSHOT,
        covers=frozenset((area, MARCH) for area in areas),
        adapter=adapter,
    )
    return receive(
        delivery,
        pa.table({header: pa.array([row[header] for row in rows], pa.string()) for header in rows[0]}),
        catalog.datasets[dataset],
        catalog,
        areas=areas,
        calendar=Calendar(),
        secret=None,
        engine=Engine(),
    )


ENTRY: dict[str, str | None] = {
    "Scrutiny No": "QTA/117/2024",
    "PS Code": "PS226-03",
    "FIR No": "45",
    "FIR Year": "2024",
    "District": "Quetta",
    "Type of Report": "Incomplete Challan",
    "Offence": "Attempt to Murder",
    "Class of Offence": "Heinous",
    "Dealt With By": "DDPP",
    "Date of Receipt": "04-03-2024",
    "First Order": "Returned for Removal of Defects",
    "Date of First Order": "06-03-2024",
    "Objections": "FSL report awaited; Witness list incomplete;FSL report not attached",
    "Received Back On": "11-03-2024",
    "Submitted in Court On": "-",
    "Remarks": None,
}
OPEN: dict[str, str | None] = {
    **ENTRY,
    "Scrutiny No": "QTA/118/2024",
    "District": "Qila Abdullah",
    "Type of Report": "Complete Challan",
    "Class of Offence": "-",
    "First Order": "Nil",
    "Date of First Order": "-",
    "Objections": "MLC not attached",
    "Received Back On": None,
}


def test_an_entry_of_the_register_becomes_a_review(catalog: Catalog) -> None:
    cancelled = {**ENTRY, "Scrutiny No": "QTA/119/2024", "Remarks": "Entry cancelled"}
    got = _deliver(catalog, "prosecution.scrutiny_register", [ENTRY, OPEN, cancelled])
    assert got.quarantined.num_rows == 0
    assert [count for _, count in got.ignored] == [1]
    first, second = sorted(got.accepted.to_pylist(), key=lambda row: row["review_id"])
    expected = {
        "review_id": "QTA/117/2024",
        "fir_id": "PS226-03/45/2024",
        "ps_code": "PS226-03",
        "district": "PK226",
        "kind": "INTERIM",
        "offence_cat": "ATTEMPT_MURDER",
        "severity": "HEINOUS",
        "prosecutor_grade": "DDPP",
        "received_at": date(2024, 3, 4),
        "decision": "RETURN_DEFECT",
        "decided_at": date(2024, 3, 6),
        "resubmitted_at": date(2024, 3, 11),
        "court_filed_at": None,
    }
    assert {name: first[name] for name in expected} == expected
    nothing = ("severity", "decision", "decided_at", "resubmitted_at", "court_filed_at")
    assert (second["district"], [second[name] for name in nothing]) == ("PK214", [None] * 5)


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"District": "Lahore"}, "district", "RK512"),
        ({"FIR No": None}, "fir_id", "RK510"),
        ({"Type of Report": "Challan"}, "kind", "RK512"),
        ({"Date of Receipt": "2024-03-04"}, "received_at", "RK511"),
    ],
)
def test_an_entry_that_cannot_be_read_goes_to_quarantine(
    catalog: Catalog, changed: dict[str, str | None], column: str, code: str
) -> None:
    got = _deliver(catalog, "prosecution.scrutiny_register", [{**ENTRY, **changed}])
    assert got.accepted.num_rows == 0
    assert (column, code) in {(r["column"], r["code"]) for r in got.quarantined.to_pylist()}


def test_objections_become_a_row_each_for_returned_reports_only(catalog: Catalog) -> None:
    fit = {**ENTRY, "Scrutiny No": "QTA/120/2024", "First Order": "Fit for Trial"}
    got = _deliver(catalog, "prosecution.scrutiny_objections", [ENTRY, OPEN, fit])
    assert got.quarantined.num_rows == 0
    # two of the three objections are the same defect: the third row says nothing new
    assert sorted((r["review_id"], r["defect_code"], r["returned_at"]) for r in got.accepted.to_pylist()) == [
        ("QTA/117/2024", "NO_FORENSIC", date(2024, 3, 6)),
        ("QTA/117/2024", "WITNESS_LIST", date(2024, 3, 6)),
    ]


def _line(line: str, **cells: str | None) -> dict[str, str | None]:
    """A line of the form: x wherever it has no cell."""
    assert PRO_M.cells is not None
    blank = dict.fromkeys(PRO_M.cells.columns, "x")
    given = {header.replace("_", " "): value for header, value in cells.items()}
    assert set(given) <= set(blank)
    return {"District": "Naseerabad", "Month": "03/2024", "Line": line, **blank, **given}


def test_a_line_of_the_form_becomes_a_row_a_cell(catalog: Catalog) -> None:
    lines = [
        _line("R3 returned", Total="12"),
        _line("R8 convicted", Total="7", Adult_M="6", Juvenile_F="1", GBV=None),
        _line("R9", Total="5", Witness_hostile="0", Compromise="NA"),
        _line("R12 opposed, refused", Total="N/A"),
    ]
    got = _deliver(catalog, "prosecution.pro_m", lines)
    assert got.quarantined.num_rows == 0
    cells = {(r["line"], r["item"]): (r["value"], r["cell_status"]) for r in got.accepted.to_pylist()}
    assert {(r["district"], r["month"]) for r in got.accepted.to_pylist()} == {("PK222", date(2024, 3, 1))}
    assert {key: value for key, (value, _) in cells.items()} == {
        ("R3_RETURNED", "TOTAL"): 12,
        ("R8_CONVICTED", "TOTAL"): 7,
        ("R8_CONVICTED", "ADULT_M"): 6,
        ("R8_CONVICTED", "JUVENILE_F"): 1,
        ("R8_CONVICTED", "GBV"): None,
        ("R9", "TOTAL"): 5,
        ("R9", "HOSTILE_WITNESS"): 0,
        ("R9", "COMPROMISE"): None,
        ("R12_OPPOSED_REFUSED", "TOTAL"): None,
    }
    assert cells["R9", "COMPROMISE"][1] == "NOT_AVAILABLE"
    assert cells["R12_OPPOSED_REFUSED", "TOTAL"][1] == "NOT_APPLICABLE"


def test_the_form_prints_every_line_and_every_cell_once(catalog: Catalog) -> None:
    assert PRO_M.cells is not None
    assert set(LINES_AS_PRINTED.values()) == set(catalog.codelists["prosecution.return_line"].values)
    assert sorted(PRO_M.cells.columns.values()) == sorted(catalog.codelists["prosecution.return_item"].values)


def test_a_number_where_the_line_has_no_cell_goes_to_quarantine(catalog: Catalog) -> None:
    got = _deliver(catalog, "prosecution.pro_m", [_line("R5", Total="9", Police_witnesses="2")])
    assert got.accepted.num_rows == 1
    assert [r["message"].partition(":")[0] for r in got.quarantined.to_pylist()] == ["V06"]
