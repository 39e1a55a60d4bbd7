"""What of a delivery is taken, what goes to quarantine, and what is only told."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, Secret, receive
from rolkpi.engine import Engine
from rolkpi.model import Calendar, Delivery, Mode
from rolkpi.model.period import parse_month
from rolkpi_prosecution import rolkpi_plugin

Row = dict[str, Any]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([rolkpi_plugin()])


GOOD: dict[str, Row] = {
    "prosecution.review": {
        "review_id": "R1",
        "fir_id": "F1",
        "district": "D1",
        "kind": "COMPLETE",
        "received_at": "2024-03-01",
        "decision": "RETURN_DEFECT",
        "decided_at": "2024-03-03",
        "resubmitted_at": "2024-03-09",
        "court_filed_at": "2024-03-12",
    },
    "prosecution.judgment": {
        "case_id": "C1",
        "judgment_date": "2024-03-05",
        "district": "D1",
        "offence_cat": "MURDER",
        "serious_violent": "true",
    },
    "prosecution.outcome": {
        "case_id": "C1",
        "accused_no": "1",
        "person_key": "54400-1234567-1",
        "district": "D1",
        "judgment_date": "2024-03-05",
        "verdict": "ACQUITTED",
        "disposal_mode": "MERITS",
        "acquittal_reason": "BENEFIT_OF_DOUBT",
        "offence_cat": "MURDER",
        "gbv_flag": "false",
        "appeal_reviewed_at": "2024-03-05",
        "appeal_filed_at": "2024-03-20",
    },
    "prosecution.defect": {
        "review_id": "R1",
        "district": "D1",
        "returned_at": "2024-03-03",
        "defect_code": "NO_FORENSIC",
    },
    "prosecution.consult": {
        "fir_id": "F1",
        "district": "D1",
        "held_at": "2024-03-02",
        "mode": "PHONE",
        "advice_code": "FORENSIC",
    },
    "prosecution.case": {
        "case_id": "C1",
        "fir_id": "F1",
        "court_type": "SESSIONS",
        "district": "D1",
        "opened_at": "2024-03-01",
        "closed_at": "2024-03-01",
        "plea": "GUILTY",
    },
    "prosecution.hearing": {
        "case_id": "C1",
        "district": "D1",
        "hearing_date": "2024-03-05",
        "prosecutor_present": "true",
        "witnesses_summoned": "3",
        "witnesses_attended": "3",
        "witnesses_examined": "3",
        "adjourned": "true",
        "adj_side": "COURT",
    },
    "prosecution.witness": {
        "case_id": "C1",
        "hearing_date": "2024-03-05",
        "district": "D1",
        "witness_type": "MEDICAL",
        "summoned": "1",
        "attended": "1",
        "examined": "1",
    },
    "prosecution.bail": {
        "bail_id": "B1",
        "fir_id": "F1",
        "accused_no": "1",
        "district": "D1",
        "stage": "STATUTORY",
        "filed_at": "2024-03-05",
        "stance": "OPPOSED",
        "decided_at": "2024-03-05",
        "outcome": "REFUSED",
    },
    "prosecution.staff": {
        "district": "D1",
        "month": "2024-03",
        "sanctioned": "4",
        "in_post": "4",
        "female": "4",
    },
    "prosecution.monthly_return": {
        "district": "D1",
        "month": "2024-03",
        "line": "R8",
        "item": "ADULT_F",
        "value": "3",
        "cell_status": "REPORTED",
    },
}


def _deliver(catalog: Catalog, dataset: str, **changed: str | None) -> Received:
    row = {**dict.fromkeys(c.name for c in catalog.datasets[dataset].columns), **GOOD[dataset], **changed}
    delivery = Delivery(
        dataset=dataset,
        path="march.csv",
        mode=Mode.SNAPSHOT,
        covers=frozenset(("D1", parse_month(month)) for month in ("2024-03", "2002-12", "1979-12")),
    )
    return receive(
        delivery,
        pa.table({name: pa.array([value], pa.string()) for name, value in row.items()}),
        catalog.datasets[dataset],
        catalog,
        areas=["D1"],
        calendar=Calendar(),
        secret=Secret(b"for this test only"),
        engine=Engine(),
    )


@pytest.mark.parametrize("dataset", GOOD)
def test_a_good_row_is_taken_without_a_word(catalog: Catalog, dataset: str) -> None:
    got = _deliver(catalog, dataset)
    assert (got.accepted.num_rows, got.quarantined.num_rows, got.warnings) == (1, 0, ())


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("R1", "TOTAL"),
        ("R7_MOVED", "GBV"),
        ("R9", "NOT_RECORDED"),
        ("R9", "COMPROMISE"),
        ("R10_EXAMINED", "PRIVATE"),
        ("R14_WOMEN", "TOTAL"),
        ("R16", "D8_14"),
    ],
)
def test_the_form_has_this_cell(catalog: Catalog, line: str, item: str) -> None:
    assert _deliver(catalog, "prosecution.monthly_return", line=line, item=item).quarantined.num_rows == 0


def test_the_number_of_a_person_is_stored_as_a_hash_only(catalog: Catalog) -> None:
    (kept,) = _deliver(catalog, "prosecution.outcome").accepted.column("person_key").to_pylist()
    assert kept.startswith("v1:") and "1234567" not in kept


@pytest.mark.parametrize(
    ("dataset", "changed", "rule"),
    [
        ("review", {"decided_at": None, "resubmitted_at": None}, "V02"),
        ("review", {"decision": None, "resubmitted_at": None}, "V02"),
        ("review", {"decided_at": "2024-02-29"}, "V04"),
        ("review", {"resubmitted_at": "2024-03-02"}, "V04-resubmitted"),
        ("review", {"decision": "FIT"}, "V04-resubmitted"),
        ("review", {"court_filed_at": "2024-02-29"}, "V04-filed"),
        ("review", {"received_at": "2002-12-31"}, "V05"),
        ("judgment", {"judgment_date": "2002-12-31"}, "V05"),
        ("outcome", {"accused_no": "0"}, "V03"),
        ("outcome", {"appeal_reviewed_at": "2024-03-04"}, "V04"),
        ("outcome", {"appeal_filed_at": "2024-03-04"}, "V04"),
        ("outcome", {"judgment_date": "2002-12-31"}, "V05"),
        ("outcome", {"verdict": None, "acquittal_reason": None}, "V22"),
        ("outcome", {"verdict": "DISCHARGED", "acquittal_reason": None}, "V22"),
        ("outcome", {"verdict": "CONVICTED", "disposal_mode": "COMPROMISE", "acquittal_reason": None}, "V22"),
        ("outcome", {"disposal_mode": "DORMANT"}, "V22"),
        ("outcome", {"disposal_mode": "TRANSFER"}, "V22"),
        ("outcome", {"disposal_mode": "ABATED"}, "V22"),
        ("outcome", {"verdict": "CONVICTED"}, "V22-reason"),
        ("defect", {"returned_at": "2002-12-31"}, "V05"),
        ("consult", {"held_at": "2002-12-31"}, "V05"),
        ("case", {"closed_at": "2024-02-29"}, "V04"),
        ("case", {"opened_at": "1979-12-31"}, "V05"),
        ("hearing", {"witnesses_examined": "-1"}, "V03"),
        ("hearing", {"witnesses_attended": "4"}, "V10"),
        ("hearing", {"witnesses_attended": "2"}, "V10"),
        ("hearing", {"witnesses_attended": None}, "V02-witnesses"),
        ("hearing", {"adjourned": "false"}, "V02"),
        ("hearing", {"hearing_date": "2002-12-31"}, "V05"),
        ("witness", {"examined": "-1"}, "V03"),
        ("witness", {"attended": "2"}, "V10"),
        ("witness", {"examined": "2"}, "V10"),
        ("witness", {"hearing_date": "2002-12-31"}, "V05"),
        ("bail", {"outcome": None}, "V02"),
        ("bail", {"decided_at": None}, "V02"),
        ("bail", {"accused_no": "0"}, "V03"),
        ("bail", {"decided_at": "2024-03-04"}, "V04"),
        ("bail", {"filed_at": "2002-12-31"}, "V05"),
        ("staff", {"female": "-1"}, "V03"),
        ("staff", {"female": "5"}, "V10"),
        ("monthly_return", {"value": "-1"}, "V03"),
        ("monthly_return", {"line": "R7"}, "V06"),
        ("monthly_return", {"line": "R2", "item": "GBV"}, "V06"),
        ("monthly_return", {"line": "R9"}, "V06"),
        ("monthly_return", {"line": "R8", "item": "TECHNICAL"}, "V06"),
        ("monthly_return", {"line": "R10_SUMMONED", "item": "D31"}, "V06"),
        ("monthly_return", {"line": "R16", "item": "TOTAL"}, "V06"),
    ],
)
def test_a_row_that_breaks_a_rule_goes_to_quarantine(
    catalog: Catalog, dataset: str, changed: dict[str, str | None], rule: str
) -> None:
    got = _deliver(catalog, f"prosecution.{dataset}", **changed)
    assert got.accepted.num_rows == 0
    told = [(r["code"], r["message"].partition(":")[0]) for r in got.quarantined.to_pylist()]
    assert ("RK516", rule) in told
    assert {code for code, _ in told} == {"RK516"}


@pytest.mark.parametrize(
    ("dataset", "changed"),
    [
        ("review", {"kind": "CHALLAN"}),
        ("outcome", {"verdict": "GUILTY"}),
        ("outcome", {"disposal_mode": None}),
        ("judgment", {"offence_cat": None}),
        ("review", {"fir_id": None}),
        ("monthly_return", {"line": "R99"}),
    ],
)
def test_codes_and_required_cells_are_checked(catalog: Catalog, dataset: str, changed: dict[str, str | None]) -> None:
    got = _deliver(catalog, f"prosecution.{dataset}", **changed)
    assert got.accepted.num_rows == 0
    assert {(r["column"], r["code"]) for r in got.quarantined.to_pylist()} == {
        (column, "RK512" if value else "RK510") for column, value in changed.items()
    }


@pytest.mark.parametrize(
    ("dataset", "changed", "rule"),
    [
        ("review", {"decision": None, "decided_at": None, "resubmitted_at": None}, "V04-undecided"),
        ("review", {"decided_at": "2025-03-02", "resubmitted_at": None, "court_filed_at": None}, "V19"),
        ("judgment", {"serious_violent": None}, "V02-serious"),
        ("outcome", {"gbv_flag": None}, "V02-gbv"),
        ("hearing", {"adj_side": None}, "V02-side"),
        ("bail", {"stance": None}, "V02-stance"),
        ("staff", {"sanctioned": "3"}, "V10-sanctioned"),
    ],
)
def test_a_warning_keeps_the_row_and_is_told(
    catalog: Catalog, dataset: str, changed: dict[str, str | None], rule: str
) -> None:
    got = _deliver(catalog, f"prosecution.{dataset}", **changed)
    assert got.accepted.num_rows == 1
    assert [(told, count) for told, _, count in got.warnings] == [(rule, 1)]
