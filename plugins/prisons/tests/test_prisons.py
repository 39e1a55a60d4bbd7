"""The prisons definitions hold together, pass the conformance kit, and the adapters read what prisons send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, receive
from rolkpi.collect.secret import Secret
from rolkpi.engine import Engine
from rolkpi.model import Calendar, Delivery, Kpi, Mode, Ratio, Total
from rolkpi.model.period import parse_month
from rolkpi.testing.conformance import PluginConformance
from rolkpi_prisons import rolkpi_plugin
from rolkpi_prisons.adapters.pri_m import CELLS, LINES
from rolkpi_prisons.codelists import LINE_ITEMS, PERSON_ITEMS, PERSON_LINES, STOCK_LINES

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)
BY_ID = {kpi.id: kpi for kpi in PLUGIN.kpis}


class TestPrisons(PluginConformance):
    plugin = "prisons"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN])


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        ("PRI-01", "persons", "context"),
        *[("PRI-02", "%", "band")] * 4,
        ("PRI-03", "per 100,000", "context"),
        ("PRI-04", "%", "down"),
        *[("PRI-05", "persons", "down")] * 2,
        *[("PRI-05", "%", "down")] * 2,
        *[("PRI-06", "days", "down")] * 2,
        *[("PRI-07", "days", "down")] * 2,
        ("PRI-08", "%", "up"),
        ("PRI-08", "productions", "down"),
        ("PRI-09", "%", "down"),
        ("PRI-10", "persons", "context"),
        ("PRI-10", "%", "context"),
        ("PRI-10", "children", "context"),
        ("PRI-11", "%", "down"),
        ("PRI-12", "per 1,000", "down"),
        ("PRI-12", "deaths", "down"),
        *[("PRI-13", "per 1,000", "down")] * 2,
        ("PRI-14", "escapes", "down"),
        ("PRI-14", "per 100,000 prisoner-days", "down"),
        ("PRI-15", "%", "up"),
        ("PRI-15", "persons", "down"),
        ("PRI-16", "persons", "up"),
        ("PRI-16", "%", "up"),
        ("PRI-17", "%", "up"),
        ("PRI-18", "%", "down"),
        ("PRI-19", "ratio", "down"),
        *[("PRI-20", "admissions", "context")] * 2,
        *[("PRI-20", "ratio", "context")] * 2,
    ]
    assert catalog.kpi("PRI-03").id == "prisons.population_rate"


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.why_it_matters), len(kpi.note), len(kpi.source), len(kpi.owner)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Total() if kpi.unit not in ("days", "children"):
                assert expect.value == expect.n
            case Ratio(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                assert expect.value == expect.numerator * scale / expect.denominator
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_published_figures_by_hand() -> None:
    def value(kpi: str, example: int, expect: int = 0) -> float:
        return round(BY_ID[kpi].examples[example].expect[expect].value or 0, 2)

    assert [value("prisons.occupancy", 0, n) for n in range(3)] == [104.23, 230.93, 78.14]
    assert value("prisons.unsentenced_share", -1) == 63.69
    assert value("prisons.crowded_share", 0) == 37.83
    assert value("prisons.population_rate", 0) == 19.34


def test_every_cell_by_status_and_sex_is_told_apart(catalog: Catalog) -> None:
    items = set(catalog.codelists["prisons.return_item"].values)
    statuses, sexes = (catalog.codelists[f"prisons.{x}"].values for x in ("status", "sex"))
    persons = {*statuses, *(f"{status}_{sex}" for status in statuses for sex in sexes)}
    assert set(PERSON_ITEMS) == persons
    assert items == {"TOTAL", *persons, *(item for listed in LINE_ITEMS.values() for item in listed)}


def test_what_stands_at_a_day_is_never_added_up(catalog: Catalog) -> None:
    lines = set(catalog.codelists["prisons.return_line"].values)
    flows = {line for line in lines if line.startswith(("C2", "C3", "C4", "C9", "C10", "C13"))}
    assert set(STOCK_LINES) == lines - flows - {"C11", "C11_YTD", "C12", "C12_ON_TIME", "C12_LATE"}


# --- what comes in --------------------------------------------------------------------------------------------

AREAS = ("PK209-CP", "PK226-DJ", "PK226")


def _deliver(
    catalog: Catalog, dataset: str, rows: list[Mapping[str, str | None]], adapter: str | None = None
) -> Received:
    own = () if adapter else tuple(c.name for c in catalog.datasets[f"prisons.{dataset}"].columns)
    names = own or tuple(rows[0])
    delivery = Delivery(
        dataset=f"prisons.{dataset}",
        path="delivery.csv",
        mode=Mode.UPSERT,
        covers=frozenset((area, parse_month("2024-03")) for area in AREAS),
        adapter=adapter,
    )
    return receive(
        delivery,
        pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}),
        catalog.datasets[f"prisons.{dataset}"],
        catalog,
        areas=AREAS,
        calendar=Calendar(),
        secret=Secret(b"a key for tests"),
        engine=Engine(),
    )


ROWS: dict[str, dict[str, str]] = {
    "custody_status": {
        "custody_id": "S1",
        "facility": "PK209-CP",
        "from_date": "2024-03-01",
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
    },
    "custody": {
        "admission_id": "1",
        "custody_id": "S1",
        "person_key": "1",
        "facility": "PK209-CP",
        "admitted_at": "2024-03-01T10:00:00",
        "admission_kind": "NEW",
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
    },
    "warrant": {
        "warrant_id": "1",
        "custody_id": "S1",
        "police_district": "PK226",
        "fir_id": "F1",
        "detained_since": "2024-03-01",
        "max_penalty_class": "GT7",
    },
    "remand": {"warrant_id": "1", "custody_id": "S1", "facility": "PK209-CP", "from_date": "2024-03-01"},
    "sentence": {
        "sentence_id": "1",
        "custody_id": "S1",
        "facility": "PK209-CP",
        "sentenced_on": "2024-03-01",
        "kind": "IMPRISONMENT",
        "length_days": "100",
        "due_release_date": "2024-06-08",
    },
    "production": {
        "production_id": "1",
        "custody_id": "S1",
        "facility": "PK209-CP",
        "due_date": "2024-03-01",
        "produced": "true",
        "mode": "VIDEO",
    },
    "programme": {
        "custody_id": "S1",
        "person_key": "1",
        "facility": "PK209-CP",
        "programme_code": "EDUCATION",
        "session_date": "2024-03-01",
        "status": "CONVICT",
        "sex": "M",
    },
    "medical": {"custody_id": "S1", "facility": "PK209-CP", "screened_at": "2024-03-01T11:00:00"},
    "facility": {
        "facility_code": "PK209-CP",
        "capacity": "20",
        "order_ref": "1",
        "valid_from": "2024-03-01",
        "capacity_m": "15",
        "capacity_f": "3",
        "capacity_j": "2",
    },
    "children": {"facility": "PK209-CP", "from_date": "2024-03-01", "children": "0"},
    "staff": {"facility": "PK209-CP", "from_date": "2024-03-01", "sanctioned": "9", "in_post": "5", "female": "5"},
    "monthly_return": {"facility": "PK209-CP", "month": "2024-03", "line": "C5", "item": "UTP_F", "value": "0"},
}
"""A row of each dataset that breaks no rule."""


@pytest.mark.parametrize(
    ("dataset", "change", "rule"),
    [
        ("custody_status", {"ended_by": "BAIL"}, "V02"),
        ("custody_status", {"to_date": "2024-02-29"}, "V04"),
        ("custody", {"released_at": "2024-03-02T10:00:00"}, "V02"),
        ("custody", {"released_at": "2024-03-01T09:59:00", "release_reason": "BAIL"}, "V04"),
        ("warrant", {"ended_at": "2024-02-29"}, "V04"),
        ("warrant", {"delay_attributed_days": "-1"}, "V03"),
        ("remand", {"to_date": "2024-02-29"}, "V04"),
        ("sentence", {"remission_days": "101"}, "V10"),
        ("production", {"reason_code": "ILL"}, "V22"),
        ("production", {"produced": "false", "reason_code": "ILL"}, "V22"),
        ("facility", {"capacity_m": "16"}, "V10"),
        ("children", {"children": "-1"}, "V03"),
        ("staff", {"female": "6"}, "V10"),
        ("monthly_return", {"value": "-1"}, "V03"),
        ("monthly_return", {"item": "WOMEN"}, "V06"),
        ("monthly_return", {"line": "C13"}, "V06"),
        ("monthly_return", {"line": "C7", "item": "MISSED_ILL"}, "V06"),
        ("monthly_return", {"line": "C6", "item": "TOTAL"}, "V21"),
    ],
)
def test_a_row_that_breaks_a_rule_stays_out(catalog: Catalog, dataset: str, change: dict[str, str], rule: str) -> None:
    assert _deliver(catalog, dataset, [ROWS[dataset]]).quarantined.num_rows == 0
    got = _deliver(catalog, dataset, [{**ROWS[dataset], **change}])
    assert [(r["code"], r["message"].partition(":")[0]) for r in got.quarantined.to_pylist()] == [("RK516", rule)]


ADMISSION = {
    "Register No": "512/24",
    "PMIS ID": "Q-10",
    "CNIC": "52203-0000000-1",
    "Jail": "District Jail Quetta",
    "Admission Date/Time": "05-03-2024 14:30",
    "Admission Type": "Fresh",
    "Category": "Under Trial",
    "Gender": "Female",
    "Age Group": None,
    "Nationality": "Pakistani",
    "Vakalatnama Date": "-",
    "Release Date/Time": "09-03-2024 08:00",
    "Release Type": "Bail",
    "Record": "Active",
}


def test_the_admission_register_of_the_pmis(catalog: Catalog) -> None:
    rows = [ADMISSION, {**ADMISSION, "Register No": "513/24", "Record": "cancelled"}]
    got = _deliver(catalog, "custody", rows, "prisons.pmis_admissions")
    assert got.quarantined.num_rows == 0 and [n for _, n in got.ignored] == [1]
    (row,) = got.accepted.to_pylist()
    assert row["person_key"] and row["person_key"] != ADMISSION["CNIC"]
    wanted: dict[str, Any] = {
        "facility": "PK226-DJ",
        "admitted_at": datetime(2024, 3, 5, 14, 30),
        "admission_kind": "NEW",
        "status": "UTP",
        "sex": "F",
        "age_class": "UNKNOWN",
        "counsel_since": None,
        "released_at": datetime(2024, 3, 9, 8, 0),
        "release_reason": "BAIL",
    }
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"Jail": "Jail Road"}, "facility", "RK512"),
        ({"Category": "Convicted"}, "status", "RK512"),
        ({"Admission Date/Time": "03/05/2024"}, "admitted_at", "RK511"),
        ({"PMIS ID": None}, "custody_id", "RK510"),
    ],
)
def test_an_admission_that_cannot_be_read_stays_out(
    catalog: Catalog, change: dict[str, str | None], column: str, code: str
) -> None:
    got = _deliver(catalog, "custody", [{**ADMISSION, **change}], "prisons.pmis_admissions")
    assert [(r["column"], r["code"]) for r in got.quarantined.to_pylist()] == [(column, code)]


def test_the_status_history_of_the_pmis(catalog: Catalog) -> None:
    row = {
        "PMIS ID": "Q-10",
        "CNIC": "52203-0000000-1",
        "Jail": "Central Prison Mach",
        "From": "05-03-2024",
        "To": "09-03-2024",
        "Category": "UTP",
        "Gender": "Male",
        "Age Group": "Below 18",
        "Nationality": None,
        "Admission Date": "01-03-2024",
        "Ended By": "Sentenced",
    }
    after = {**row, "From": "09-03-2024", "To": "Nil", "Category": "Convict (Appeal)", "Ended By": "-"}
    got = _deliver(catalog, "custody_status", [row, after], "prisons.pmis_status")
    assert got.quarantined.num_rows == 0
    kept = ("facility", "from_date", "to_date", "status", "age_class", "nationality", "ended_by")
    assert [tuple(r[name] for name in kept) for r in got.accepted.to_pylist()] == [
        ("PK209-CP", date(2024, 3, 5), date(2024, 3, 9), "UTP", "JUVENILE", "UNKNOWN", "SENTENCED"),
        ("PK209-CP", date(2024, 3, 9), None, "CONVICT_NONFINAL", "JUVENILE", "UNKNOWN", None),
    ]


def _form(line: str, **cells: str | None) -> dict[str, str | None]:
    """A row of the form: what is not said has no cell."""
    items = {heading: cells.get(item, "x") for heading, item in CELLS.items()}
    return {"Prison": "Central Prison Mach", "Month": "03/2024", "Line": line, **items}


def test_the_form_becomes_one_row_per_cell(catalog: Catalog) -> None:
    rows = [
        _form("C5", TOTAL="31", UTP="20", UTP_F="0", CONVICT_M=None),
        _form("C6", TOTAL="40", WOMEN="Not applicable"),
        _form("C9 Missed", TOTAL="NA", MISSED_NO_ESCORT="3"),
        _form("C12 On time", TOTAL="4"),
    ]
    got = _deliver(catalog, "monthly_return", rows, "prisons.pri_m")
    assert got.quarantined.num_rows == 0
    cells = {(r["line"], r["item"]): (r["value"], r["cell_status"]) for r in got.accepted.to_pylist()}
    assert cells == {
        ("C5", "TOTAL"): (31, "REPORTED"),
        ("C5", "UTP"): (20, "REPORTED"),
        ("C5", "UTP_F"): (0, "REPORTED"),
        ("C5", "CONVICT_M"): (None, "NOT_AVAILABLE"),
        ("C6", "TOTAL"): (40, "REPORTED"),
        ("C6", "WOMEN"): (None, "NOT_APPLICABLE"),
        ("C9_MISSED", "TOTAL"): (None, "NOT_AVAILABLE"),
        ("C9_MISSED", "MISSED_NO_ESCORT"): (3, "REPORTED"),
        ("C12_ON_TIME", "TOTAL"): (4, "REPORTED"),
    }


def test_a_cell_the_form_does_not_have_stays_out(catalog: Catalog) -> None:
    got = _deliver(catalog, "monthly_return", [_form("C13", TOTAL="9", UTP_M="4")], "prisons.pri_m")
    assert got.accepted.num_rows == 1
    assert [r["message"].partition(":")[0] for r in got.quarantined.to_pylist()] == ["V06"]


def test_the_form_has_a_column_for_every_cell_and_a_row_for_every_line(catalog: Catalog) -> None:
    assert set(CELLS.values()) == set(catalog.codelists["prisons.return_item"].values)
    assert set(LINES.values()) == set(catalog.codelists["prisons.return_line"].values)
    assert len(LINES) == len(set(LINES.values())) and set(PERSON_LINES) < set(LINES.values())
