"""The judiciary definitions hold together, pass the conformance kit, and the adapters read registers and forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog
from rolkpi.collect import Received, receive
from rolkpi.engine import Engine
from rolkpi.loader import load_plugins
from rolkpi.model import Calendar, Delivery, Expect, Kpi, Mode, Ratio, Total
from rolkpi.model.period import parse_month
from rolkpi.testing.conformance import PluginConformance
from rolkpi_judiciary import rolkpi_plugin
from rolkpi_judiciary.adapters.jud_m import CELLS, LINES
from rolkpi_judiciary.codelists import CASE_TYPES, DISPOSAL_MODES
from rolkpi_judiciary.measures.docket import AGE_BANDS
from rolkpi_judiciary.time_limits import BAIL_LIMITS, TIME_LIMITS

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestJudiciary(PluginConformance):
    plugin = "judiciary"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_plugins(["police", "judiciary"]).catalog


def _kpi(name: str) -> Kpi:
    return next(k for k in PLUGIN.kpis if k.id == f"judiciary.{name}")


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        *[("JUD-01", "cases", "context")] * 3,
        ("JUD-02", "cases", "up"),
        *[("JUD-03", "cases", "down")] * 7,
        ("JUD-04", "%", "up"),
        ("JUD-05", "days", "down"),
        ("JUD-06", "ratio", "up"),
        *[("JUD-07", "days", "down")] * 2,
        ("JUD-08", "%", "up"),
        ("JUD-09", "days", "down"),
        ("JUD-09", "%", "down"),
        ("JUD-10", "%", "down"),
        ("JUD-11", "%", "up"),
        ("JUD-12", "%", "down"),
        ("JUD-12", "hearings", "down"),
        ("JUD-13", "%", "up"),
        ("JUD-14", "days", "down"),
        ("JUD-14", "%", "up"),
        ("JUD-15", "%", "up"),
        ("JUD-16", "cases per judge", "band"),
        ("JUD-17", "%", "up"),
        ("JUD-18", "%", "up"),
        ("JUD-19", "%", "down"),
        ("JUD-20", "%", "up"),
    ]
    assert len(catalog.find_kpis("JUD-07")) == 2


def test_without_the_police_only_the_join_with_their_register_is_unavailable() -> None:
    alone = load_plugins([PLUGIN]).catalog
    assert set(alone.unavailable) == {"judiciary.days_arrest_to_bail", "judiciary.bail_arrest_linked"}
    assert len(alone.kpis) == len(PLUGIN.kpis) - 2


def test_age_bands_follow_each_other_from_the_day_of_institution_on() -> None:
    assert AGE_BANDS[0][1] == 0 and AGE_BANDS[-1][2] is None
    assert all(this[2] == following[1] for this, following in pairwise(AGE_BANDS))


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.why_it_matters), len(kpi.note), len(kpi.source), len(kpi.owner)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Total() if kpi.unit in ("cases", "hearings"):
                assert expect.value == expect.n or expect.n is None
            case Ratio(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                assert expect.value == expect.numerator * scale / expect.denominator
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_disposition_time_times_turnover_is_the_days_of_the_period() -> None:
    def at_quarter(kpi: Kpi) -> Expect:
        return next(x.expect[0] for x in kpi.examples if x.period == "2024-Q1")

    time, turnover = at_quarter(_kpi("disposition_time")), at_quarter(_kpi("case_turnover"))
    assert time.value is not None and turnover.value is not None
    assert time.value * turnover.value == (date(2024, 4, 1) - date(2024, 1, 1)).days


def test_published_years_balance_and_give_the_published_rates() -> None:
    cells: dict[tuple[str, str, str], dict[str, int]] = {}
    for kpi in (_kpi("clearance_rate"), _kpi("disposition_time"), _kpi("case_turnover")):
        for example in kpi.examples:
            for row in example.tables.get("judiciary.annual_return", ()):
                cells.setdefault((row["court"], row["year_start"], row["item"]), {})[row["line"]] = row["value"]
    assert len(cells) == 5  # three published ones, and a simulated one with its civil suits
    for year in cells.values():
        assert year["J1"] + year["J2"] - year["J4"] == year["J6"]
    clearance = {e.area: round(e.value, 2) for e in _kpi("clearance_rate").examples[0].expect if e.value}
    assert clearance == {None: 98.77, "DISTRICT_COURTS": 100.42, "HIGH_COURT": 83.93}
    assert round(_kpi("disposition_time").examples[0].expect[0].value or 0, 2) == 121.18
    assert round(_kpi("case_turnover").examples[0].expect[0].value or 0, 3) == 3.401


def test_one_limit_is_in_force_at_a_time() -> None:
    for limit in {row["limit_id"] for row in TIME_LIMITS}:
        rows = sorted((r for r in TIME_LIMITS if r["limit_id"] == limit), key=lambda r: str(r["effective_from"]))
        assert [r["effective_to"] for r in rows if r is not rows[-1]] == [r["effective_from"] for r in rows[1:]]
        assert rows[-1]["effective_to"] is None
        assert all(old["effective_from"] < new["effective_from"] for old, new in pairwise(rows))
    in_2025 = {r["limit_id"]: r["months"] for r in TIME_LIMITS if r["effective_to"] is None}
    assert in_2025 == {"JUVENILE": 6, "UP_TO_7Y": 12, "ABOVE_7Y": 18, "MURDER": 24}


def test_one_bail_limit_a_level_and_the_ones_that_come_say_that_they_are_ours() -> None:
    assert {(row["court_level"], row["days"]) for row in BAIL_LIMITS} == {
        ("MAGISTRATE", 3),
        ("SESSIONS", 5),
        ("SPECIAL", 5),
        ("HIGH_COURT", 7),
    }
    assert all("working group" in row["source"] for row in BAIL_LIMITS)


# --- adapters ------------------------------------------------------------------------------------------------


def _receive(catalog: Catalog, adapter: str, headers: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Received:
    """One file of March 2024 from Quetta and Kech."""
    areas = ["PK211", "PK226"]
    dataset = next(a.dataset for a in PLUGIN.adapters if a.id == adapter)
    delivery = Delivery(
        dataset=dataset,
        path="march.csv",
        mode=Mode.SNAPSHOT,
        covers=frozenset((area, parse_month("2024-03")) for area in areas),
        adapter=adapter,
    )
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return receive(
        delivery,
        pa.Table.from_arrays(columns, names=list(headers)),
        catalog.datasets[dataset],
        catalog,
        areas=areas,
        calendar=Calendar(),
        secret=None,
        engine=Engine(),
    )


CFMS: dict[str, str | None] = {
    "Sr. No.": "1",
    "District": "Quetta",
    "Court Code": "QTA-ASJ2",
    "Court": "Additional Sessions Judge",
    "Case No.": "118",
    "Year": "2024",
    "Police Station": "PS012",
    "FIR No.": "45",
    "FIR Year": "2023",
    "Case Category": "Sessions Trial",
    "Nature of Offence": "Rape",
    "Offence Class": "Heinous",
    "GBV": "Yes",
    "Juvenile": "No",
    "Anti-Rape Act": "Yes",
    "Age of Victim": "12 to 17",
    "NJPMC Category": "Above 7 years",
    "Date of Institution": "05-03-2024",
    "How Instituted": "Fresh",
    "Received On": "-",
    "Cognizance": "06-03-2024",
    "Charge Framed": "20-03-2024",
    "Mode of Disposal": "Pending",
    "Date of Disposal": "-",
    "Dormant From": "21-03-2024",
    "Dormant To": "-",
    "Reason Dormant": "Accused Absconding",
}
"""A row of the register, made up."""


def _cfms(catalog: Catalog, *changes: dict[str, str | None]) -> Received:
    rows = [{**CFMS, **change} for change in changes]
    return _receive(catalog, "judiciary.cfms_case", list(CFMS), [[row[h] for h in CFMS] for row in rows])


def test_a_row_of_the_case_flow_system_becomes_a_case(catalog: Catalog) -> None:
    got = _cfms(catalog, {}, {"Case No.": "Total", "Court Code": None})
    assert got.quarantined.num_rows == 0
    assert [n for _, n in got.ignored] == [1]
    (row,) = got.accepted.to_pylist()
    kept: dict[str, Any] = {
        "case_id": "QTA-ASJ2/118/2024",
        "court": "PK226",
        "fir_id": "PS012/45/2023",
        "court_level": "SESSIONS",
        "case_type": "SESSIONS_TRIAL",
        "offence": "RAPE",
        "severity": "HEINOUS",
        "gbv_flag": True,
        "juvenile_flag": False,
        "scheduled_ara": True,
        "victim_age": "AGE_12_17",
        "limit_id": "ABOVE_7Y",
        "instituted_at": date(2024, 3, 5),
        "mode": "FRESH",
        "received_at": None,
        "cognizance_at": date(2024, 3, 6),
        "charge_framed_at": date(2024, 3, 20),
        "decided_at": None,
        "disposal_mode": None,
        "transferred_out_at": None,
        "inactive_from": date(2024, 3, 21),
        "inactive_to": None,
        "inactive_reason": "ABSCONDING",
    }
    assert {column: row[column] for column in kept} == kept


def test_a_transfer_is_no_disposal_and_a_suit_has_no_fir(catalog: Catalog) -> None:
    left: dict[str, str | None] = {"Mode of Disposal": "Transferred", "Date of Disposal": "28-03-2024"}
    suit: dict[str, str | None] = {
        "Case No.": "7",
        "District": "Turbat",
        "Court": "Civil Judge",
        "Case Category": "Civil Suit",
        **dict.fromkeys(("Police Station", "FIR No.", "FIR Year")),
        **dict.fromkeys(
            ("Nature of Offence", "Offence Class", "GBV", "Juvenile", "Anti-Rape Act", "NJPMC Category"), "-"
        ),
        **dict.fromkeys(("Age of Victim", "Cognizance", "Charge Framed", "Dormant From", "Reason Dormant"), "-"),
        "Mode of Disposal": "Decreed",
        "Date of Disposal": "29-03-2024",
    }
    got = _cfms(catalog, left, suit)
    assert got.quarantined.num_rows == 0
    first, second = got.accepted.to_pylist()
    assert (first["transferred_out_at"], first["decided_at"], first["disposal_mode"]) == (date(2024, 3, 28), None, None)
    assert (second["court"], second["court_level"], second["fir_id"]) == ("PK211", "CIVIL_FAMILY", None)
    assert (second["decided_at"], second["disposal_mode"]) == (date(2024, 3, 29), "DECREED")
    assert (second["offence"], second["gbv_flag"], second["transferred_out_at"]) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"District": "Peshawar"}, "court", "RK512"),
        ({"Court Code": None}, "case_id", "RK510"),
        ({"Case Category": "Treason"}, "case_type", "RK512"),
        ({"Date of Institution": "2024-03-05"}, "instituted_at", "RK511"),
        ({"Mode of Disposal": "Convicted"}, "decided_at, disposal_mode", "RK516"),  # without a date
    ],
)
def test_a_case_that_fits_nowhere_goes_to_quarantine(
    catalog: Catalog, change: dict[str, str | None], column: str, code: str
) -> None:
    got = _cfms(catalog, change, {"Case No.": "2"})
    assert got.accepted.num_rows == 1
    assert [(r["column"], r["code"]) for r in got.quarantined.to_pylist()] == [(column, code)]


FORM = ("District", "Month", "Line", *CELLS)


def _form(catalog: Catalog, *lines: tuple[str, dict[str, str | None]]) -> dict[tuple[str, str], tuple[Any, Any]]:
    """Lines of a form of Quetta; what a line does not name is printed with an x."""
    rows = [("Quetta", "03-2024", line, *(cells.get(heading, "x") for heading in CELLS)) for line, cells in lines]
    got = _receive(catalog, "judiciary.jud_m", FORM, rows)
    assert got.quarantined.num_rows == 0
    assert {(r["court"], r["month"]) for r in got.accepted.to_pylist()} == {("PK226", date(2024, 3, 1))}
    return {(r["line"], r["item"]): (r["value"], r["cell_status"]) for r in got.accepted.to_pylist()}


def test_a_form_becomes_its_cells(catalog: Catalog) -> None:
    types: dict[str, str | None] = dict.fromkeys(CASE_TYPES.values(), "Nil")
    got = _form(
        catalog,
        ("J6", {"All": "120", **types, "Civil suit": "80", "Sessions trial": "40", "Family suit": "NA"}),
        ("J7 Above 3 years", {"All": None}),
        ("J7 1 to 2 years", {"All": "No court"}),
        ("J14 Charged", {"All": "9", "Adult M": "8", "Juvenile F": "1", "Adult Transgender": "nil"}),
        ("Days to judgment", {"0-90 days": "4", "731+ days": "1"}),
    )
    assert len(got) == 12 + 1 + 1 + 4 + 2  # no row for what is printed with an x
    assert got["J6", "TOTAL"] == (120, "REPORTED")
    assert got["J6", "CIVIL"] == (80, "REPORTED")
    assert got["J6", "ATC"] == (0, "REPORTED")  # Nil is a number
    assert got["J6", "FAMILY"] == (None, "NOT_AVAILABLE")
    assert got["J7_GT3Y", "TOTAL"] == (None, "NOT_AVAILABLE")  # a blank is not 0
    assert got["J7_1_2Y", "TOTAL"] == (None, "NOT_APPLICABLE")
    assert got["J14_CHARGED", "JUVENILE_F"] == (1, "REPORTED")
    assert got["J14_CHARGED", "ADULT_T"] == (0, "REPORTED")
    assert got["H_JUDGMENT", "D731"] == (1, "REPORTED")


def test_every_line_and_every_item_of_the_form_can_be_filled_in(catalog: Catalog) -> None:
    filled: dict[str, str | None] = dict.fromkeys(CELLS, "1")
    got = _form(catalog, *((line, filled) for line in LINES))
    lists = {c.id: set(c.values) for c in PLUGIN.codelists}
    assert {line for line, _ in got} == lists["judiciary.return_line"]
    assert {item for _, item in got} == lists["judiciary.return_item"]
    assert {f"J4_{mode}" for mode in DISPOSAL_MODES} <= lists["judiciary.return_line"]
