"""Records, and a return counted from them by a clerk who knows nothing of the definitions, give the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

import pytest

import rolkpi
from rolkpi.model import Area, Parent
from rolkpi.model.period import month_end, parse_month
from rolkpi_prosecution import rolkpi_plugin

Row = dict[str, Any]
Cell = tuple[str, str, str, str]
Figures = dict[tuple[str, str, str, str], tuple[float | None, int | None, int | None]]

PLUGIN = rolkpi_plugin()
REASONS = ("HOSTILE_WITNESS", "BENEFIT_OF_DOUBT", "TECHNICAL", None)

AREAS = (
    Area(code="ALL", name="all", level="province"),
    *(Area(code=code, name=code, level="district") for code in ("D1", "D2")),
)
PARENTS = tuple(Parent(hierarchy="admin", area=code, parent="ALL") for code in ("D1", "D2"))
MONTHS = (*(f"2023-{month:02d}" for month in range(4, 13)), "2024-01", "2024-02", "2024-03")
FIRST, LAST = date(2024, 1, 1), date(2024, 3, 31)
KINDS = ("INTERIM", "COMPLETE", "SUPPLEMENTARY", "CANCELLATION", "UNTRACED", "DISCHARGE")
FULL = (
    *((f"R2_{kind}", "TOTAL") for kind in KINDS),
    *(
        (line, f"{age}_{sex}")
        for line in ("R8", "R8_CONVICTED")
        for age in ("ADULT", "JUVENILE", "UNKNOWN")
        for sex in "MFTU"
    ),
    *(
        ("R9", reason)
        for reason in (
            "HOSTILE_WITNESS",
            "BENEFIT_OF_DOUBT",
            "DEFECTIVE_INVESTIGATION",
            "NO_FORENSIC",
            "COMPROMISE",
            "TECHNICAL",
            "OTHER",
            "NOT_RECORDED",
        )
    ),
    *(("R16", days) for days in ("D0_3", "D4_7", "D8_14", "D15_30", "D31")),
)
"""Cells a clerk fills in although there was nothing to count: a 0 that is left out is not known."""

ON_RETURN = (
    "reports_received_for_scrutiny",
    "pending_beyond_3_days",
    "defect_return_rate",
    "serious_conviction_rate",
    "conviction_rate_persons",
    "acquittals",
    "acquittals_hostile_witness_share",
    "acquittals_not_recorded_share",
    "compromise_share",
    "withdrawn_share",
    "witness_attendance",
    "adjournments_per_100_hearings",
    "opposed_bail_refused_share",
    "live_cases_per_prosecutor",
    "gbv_conviction_rate",
)

AGES = ("pending_4_to_7_days", "pending_8_to_30_days", "pending_over_30_days")
SHARES = tuple(k.id.partition(".")[2] for k in PLUGIN.kpis if k.code == "PRO-09" and k.unit == "%")
ON_RECORD = (*AGES, *(share for share in SHARES if share not in ON_RETURN), "days_to_filing_median")


def _some_day(random: Random) -> date:
    return FIRST + timedelta(days=random.randrange(91))


def _reviews(random: Random) -> Iterator[Row]:
    for number in range(120):
        received = _some_day(random)
        decided = received + timedelta(days=random.choice((0, 1, 3, 4, 5, 20, 60)))
        open_still = random.random() < 0.1
        decision = None if open_still else random.choice(("FIT", "RETURN_DEFECT", "OTHER"))
        yield {
            "review_id": str(number),
            "fir_id": f"F{number}",
            "district": random.choice(("D1", "D2")),
            "kind": random.choice(KINDS),
            "received_at": received,
            "decision": decision,
            "decided_at": None if open_still else decided,
            "court_filed_at": decided + timedelta(days=2) if decision == "FIT" else None,
        }


ENDS = (
    ("CONVICTED", "MERITS"),
    ("ACQUITTED", "MERITS"),
    ("ACQUITTED", "EARLY_ACQUITTAL"),
    ("ACQUITTED", "COMPROMISE"),
    ("DISCHARGED", "WITHDRAWN"),
    ("ABATED", "ABATED"),
    (None, "TRANSFER"),
)


def _judgments(random: Random) -> Iterator[Row]:
    for number in range(160):
        yield {
            "case_id": str(number),
            "judgment_date": _some_day(random),
            "district": random.choice(("D1", "D2")),
            "offence_cat": "MURDER",
            "serious_violent": random.choice((True, False, None)),
            "gbv_flag": random.choice((True, False, None)),
        }


def _outcomes(random: Random, judgments: Iterable[Row]) -> Iterator[Row]:
    for case in judgments:
        for number in range(random.randrange(1, 4)):
            verdict, mode = random.choice(ENDS)
            yield {
                **case,
                "accused_no": number + 1,
                "sex": random.choice("MF"),
                "age_class": random.choice(("ADULT", "JUVENILE")),
                "verdict": verdict,
                "disposal_mode": mode,
                "acquittal_reason": random.choice(REASONS) if verdict == "ACQUITTED" else None,
            }


def _hearings(random: Random) -> Iterator[Row]:
    for number in range(150):
        summoned = random.randrange(5)
        side = random.choice((None, None, "PROSECUTION", "DEFENCE", "COURT"))
        yield {
            "case_id": str(number),
            "district": random.choice(("D1", "D2")),
            "hearing_date": _some_day(random),
            "witnesses_summoned": summoned,
            "witnesses_attended": random.randrange(summoned + 1),
            "adjourned": side is not None,
            "adj_side": side,
        }


def _bails(random: Random) -> Iterator[Row]:
    for number in range(120):
        filed = _some_day(random)
        outcome = random.choice(("GRANTED", "REFUSED", "WITHDRAWN", None))
        yield {
            "bail_id": str(number),
            "fir_id": f"F{number}",
            "district": random.choice(("D1", "D2")),
            "filed_at": filed,
            "stance": random.choice(("OPPOSED", "OPPOSED", "CONCEDED", "NONE")),
            "decided_at": None if outcome is None else filed + timedelta(days=random.randrange(40)),
            "outcome": outcome,
        }


def _live(random: Random) -> Iterator[Row]:
    for number in range(100):
        opened = _some_day(random)
        closed = opened + timedelta(days=random.randrange(1, 80)) if random.random() < 0.5 else None
        district = random.choice(("D1", "D2"))
        yield {"case_id": str(number), "district": district, "opened_at": opened, "closed_at": closed}


def _staff(random: Random) -> Iterator[Row]:
    for district in ("D1", "D2"):
        for month in MONTHS:
            yield {"district": district, "month": month, "sanctioned": 9, "in_post": random.randrange(1, 9)}


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _of_reports(rows: Iterable[Row]) -> Iterator[Cell]:
    ranges = ((3, "D0_3"), (7, "D4_7"), (14, "D8_14"), (30, "D15_30"), (9_999, "D31"))
    for r in rows:
        district = r["district"]
        yield district, _month(r["received_at"]), "R2", "TOTAL"
        yield district, _month(r["received_at"]), f"R2_{r['kind']}", "TOTAL"
        if r["decided_at"]:
            yield district, _month(r["decided_at"]), "R3", "TOTAL"
        if r["decision"] == "RETURN_DEFECT":
            yield district, _month(r["decided_at"]), "R3_RETURNED", "TOTAL"
        if r["court_filed_at"]:
            days = (r["court_filed_at"] - r["received_at"]).days
            yield district, _month(r["court_filed_at"]), "R16", next(item for most, item in ranges if days <= most)
        for month in MONTHS:
            end = month_end(parse_month(month))
            undecided = r["received_at"] <= end and (r["decided_at"] is None or r["decided_at"] > end)
            if undecided and (end - r["received_at"]).days > 3:
                yield district, month, "R6A", "TOTAL"


def _of_cases(judgments: Iterable[Row], outcomes: list[Row]) -> Iterator[Cell]:
    for case in judgments:
        ends = [o for o in outcomes if o["case_id"] == case["case_id"]]
        modes = {o["disposal_mode"] for o in ends}
        at = case["district"], _month(case["judgment_date"])
        ranked = ("MERITS", "COMPROMISE", "WITHDRAWN", "EARLY_ACQUITTAL", "ABATED")
        way = next((mode for mode in ranked if mode in modes), None)
        if way is None:
            yield *at, "R7_MOVED", "TOTAL"
            continue
        line = "R7_OTHER" if way == "ABATED" else f"R7_{way}"
        lines = ["R7", line, *(["R7_CONVICTED"] if any(o["verdict"] == "CONVICTED" for o in ends) else [])]
        groups = ["TOTAL", *(["SERIOUS_VIOLENT"] if case["serious_violent"] else [])]
        yield from ((*at, line, item) for line in lines for item in groups)


def _of_accused(outcomes: Iterable[Row]) -> Iterator[Cell]:
    for o in outcomes:
        at = o["district"], _month(o["judgment_date"])
        if o["verdict"] in ("CONVICTED", "ACQUITTED"):
            items = ["TOTAL", f"{o['age_class']}_{o['sex']}", *(["GBV"] if o["gbv_flag"] else [])]
            lines = ["R8", *(["R8_CONVICTED"] if o["verdict"] == "CONVICTED" else [])]
            yield from ((*at, line, item) for line in lines for item in items)
        if o["verdict"] == "ACQUITTED":
            yield *at, "R9", "TOTAL"
            yield *at, "R9", o["acquittal_reason"] or "NOT_RECORDED"


def _of_work(tables: dict[str, list[Row]]) -> Iterator[Cell]:
    for h in tables["prosecution.hearing"]:
        at = h["district"], _month(h["hearing_date"])
        yield *at, "R11", "TOTAL"
        if h["adj_side"] == "PROSECUTION":
            yield *at, "R11_PROSECUTION", "TOTAL"
        for word in ("summoned", "attended"):
            yield from ((*at, f"R10_{word.upper()}", "TOTAL") for _ in range(h[f"witnesses_{word}"]))
    for b in tables["prosecution.bail"]:
        if b["stance"] == "OPPOSED" and b["outcome"] in ("GRANTED", "REFUSED"):
            yield b["district"], _month(b["decided_at"]), f"R12_OPPOSED_{b['outcome']}", "TOTAL"
    for c in tables["prosecution.case"]:
        for month in MONTHS:
            end = month_end(parse_month(month))
            if c["opened_at"] <= end and (c["closed_at"] is None or c["closed_at"] > end):
                yield c["district"], month, "R14_LIVE", "TOTAL"
    for s in tables["prosecution.staff"]:
        yield from ((s["district"], s["month"], "R14_IN_POST", "TOTAL") for _ in range(s["in_post"]))


def _return(counted: Iterable[Cell]) -> list[Row]:
    counts = Counter(counted)
    cells = {(line, item) for _, _, line, item in counts} | set(FULL)
    return [
        {"district": district, "month": month, "line": line, "item": item, "value": counts[district, month, line, item]}
        for district in ("D1", "D2")
        for month in MONTHS
        for line, item in sorted(cells)
    ]


def _compute(tables: dict[str, list[Row]], *kpis: str, **more: Any) -> rolkpi.Computation:
    computed = rolkpi.compute(
        [PLUGIN],
        tables,
        AREAS,
        parents=PARENTS,
        kpis=[f"prosecution.{kpi}" for kpi in kpis],
        first_month=MONTHS[0],
        last_month=MONTHS[-1],
        **more,
    )
    assert computed.quarantined.num_rows == 0
    return computed


def _figures(computed: rolkpi.Computation, by: str) -> Figures:
    rows = computed.measurements(by=by, window=["period", "rolling_12"]).to_pylist()
    return {
        (r["kpi"], r["area"], r["period"], r["disaggregation"]): (r["value"], r["numerator"], r["denominator"])
        for r in rows
    }


@pytest.fixture(scope="module")
def records() -> dict[str, list[Row]]:
    random = Random(173)
    judgments = list(_judgments(random))
    outcomes = [{k: v for k, v in o.items() if k != "serious_violent"} for o in _outcomes(random, judgments)]
    return {
        "prosecution.review": list(_reviews(random)),
        "prosecution.judgment": judgments,
        "prosecution.outcome": outcomes,
        "prosecution.hearing": list(_hearings(random)),
        "prosecution.bail": list(_bails(random)),
        "prosecution.case": list(_live(random)),
        "prosecution.staff": list(_staff(random)),
    }


@pytest.fixture(scope="module")
def returned(records: dict[str, list[Row]]) -> dict[str, list[Row]]:
    counted = (
        *_of_reports(records["prosecution.review"]),
        *_of_cases(records["prosecution.judgment"], records["prosecution.outcome"]),
        *_of_accused(records["prosecution.outcome"]),
        *_of_work(records),
    )
    return {"prosecution.monthly_return": _return(counted)}


@pytest.fixture(scope="module")
def from_records(records: dict[str, list[Row]]) -> rolkpi.Computation:
    return _compute(records, *ON_RETURN, *ON_RECORD)


@pytest.fixture(scope="module")
def from_return(returned: dict[str, list[Row]]) -> rolkpi.Computation:
    return _compute(returned, *ON_RETURN, "days_to_filing_median")


def test_records_and_a_return_counted_from_them_give_the_same(
    from_records: rolkpi.Computation, from_return: rolkpi.Computation
) -> None:
    one, other = _figures(from_records, "total"), _figures(from_return, "total")
    quarter = [one[f"prosecution.{kpi}", "ALL", "2024-Q1", ""] for kpi in ON_RETURN]
    assert all(value and numerator and numerator > 3 for value, numerator, _ in quarter)
    on_both = {f"prosecution.{kpi}" for kpi in ON_RETURN}
    assert {k: v for k, v in one.items() if k[0] in on_both} == {k: v for k, v in other.items() if k[0] in on_both}
    for breakdown, kpi, codes in (
        ("kind", "prosecution.reports_received_for_scrutiny", 6),
        ("sex", "prosecution.conviction_rate_persons", 2),
        ("age_class", "prosecution.conviction_rate_persons", 2),
        ("acquittal_reason", "prosecution.acquittals", len(REASONS)),
    ):
        one, other = _figures(from_records, breakdown), _figures(from_return, breakdown)
        told = {key for key, value in one.items() if key[0] == kpi and value[0]}
        assert len({key[3] for key in told}) == codes
        assert {key: one[key] for key in told} == {key: other[key] for key in told}


def test_the_shares_of_the_reasons_make_a_whole(from_records: rolkpi.Computation) -> None:
    figures = _figures(from_records, "total")
    quarter = [figures[f"prosecution.{share}", "ALL", "2024-Q1", ""] for share in SHARES]
    wholes = {denominator for _, _, denominator in quarter}
    assert len(wholes) == 1
    assert sum(numerator or 0 for _, numerator, _ in quarter) == wholes.pop()


def test_the_ages_of_pending_reports_make_all_that_are_pending(from_records: rolkpi.Computation) -> None:
    figures = _figures(from_records, "total")
    for month in MONTHS[-3:]:
        parts = [figures[f"prosecution.{kpi}", "ALL", month, ""][0] or 0 for kpi in AGES]
        assert figures["prosecution.pending_beyond_3_days", "ALL", month, ""][0] == sum(parts)


def test_the_median_of_the_records_lies_in_the_range_the_return_knows(
    records: dict[str, list[Row]], from_records: rolkpi.Computation, from_return: rolkpi.Computation
) -> None:
    filed = [r for r in records["prosecution.review"] if r["court_filed_at"] and r["court_filed_at"] <= LAST]
    asked = {"frequency": "quarter", "window": "period", "areas": ["ALL"], "by": "total"}
    exact, known = (
        next(r for r in c.measurements("PRO-06", **asked).to_pylist() if r["period"] == "2024-Q1")
        for c in (from_records, from_return)
    )
    assert exact["value"] == median((r["court_filed_at"] - r["received_at"]).days for r in filed)
    assert known["value"] is None and known["low"] <= exact["value"] <= known["high"]


def test_records_serve_before_the_return_and_the_return_where_they_are_missing(
    records: dict[str, list[Row]], returned: dict[str, list[Row]], from_records: rolkpi.Computation
) -> None:
    wrong = {"prosecution.monthly_return": [{**r, "value": 1_000} for r in returned["prosecution.monthly_return"]]}
    of_d1 = {("D1", month): "snapshot" for month in MONTHS}
    of_both = {(district, month): "snapshot" for district in ("D1", "D2") for month in MONTHS}
    covers = {**dict.fromkeys(records, of_d1), "prosecution.monthly_return": of_both}
    kpis = ("reports_received_for_scrutiny", "serious_conviction_rate")
    mixed = _compute({**records, **wrong}, *kpis, covers=covers)
    rows = mixed.measurements("PRO-01", frequency="month", window="period", by="total", areas=["D1", "D2"]).to_pylist()
    assert {(r["area"], r["origin"]) for r in rows} == {
        ("D1", "prosecution.review"),
        ("D2", "prosecution.monthly_return"),
    }
    got, pure = _figures(mixed, "total"), _figures(from_records, "total")
    of_d1_only = {k: v for k, v in got.items() if k[1] == "D1"}
    assert of_d1_only == {k: pure[k] for k in of_d1_only}
    assert got["prosecution.reports_received_for_scrutiny", "D2", "2024-01", ""][0] == 1_000
    assert got["prosecution.serious_conviction_rate", "D2", "2024-01", ""] == (100.0, 1_000, 1_000)
