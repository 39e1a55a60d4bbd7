"""The police definitions hold together, pass the conformance kit, and the adapter reads street-level files."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, receive
from rolkpi.engine import Engine
from rolkpi.model import Calendar, Cohort, CohortShare, Delivery, Kpi, Mode, Rate, Ratio, Total
from rolkpi.model.period import parse_month
from rolkpi.testing.conformance import PluginConformance
from rolkpi_police import rolkpi_plugin

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestPolice(PluginConformance):
    plugin = "police"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN])


def test_catalogue_codes_units_and_directions() -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        ("POL-01", "cases", "context"),
        ("POL-02", "per 100,000", "context"),
        ("POL-04", "%", "up"),
        ("POL-06", "cases", "down"),
        ("POL-06", "%", "down"),
        ("POL-07", "days", "down"),
        ("POL-07", "days", "down"),
        ("POL-07", "days", "down"),
    ]


def test_a_code_names_all_its_siblings(catalog: Catalog) -> None:
    found = {k.id for k in catalog.find_kpis("POL-06")}
    assert found == {"police.open_beyond_17_days", "police.open_beyond_17_days_share"}


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.why_it_matters), len(kpi.note), len(kpi.source), len(kpi.owner)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Ratio(scale=scale) | Rate(scale=scale) | CohortShare(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                assert expect.value == expect.numerator * scale / expect.denominator
                assert expect.n == expect.denominator
            case Total() if kpi.unit == "cases" and expect.value is not None:
                assert expect.value == expect.n
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_the_window_of_the_cohort_is_the_one_in_its_success() -> None:
    (cohort,) = (m for m in PLUGIN.measures if isinstance(m, Cohort))
    assert cohort.days == 17
    assert cohort.success.endswith("BETWEEN 0 AND 17")


def test_quantiles_in_the_examples_by_hand() -> None:
    median, p90 = (next(k for k in PLUGIN.kpis if k.id == f"police.days_to_complete_{q}") for q in ("median", "p90"))
    for kpi, q in ((median, Fraction(1, 2)), (p90, Fraction(9, 10))):
        days = sorted(range(5, 55, 5))
        example = kpi.examples[0]
        registered = [date.fromisoformat(r["registered_at"]) for r in example.tables["police.fir"][:10]]
        assert sorted((date(2024, 3, 20) - day).days for day in registered) == days
        at = (len(days) - 1) * q
        low = int(at)
        assert example.expect[0].value == float(days[low] + (at - low) * (days[low + 1] - days[low]))


HEADERS = ("Crime ID", "Month", "LSOA name", "Crime type", "Last outcome category")


def _deliver(catalog: Catalog, *rows: tuple[str | None, ...]) -> Received:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    areas = ["E08000032", "E08000035"]
    delivery = Delivery(
        dataset="police.fir",
        path="2016-07-street.csv",
        mode=Mode.SNAPSHOT,
        covers=frozenset((area, parse_month("2016-07")) for area in areas),
        adapter="police.street_crime",
    )
    return receive(
        delivery,
        pa.Table.from_arrays(columns, names=list(HEADERS)),
        catalog.datasets["police.fir"],
        catalog,
        areas=areas,
        calendar=Calendar(),
        secret=None,
        engine=Engine(),
    )


def test_street_crime_becomes_a_fir(catalog: Catalog) -> None:
    got = _deliver(
        catalog,
        ("a1", "2016-07", "Leeds 042A", "Drugs", "Local resolution"),
        ("a2", "2016-07", "Bradford 001B", "Violence and sexual offences", None),
    )
    kept = ("fir_id", "district", "force", "registered_at", "offence_cat", "closed_at")
    assert got.accepted.select(kept).to_pylist() == [
        dict(zip(kept, ("a1", "E08000035", "POLICE", date(2016, 7, 1), "NARCOTICS", None), strict=True)),
        dict(zip(kept, ("a2", "E08000032", "POLICE", date(2016, 7, 1), "VIOLENCE", None), strict=True)),
    ]
    assert got.quarantined.num_rows == 0


def test_street_crime_leaves_incidents_out_and_says_so(catalog: Catalog) -> None:
    got = _deliver(
        catalog,
        (None, "2016-07", "Leeds 042A", "Anti-social behaviour", None),
        ("a1", "2016-07", "Leeds 042A", "Burglary", None),
    )
    assert got.accepted.num_rows == 1
    assert [count for _, count in got.ignored] == [1]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("x", "2016-07", "Oldham 001A", "Drugs", None), "district", "RK512"),
        (("x", "2016-07", None, "Drugs", None), "district", "RK510"),
        ((None, "2016-07", "Leeds 042A", "Drugs", None), "fir_id", "RK510"),
        (("x", "2016-07", "Leeds 042A", "Treason", None), "offence_cat", "RK512"),
        (("x", "July 2016", "Leeds 042A", "Drugs", None), "registered_at", "RK511"),
    ],
)
def test_street_crime_that_fits_nowhere_goes_to_quarantine(
    catalog: Catalog, row: tuple[str | None, ...], column: str, code: str
) -> None:
    got = _deliver(catalog, row, ("a1", "2016-07", "Leeds 042A", "Burglary", None))
    assert got.accepted.num_rows == 1
    assert [(r["column"], r["code"]) for r in got.quarantined.to_pylist()] == [(column, code)]


def test_a_crime_id_twice_counts_once_and_never_with_two_contents(catalog: Catalog) -> None:
    same = ("a1", "2016-07", "Leeds 042A", "Burglary", None)
    got = _deliver(catalog, same, same, ("a2", "2016-07", "Leeds 042A", "Drugs", None))
    assert (got.accepted.num_rows, got.quarantined.num_rows, sum(n for _, n in got.ignored)) == (2, 0, 1)
    got = _deliver(catalog, same, ("a1", "2016-07", "Leeds 042A", "Drugs", None))
    assert got.accepted.num_rows == 0
    assert {r["code"] for r in got.quarantined.to_pylist()} == {"RK515"}
