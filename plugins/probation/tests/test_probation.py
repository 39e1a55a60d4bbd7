"""The probation definitions hold together, pass the conformance kit, and the adapters read register and form."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import fmean, median

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, Secret, receive
from rolkpi.engine import Engine
from rolkpi.model import Calendar, Cohort, CohortShare, Delivery, DerivedFormula, Kpi, Mode, Ratio
from rolkpi.model.period import parse_month
from rolkpi.testing.conformance import PluginConformance
from rolkpi_judiciary import rolkpi_plugin as judiciary_plugin
from rolkpi_police import rolkpi_plugin as police_plugin
from rolkpi_probation import rolkpi_plugin
from rolkpi_probation.adapters import DISTRICTS, LINES_AS_PRINTED
from rolkpi_probation.codelists import KINDS, RETURN_LINES

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestProbation(PluginConformance):
    plugin = "probation"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([police_plugin(), judiciary_plugin(), PLUGIN])


# -- definitions ----------------------------------------------------------------------------------------------


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        ("PRB-01", "persons", "context"),
        ("PRB-01", "persons", "context"),
        ("PRB-02", "orders", "up"),
        ("PRB-03", "%", "up"),
        ("PRB-04", "%", "up"),
        ("PRB-05", "%", "up"),
        ("PRB-06", "%", "up"),
        ("PRB-07", "%", "up"),
        ("PRB-08", "%", "up"),
        ("PRB-09", "%", "up"),
        ("PRB-10", "%", "down"),
        ("PRB-10", "%", "up"),
        ("PRB-11", "persons per officer", "band"),
        ("PRB-11", "persons per officer", "band"),
        *[("PRB-12", "%", "context")] * 2,
        ("PRB-13", "per 1,000 licence-months", "down"),
        *[("PRB-14", "%", "context")] * 4,
        ("PRB-15", "%", "up"),
        ("PRB-15", "officers", "up"),
        ("PRB-16", "%", "up"),
        ("PRB-17", "days", "down"),
        ("PRB-18", "order-days", "context"),
    ]
    assert {k.code for k in PLUGIN.kpis} == {f"PRB-{n:02d}" for n in range(1, 19)}
    assert len(catalog.find_kpis("PRB-14")) == 4


def test_without_police_and_courts_only_what_rests_on_them_is_unavailable() -> None:
    of_police = {"probation.reoffending", "probation.orders_linked_share"}
    of_courts = {"probation.use_of_probation"}
    for loaded, gone in (
        ((), of_police | of_courts),
        ((police_plugin(),), of_courts),
        ((judiciary_plugin(),), of_police),
    ):
        unavailable = build([*loaded, PLUGIN]).unavailable
        assert {k for k in unavailable if k.startswith("probation.")} == gone


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.why_it_matters), len(kpi.note), len(kpi.source)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Ratio(scale=scale) | CohortShare(scale=scale) | DerivedFormula(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                if "value" in expect.model_fields_set:
                    assert expect.value == pytest.approx(expect.numerator * scale / expect.denominator)
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_windows_of_cohorts_are_those_in_their_success() -> None:
    windows = {m.id: (m.days, m.months, m.until, m.success) for m in PLUGIN.measures if isinstance(m, Cohort)}
    assert windows == {
        "probation.first_contact": (7, None, None, "within(order_date, first_kept_at, '7 days')"),
        "probation.reports": (None, None, "due_at", "submitted_at <= due_at"),
        "probation.breaches": (30, None, None, "workdays(detected_at, action_at) BETWEEN 0 AND 10"),
        "probation.completion_cohort": (
            None,
            None,
            "end_due",
            "end_reason = 'COMPLETED' AND ended_at <= end_due",
        ),
        "probation.reoffending_cohort": (None, 12, None, "within(order_date, reoffended_on, '12 months')"),
    }


def test_caseload_of_punjab_2011_by_hand() -> None:
    kpi = next(k for k in PLUGIN.kpis if k.id == "probation.caseload_returned")
    cells = kpi.examples[0].tables["probation.monthly_return"]
    persons, officers = ([c["value"] for c in cells if c["line"] == line] for line in ("B6", "B13_IN_POST"))
    each = [Fraction(p, o) for p, o in zip(persons, officers, strict=True)]
    assert (sum(persons), sum(officers), len(each)) == (18_066, 49, 9)
    assert [round(float(x), 2) for x in (Fraction(sum(persons), sum(officers)), fmean(each), median(each))] == [
        368.69,
        375.14,
        305.4,
    ]
    assert kpi.examples[0].expect[0].value == sum(persons) / sum(officers)


def test_every_line_by_kind_and_every_cell_is_told_apart(catalog: Catalog) -> None:
    assert {line for line in RETURN_LINES if line.startswith("B6_")} == {f"B6_{kind}" for kind in KINDS}
    items = set(catalog.codelists["probation.return_item"].values)
    sexes, ages, modes = (catalog.codelists[f"probation.{x}"].values for x in ("sex", "age_class", "mode"))
    assert items == {"TOTAL", "PROBATION", "PAROLE", *modes, *(f"{sex}_{age}" for sex in sexes for age in ages)}


# -- adapters -------------------------------------------------------------------------------------------------


def _receive(
    catalog: Catalog, adapter: str, dataset: str, headers: tuple[str, ...], *rows: tuple[str, ...]
) -> Received:
    columns = [pa.array([cell or None for cell in column], pa.string()) for column in zip(*rows, strict=True)]
    delivery = Delivery(
        dataset=dataset,
        path="file.csv",
        mode=Mode.UPSERT,
        covers=frozenset((area, parse_month("2024-03")) for area in ("PK226", "PK217")),
        adapter=adapter,
    )
    return receive(
        delivery,
        pa.Table.from_arrays(columns, names=list(headers)),
        catalog.datasets[dataset],
        catalog,
        areas=[*DISTRICTS.values(), "PK217-CP"],
        calendar=Calendar(),
        secret=Secret(b"of this test"),
        engine=Engine(),
    )


_REGISTER = (
    "Order No", "CNIC", "Identity by", "Type of Order", "Court Type", "Jail Code", "District", "Case No", "Offence",
    "Sex", "Age", "Juvenile (Y/N)", "Date of Order", "Period (Months)", "Received by Transfer On",
    "Date of Registration", "Officer No", "Expires On", "Ended On", "How Ended", "Remarks",
)  # fmt: skip


def _row(**cells: str) -> tuple[str, ...]:
    usual = {
        "Order No": "12/2024",
        "CNIC": "54400-1234567-1",
        "Identity by": "CNIC",
        "Type of Order": "Probation Order",
        "Court Type": "JM",
        "Jail Code": "-",
        "District": "Quetta",
        "Offence": "Theft",
        "Sex": "Male",
        "Age": "22",
        "Juvenile (Y/N)": "N",
        "Date of Order": "05/03/2024",
        "Period (Months)": "12",
        "Date of Registration": "11/03/2024",
        "Expires On": "05/03/2025",
        "How Ended": "-",
    } | {name.replace("_", " "): text for name, text in cells.items()}
    return tuple(usual.get(header, "") for header in _REGISTER)


def _order(catalog: Catalog, *rows: tuple[str, ...]) -> Received:
    return _receive(catalog, "probation.order_register", "probation.order", _REGISTER, *rows)


def test_an_entry_of_the_register_becomes_an_order(catalog: Catalog) -> None:
    got = _order(
        catalog,
        _row(),
        _row(Order_No="13/2024", CNIC="5440012345671", Type_of_Order="Parole", Court_Type="-", Jail_Code="PK217-CP",
             District="Lasbela", Sex="", Ended_On="31/03/2024", How_Ended="Revoked - Breach", Identity_by="Name"),
        _row(Order_No="14/2024", CNIC="-", Remarks="Struck Out"),
        _row(Order_No="15/2024", CNIC="-"),
    )  # fmt: skip
    assert (got.accepted.num_rows, got.quarantined.num_rows, [n for _, n in got.ignored]) == (3, 0, [1])
    first, second, third = got.accepted.to_pylist()
    assert (first["kind"], first["court_level"], first["district"], first["sex"]) == (
        "PROBATION",
        "MAGISTRATE",
        "PK226",
        "M",
    )
    assert (first["order_date"], first["registered_at"], first["ended_at"]) == (
        date(2024, 3, 5),
        date(2024, 3, 11),
        None,
    )
    assert (first["weak_key"], first["juvenile_flag"], first["age_at_order"]) == (False, False, 22)
    assert (second["kind"], second["facility"], second["end_reason"]) == (
        "PAROLE_LICENCE",
        "PK217-CP",
        "REVOKED_BREACH",
    )
    assert (second["weak_key"], second["sex"], second["court_level"]) == (True, "U", None)
    assert (
        first["person_key"] == second["person_key"] and "54400" not in first["person_key"]
    )  # dashes make no difference
    assert third["person_key"] is None


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"District": "Lahore"}, "district", "RK512"),
        ({"Type of Order": "Bail"}, "kind", "RK512"),
        ({"Date of Order": "2024-03-05"}, "order_date", "RK511"),
        ({"Order No": ""}, "order_id", "RK510"),
    ],
)
def test_an_entry_that_fits_nowhere_goes_to_quarantine(
    catalog: Catalog, cells: dict[str, str], column: str, code: str
) -> None:
    got = _order(catalog, _row(**cells), _row(Order_No="99/2024"))
    assert got.accepted.num_rows == 1
    assert [(r["column"], r["code"]) for r in got.quarantined.to_pylist()] == [(column, code)]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"Date of Registration": "04/03/2024"}, "V04"),
        ({"Ended On": "10/03/2024", "How Ended": "Completed"}, "V04-ended"),
        ({"Ended On": "10/04/2024"}, "V02"),
        ({"Expires On": "05/03/2024"}, "V04-due"),
        ({"Type of Order": "Juvenile Probation"}, "V22"),
        ({"Age": "17"}, "V22-age"),
        ({"Period (Months)": "0"}, "V03"),
    ],
)
def test_an_order_that_cannot_be_goes_to_quarantine(catalog: Catalog, cells: dict[str, str], rule: str) -> None:
    got = _order(catalog, _row(**cells), _row(Order_No="99/2024"))
    assert got.accepted.num_rows == 1
    (bad,) = got.quarantined.to_pylist()
    assert rule in str(bad)


_FORM = (
    "District", "Month", "Line", "Total",
    *(f"{age} {sex}" for age in ("Adult", "Juvenile", "Age unknown") for sex in ("M", "F", "T", "sex not recorded")),
    "Office", "Home", "Phone", "Surety", "Probation officers", "Parole officers",
)  # fmt: skip


def _line(line: str, **cells: str) -> tuple[str, ...]:
    given = {"District": "Quetta", "Month": "03/2024", "Line": line} | {
        k.replace("_", " "): v for k, v in cells.items()
    }
    return tuple(given.get(header, "x") for header in _FORM)


def test_a_line_of_the_form_becomes_a_row_for_each_cell(catalog: Catalog) -> None:
    got = _receive(
        catalog,
        "probation.prb_m",
        "probation.monthly_return",
        _FORM,
        _line("B6", Total="41", Adult_M="40", Adult_F="1", Juvenile_M="NA", Juvenile_F=""),
        _line("B8 due", Total="9", Office="7", Home="2"),
        _line("B13 in post", Total="2", Probation_officers="2", Parole_officers="0"),
        _line("B4 revoked new offence", Total="N/A"),
    )
    assert got.quarantined.num_rows == 0
    cells = {(r["line"], r["item"]): (r["value"], r["cell_status"]) for r in got.accepted.to_pylist()}
    assert cells == {
        ("B6", "TOTAL"): (41, "REPORTED"),
        ("B6", "M_ADULT"): (40, "REPORTED"),
        ("B6", "F_ADULT"): (1, "REPORTED"),
        ("B6", "M_JUVENILE"): (None, "NOT_AVAILABLE"),
        ("B6", "F_JUVENILE"): (None, "NOT_AVAILABLE"),
        ("B8_DUE", "TOTAL"): (9, "REPORTED"),
        ("B8_DUE", "OFFICE"): (7, "REPORTED"),
        ("B8_DUE", "HOME"): (2, "REPORTED"),
        ("B13_IN_POST", "TOTAL"): (2, "REPORTED"),
        ("B13_IN_POST", "PROBATION"): (2, "REPORTED"),
        ("B13_IN_POST", "PAROLE"): (0, "REPORTED"),
        ("B4_REVOKED_NEW_OFFENCE", "TOTAL"): (None, "NOT_APPLICABLE"),
    }


def test_every_line_is_printed_in_its_own_way(catalog: Catalog) -> None:
    assert sorted(LINES_AS_PRINTED.values()) == sorted(catalog.codelists["probation.return_line"].values)
    assert LINES_AS_PRINTED["B2a"] == "B2A" and LINES_AS_PRINTED["B10 action"] == "B10_ACTION"
