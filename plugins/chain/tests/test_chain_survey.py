"""Tables of a survey become results, whatever the statisticians call things, and nothing is made from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, receive
from rolkpi.engine import Engine
from rolkpi.model import Calendar, Delivery, Mode
from rolkpi.model.period import parse_month
from rolkpi_chain import rolkpi_plugin
from rolkpi_chain.measures.survey import RESULTS

HEADERS = (
    *("Province", "Field work ended", "Indicator", "Institution", "Sex", "Urban/Rural", "Cut by"),
    *("Estimate (%)", "Lower 95%", "Upper 95%", "Respondents", "Table"),
)
CONFIDENCE = "Confidence in institution"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([rolkpi_plugin()])


def _row(indicator: str = CONFIDENCE, *, cut: str | None = None, **cells: str | None) -> tuple[str | None, ...]:
    told: dict[str, str | None] = {
        "Province": "Balochistan",
        "Field work ended": "31/10/2020",
        "Indicator": indicator,
        "Cut by": cut,
        "Estimate (%)": "41.5",
        "Lower 95%": "38.2",
        "Upper 95%": "44.9",
        "Respondents": "1204",
    }
    return tuple((told | cells).get(header) for header in HEADERS)


def _deliver(catalog: Catalog, *rows: tuple[str | None, ...]) -> Received:
    table = pa.Table.from_arrays(
        [pa.array(column, pa.string()) for column in zip(*rows, strict=True)], names=list(HEADERS)
    )
    delivery = Delivery(
        dataset="chain.survey",
        path="tables.csv",
        mode=Mode.SNAPSHOT,
        covers=frozenset({("PK2", parse_month("2020-10"))}),
        adapter="chain.survey_tables",
    )
    return receive(
        delivery,
        table,
        catalog.datasets["chain.survey"],
        catalog,
        areas=["PK2"],
        calendar=Calendar(),
        secret=None,
        engine=Engine(),
    )


def test_a_line_of_the_tables_becomes_a_result(catalog: Catalog) -> None:
    got = _deliver(
        catalog,
        _row(Institution="Police"),
        _row("Confidence in justice institutions", Sex="Female"),
        _row("SDG 16.3.1", **{"Lower 95%": "*", "Upper 95%": "-", "Respondents": "n/a", "Urban/Rural": "Total"}),
    )
    kept = ("province", "round_on", "question", "institution", "sex", "residence", "estimate", "low", "asked")
    day = date(2020, 10, 31)
    assert sorted(map(tuple, (r.values() for r in got.accepted.select(kept).to_pylist())), key=str) == sorted(
        [
            ("PK2", day, "CONFIDENCE", "POLICE", "ALL", "ALL", Decimal("41.5"), Decimal("38.2"), 1204),
            ("PK2", day, "CONFIDENCE", "ALL", "F", "ALL", Decimal("41.5"), Decimal("38.2"), 1204),
            ("PK2", day, "REPORTED_VIOLENCE", "ALL", "ALL", "ALL", Decimal("41.5"), None, None),
        ],
        key=str,
    )
    assert got.quarantined.num_rows == 0


def test_results_by_age_or_income_are_left_out_and_counted(catalog: Catalog) -> None:
    got = _deliver(catalog, _row(cut="Age"), _row(cut="income"), _row())
    assert got.accepted.num_rows == 1
    assert sum(count for _, count in got.ignored) == 2


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"Province": "Sindh"}, "province", "RK512"),
        ({"Field work ended": "October 2020"}, "round_on", "RK511"),
        ({"Institution": "Army"}, "institution", "RK512"),
        ({"Estimate (%)": None}, "estimate", "RK510"),
        ({"Estimate (%)": "41,5"}, "estimate", "RK511"),
        ({"Respondents": "1,204"}, "asked", "RK511"),
    ],
)
def test_what_fits_nowhere_goes_to_quarantine(
    catalog: Catalog, cells: dict[str, str | None], column: str, code: str
) -> None:
    got = _deliver(catalog, _row(**cells), _row(Sex="Male"))
    assert got.accepted.num_rows == 1
    assert [(r["column"], r["code"]) for r in got.quarantined.to_pylist()] == [(column, code)]


def test_rules_of_the_rows(catalog: Catalog) -> None:
    got = _deliver(
        catalog,
        _row(Respondents="0"),
        _row("SDG 16.3.1", Institution="Courts"),
        _row(**{"Field work ended": "31/10/1920"}),
        _row(Sex="Male"),
    )
    assert got.accepted.num_rows == 1
    told = {r["message"].partition(":")[0] for r in got.quarantined.to_pylist() if r["code"] == "RK516"}
    assert told == {"V03", "V05", "V06"}


def test_every_institution_and_every_group_has_its_figure() -> None:
    assert len({tuple(r.pinned.items()) for r in RESULTS}) == len(RESULTS)
    asked = {r.institution for r in RESULTS if r.question == "CONFIDENCE"}
    assert asked == {"ALL", "POLICE", "PROSECUTION", "COURTS", "PRISONS", "PROBATION"}
    assert {r.sex for r in RESULTS} == {"ALL", "F", "M"} and {r.residence for r in RESULTS} == {"ALL", "URBAN", "RURAL"}
