"""The police definitions hold together, pass the conformance kit, and the adapters read what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, receive
from rolkpi.engine import Engine
from rolkpi.model import Area, Calendar, Cohort, CohortShare, Delivery, Kpi, Mode, Parent, Rate, Ratio, Total
from rolkpi.model.period import parse_month
from rolkpi.testing.conformance import PluginConformance
from rolkpi.workspace.memory import compute
from rolkpi_police import rolkpi_plugin
from rolkpi_police.adapters.pol_m import CELLS, LINES
from rolkpi_police.codelists import HEADS, OFFENCES

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
        ("POL-03", "per 100,000", "down"),
        ("POL-04", "%", "up"),
        ("POL-05", "%", "up"),
        ("POL-06", "cases", "down"),
        ("POL-06", "%", "down"),
        *[("POL-06", "cases", "down")] * 4,
        *[("POL-07", "days", "down")] * 3,
        ("POL-08", "%", "up"),
        ("POL-09", "%", "up"),
        ("POL-10", "%", "down"),
        ("POL-11", "%", "band"),
        ("POL-12", "%", "up"),
        ("POL-12", "%", "up"),
        ("POL-13", "%", "up"),
        ("POL-14", "%", "up"),
        ("POL-15", "%", "up"),
        ("POL-16", "minutes", "down"),
        ("POL-16", "minutes", "down"),
        ("POL-16", "%", "down"),
        ("POL-17", "%", "up"),
        ("POL-18", "%", "up"),
        ("POL-19", "per 100,000", "up"),
        ("POL-19", "%", "up"),
        ("POL-20", "%", "context"),
    ]


def test_a_code_names_all_its_siblings(catalog: Catalog) -> None:
    found = {k.id for k in catalog.find_kpis("POL-16")}
    assert found == {"police.response_minutes_median", "police.response_minutes_p90", "police.calls_not_attended"}


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
                if "value" in expect.model_fields_set:
                    assert expect.value == expect.numerator * scale / expect.denominator
                if not isinstance(kpi.formula, Ratio) and expect.n is not None:
                    assert expect.n == expect.denominator
            case Total() if kpi.unit == "cases" and expect.value is not None:
                assert expect.value == expect.n
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_the_window_of_a_cohort_is_the_one_in_its_success() -> None:
    cohorts = {m.id: m for m in PLUGIN.measures if isinstance(m, Cohort)}
    assert {m.days for m in cohorts.values()} == {14, 17, 30, 180}
    for cohort in cohorts.values():
        assert cohort.success.endswith(f"<= {cohort.days}")
    complete, first = cohorts["police.complete_in_14_days_cohort"], cohorts["police.first_report_cohort"]
    assert complete.sources == first.sources
    assert (complete.days or 0) + complete.wait == first.days


def test_completed_in_14_days_is_never_above_first_report_in_17(catalog: Catalog) -> None:
    rng = Random(20240301)
    firs, reports = [], []
    for number in range(400):
        registered = date(2024, 1, 1) + timedelta(days=rng.randrange(120))
        closed = registered + timedelta(days=rng.randrange(30)) if rng.random() < 0.3 else None
        firs.append(
            {
                "fir_id": f"F{number}",
                "district": rng.choice(("D1", "D2")),
                "force": rng.choice(("POLICE", "LEVIES")),
                "registered_at": registered,
                "offence_cat": "THEFT",
                "severity": rng.choice(("MINOR", "HEINOUS", None)),
                "gbv_flag": rng.choice((True, False, None)),
                "closed_at": closed,
                "closure": closed and rng.choice(("CANCELLED", "TRANSFERRED", "UNTRACED", "CHALLANED")),
            }
        )
        for turn in range(rng.randrange(4)):
            reports.append(
                {
                    "report_id": f"R{number}-{turn}",
                    "fir_id": f"F{number}",
                    "district": firs[-1]["district"],
                    "kind": rng.choice(("INTERIM", "COMPLETE", "UNTRACED")),
                    "forwarded_at": registered + timedelta(days=rng.randrange(-3, 25)),
                }
            )
    wanted = ("police.first_report_within_17_days", "police.completed_within_14_days")
    answer = compute(
        catalog,
        {"police.fir": firs, "police.report173": reports},
        [
            Area(code=code, name=code, level=level)
            for code, level in (("ALL", "province"), ("D1", "district"), ("D2", "district"))
        ],
        parents=[Parent(area=code, hierarchy="admin", parent="ALL") for code in ("D1", "D2")],
        kpis=wanted,
        first_month=parse_month("2024-01"),
        last_month=parse_month("2024-05"),
        as_of=date(2024, 5, 31),
    )
    first, complete = (
        {
            (r["area"], r["period_start"], r["disaggregation"]): (r["numerator"], r["denominator"])
            for r in answer.measurements(kpi).to_pylist()
        }
        for kpi in wanted
    )
    compared = [(complete[key], first[key]) for key in complete if complete[key][1]]
    assert len(compared) > 50
    assert all(below == whole and part <= more for (part, below), (more, whole) in compared)
    assert any(part < more for (part, _), (more, _) in compared)


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


PSRMS = {
    "Sr.": "1",
    "District": "Quetta",
    "PS Code": "PS012",
    "FIR No.": "45",
    "FIR Year": "2024",
    "Jurisdiction": "A Area",
    "Report Date & Time": "15/03/2024 21:30",
    "FIR Date": "16/03/2024",
    "Date of Occurrence": "Not Known",
    "Crime Head": "Motorcycle Snatching",
    "Under Section": "392/34 PPC",
    "Offence Class": "Heinous",
    "GBV Case": "No",
    "Anti-Rape Act": "-",
    "Honour Related": "No",
    "Complainant Gender": "Female",
    "No. of Victims": "2",
    "IO Gender": "Male",
    "ARCC Referral": None,
    "MLC Date & Time": None,
    "Case Status": "Under Investigation",
    "Status Date": "20/03/2024",
    "Reason of Cancellation": None,
    "Transferred To": None,
    "Compromise": "No",
    "Property Type": "Motorcycle",
    "Value Stolen (Rs)": "180000",
    "Value Recovered (Rs)": "-",
    "Recovery Date": None,
}


def _psrms(catalog: Catalog, *changes: dict[str, str | None]) -> Received:
    rows = [{**PSRMS, **change} for change in changes]
    return _receive(catalog, "police.psrms_fir", list(PSRMS), [[row[h] for h in PSRMS] for row in rows])


def test_a_psrms_row_becomes_a_fir(catalog: Catalog) -> None:
    closed: dict[str, str | None] = {
        "FIR No.": "46",
        "District": "Turbat",
        "Jurisdiction": "Levies",
        "Case Status": "Challan Submitted",
        "Status Date": "29/03/2024",
        "Value Recovered (Rs)": "90000",
        "Recovery Date": "28/03/2024",
    }
    got = _psrms(catalog, {}, closed, {"FIR No.": "Total", "PS Code": None})
    assert got.quarantined.num_rows == 0
    assert [n for _, n in got.ignored] == [1]
    first, second = got.accepted.to_pylist()
    assert {c: first[c] for c in ("fir_id", "district", "force", "reported_at", "registered_at", "occurred_on")} == {
        "fir_id": "PS012/45/2024",
        "district": "PK226",
        "force": "POLICE",
        "reported_at": datetime(2024, 3, 15, 21, 30),
        "registered_at": date(2024, 3, 16),
        "occurred_on": None,
    }
    assert (first["offence_cat"], first["severity"], first["scheduled_ara"]) == ("MOTORCYCLE_THEFT", "HEINOUS", None)
    # the date of a status that ends nothing is no end
    assert (first["closure"], first["closed_at"]) == (None, None)
    assert (first["property_stolen_value"], first["property_recovered_value"]) == (180_000, None)
    assert (second["district"], second["force"], second["closure"]) == ("PK211", "LEVIES", "CHALLANED")
    assert (second["closed_at"], second["recovered_at"]) == (date(2024, 3, 29), date(2024, 3, 28))


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"District": "Gilgit"}, "district", "RK512"),
        ({"Crime Head": "Treason"}, "offence_cat", "RK512"),
        ({"Case Status": "Lost"}, "closure", "RK512"),
        ({"FIR Date": "2024-03-16"}, "registered_at", "RK511"),
        ({"PS Code": None}, "fir_id", "RK510"),
        ({"Value Stolen (Rs)": "1,80,000"}, "property_stolen_value", "RK511"),
    ],
)
def test_a_psrms_row_that_fits_nowhere_goes_to_quarantine(
    catalog: Catalog, change: dict[str, str | None], column: str, code: str
) -> None:
    got = _psrms(catalog, change)
    assert (column, code) in {(r["column"], r["code"]) for r in got.quarantined.to_pylist()}
    assert got.accepted.num_rows == 0


FORM = ("District", "Month", "Line", *CELLS, "Since 1 July")


def _form(catalog: Catalog, *lines: tuple[str, dict[str, str | None]]) -> dict[tuple[str, str], tuple[int | None, str]]:
    rows = [["Quetta", "03/2024", line, *(cells.get(h, "x") for h in CELLS), "900"] for line, cells in lines]
    got = _receive(catalog, "police.pol_m", FORM, rows)
    assert got.quarantined.num_rows == 0
    assert {(r["district"], r["month"]) for r in got.accepted.to_pylist()} == {("PK226", date(2024, 3, 1))}
    return {(r["line"], r["item"]): (r["value"], r["cell_status"]) for r in got.accepted.to_pylist()}


def test_a_form_becomes_its_cells(catalog: Catalog) -> None:
    heads: dict[str, str | None] = {OFFENCES[head]: "Nil" for head in HEADS}
    got = _form(
        catalog,
        ("P2 Police", {"This month": "41", **heads, "Murder": "3", "Theft": "38"}),
        ("P2 Levies", {"This month": "Merged", **dict.fromkeys(heads, "Merged")}),
        ("P7a", {"This month": None}),
        ("P9", {"This month": "12", "Adult M": "11", "Adult F": "1", "Juvenile M": "nil", "Juvenile F": "NA"}),
        ("P15 Minutes", {"0-5 min": "4", "6-10 min": "5", "11-20 min": "9", "21-40 min": "2", "41+ min": "1"}),
    )
    assert len(got) == 24 + 24 + 1 + 5 + 5  # no row for what is printed with an x
    assert got["P2_POLICE", "TOTAL"] == (41, "REPORTED")
    assert got["P2_POLICE", "THEFT"] == (38, "REPORTED")
    assert got["P2_POLICE", "RAPE"] == (0, "REPORTED")  # Nil is a number
    assert got["P2_LEVIES", "RAPE"] == (None, "NOT_APPLICABLE")
    assert got["P7A", "TOTAL"] == (None, "NOT_AVAILABLE")  # a blank is not 0
    assert got["P9", "JUVENILE_M"] == (0, "REPORTED")
    assert got["P9", "JUVENILE_F"] == (None, "NOT_AVAILABLE")
    assert got["P15_MINUTES", "MIN_41_UP"] == (1, "REPORTED")


def test_every_line_and_every_item_of_the_form_can_be_filled_in(catalog: Catalog) -> None:
    got = _form(catalog, *((line, dict.fromkeys(CELLS, "1")) for line in LINES))
    lists = {c.id: set(c.values) for c in PLUGIN.codelists}
    assert {line for line, _ in got} == lists["police.return_line"]
    assert {item for _, item in got} == lists["police.return_item"]


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
