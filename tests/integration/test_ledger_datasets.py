"""The ledger as datasets: completeness and timeliness as ordinary KPIs, against numbers counted by hand.

The workspace keeps two kinds of records: ``tiny.case`` of A and B, ``reporting.visit`` of A, B and, from March on, C.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

KPI = "unit: '%', direction: up, description: d, owner: Test, source: Test"
BASE = """\
plugin: {name: reporting, title: Reporting}
datasets:
  - id: reporting.visit
    kind: events
    columns:
      - {name: visit_no, type: key, required: true}
      - {name: district, type: area, required: true}
      - {name: visited_on, type: date, required: true}
    key: [visit_no]
    area: district
    date: visited_on
    reported_by: [district]
"""
PUNCTUAL = f"""\
measures:
  - {{id: reporting.owed, rule: flow, title: t, unit: area-months, sources: [{{dataset: rolkpi.expected}}]}}
  - id: reporting.got
    rule: flow
    title: t
    unit: area-months
    sources: [{{dataset: rolkpi.expected, where: covered}}]
  - id: reporting.in_time
    rule: flow
    title: t
    unit: area-months
    sources:
      - dataset: rolkpi.expected
        where: "covered AND received_on < add_days(add_months(month, 1), 10)"
  - {{id: reporting.sent, rule: flow, title: t, unit: area-months, sources: [{{dataset: rolkpi.submissions}}]}}
  - id: reporting.sent_again
    rule: flow
    title: t
    unit: area-months
    sources: [{{dataset: rolkpi.submissions, where: again}}]
  - {{id: reporting.files, rule: distinct, title: t, unit: files, key: submission,
     sources: [{{dataset: rolkpi.submissions}}]}}
  - {{id: reporting.unsigned, rule: flow, title: t, unit: area-months,
     sources: [{{dataset: rolkpi.submissions, where: "automatic AND state = 'accepted'"}}]}}
kpis:
  - {{id: reporting.completeness, code: REP-01, title: t, {KPI}, disaggregations: [[plugin]],
     formula: {{kind: ratio, numerator: reporting.got, denominator: reporting.owed}}}}
  - {{id: reporting.timeliness, code: REP-02, title: t, {KPI}, disaggregations: [[plugin]],
     formula: {{kind: ratio, numerator: reporting.in_time, denominator: reporting.owed}}}}
  - {{id: reporting.sent_total, code: REP-03, title: t, {KPI}, disaggregations: [[state], [plugin]],
     formula: {{kind: total, measure: reporting.sent}}}}
  - {{id: reporting.sent_twice, code: REP-04, title: t, {KPI},
     formula: {{kind: total, measure: reporting.sent_again}}}}
  - {{id: reporting.files_sent, code: REP-05, title: t, {KPI}, formula: {{kind: total, measure: reporting.files}}}}
  - {{id: reporting.nobody_signed, code: REP-06, title: t, {KPI},
     formula: {{kind: total, measure: reporting.unsigned}}}}
"""
VISIT = """\
[[source]]
dataset = "reporting.visit"
path = "inbox/visit/*.csv"
deliveries = "inbox/deliveries.csv"
"""
EXPECTED = """\
dataset,area,valid_from,valid_to,status,reason
tiny.case,C,,,not_applicable,no court
reporting.visit,C,,2024-03-01,not_applicable,no office yet
"""
A, B, C, P = "ABCP"


def start(place: Any, reporting: str, *plugins: str) -> Any:
    place.write("reporting/plugin.yaml", BASE + reporting)
    place.write("reference/expected.csv", EXPECTED)
    place.configure(plugins=["./tiny", "./reporting", *plugins], sources=VISIT)
    return place


def visits(place: Any, area: str, month: str, received: str) -> None:
    text = f"visit_no,district,visited_on\n{area}{month},{area},{month}-07\n"
    place.deliver(f"visit/{area}-{month}.csv", text, covers=[(area, month, month)], received=received)


def everything(place: Any) -> None:
    """January to April. What is not delivered: cases of B for January, visits of B for March and C for April."""
    place.cases("A-01", A, "2024-01", "a1,2024-01-03,,THEFT", received="2024-02-05")  # in time
    place.cases("A-02", A, "2024-02", "a2,2024-02-03,,THEFT", received="2024-03-15")  # on the 15th
    place.cases("A-03", A, "2024-03", received="2024-04-10")  # on the 10th, and a true zero
    place.cases("A-04", A, "2024-04", "a4,2024-04-03,,THEFT", received="2024-05-16")  # a day after the 15th
    place.cases("B-02", B, "2024-02", "b2,2024-02-03,,THEFT", received="")  # without a day
    place.deliver("case/B-03.csv", "<html></html>", covers=[(B, "2024-03", "2024-03")], received="2024-04-05")
    place.cases("B-04", B, "2024-04", "b4,2024-04-03,,THEFT", received="2024-05-02", accepted_by="")
    place.cases("B-04 again", B, "2024-04", "b4,2024-04-03,,THEFT", "b5,2024-04-04,,THEFT", received="2024-05-20")
    for month, day in (("2024-01", "2024-02-10"), ("2024-02", "2024-03-11"), ("2024-03", "2024-04-15")):
        visits(place, A, month, day)
    both = "visit_no,district,visited_on\n1,A,2024-04-02\n2,B,2024-04-02\n"
    place.deliver(
        "visit/both.csv", both, covers=[(A, "2024-04", "2024-04"), (B, "2024-04", "2024-04")], received="2024-05-01"
    )
    for month, day in (("2024-01", "2024-02-11"), ("2024-02", "2024-06-30")):
        visits(place, B, month, day)
    visits(place, C, "2024-03", "2024-04-09")


@pytest.fixture(scope="module")
def punctual(tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    place = run_once.copy(tmp_path_factory.mktemp("punctual") / "place")
    for path in (place.folder / "inbox/case").iterdir():
        path.unlink()
    place.register.clear()
    start(place, PUNCTUAL, "chain")
    everything(place)
    summary = place.run()
    assert summary.faults and (summary.missing, summary.expected) == (4, 18)
    return place


def told(place: Any, kpi: str, by: str = "", **asked: Any) -> dict[tuple[str, str], Any]:
    """(area, period) -> numerator and denominator, or the status where there is no value."""
    asked = {"frequency": "month", "window": "period", **asked}
    return {
        (r["area"], r["period"]): (r["numerator"], r["denominator"])
        if r["value"] is not None or r["obs_status"] == "undefined"
        else r["obs_status"]
        for r in place.figures(kpis=kpi, by=by.partition("=")[0] or "total", **asked)
        if r["disaggregation"] == by
    }


def table(*rows: tuple[str, tuple[Any, ...]]) -> dict[tuple[str, str], Any]:
    """Four months of each area; a pair is a numerator and a denominator."""
    return {(area, f"2024-0{n}"): v for area, values in rows for n, v in enumerate(values, 1)}


NONE = "not_applicable"
COMPLETE = table(
    (A, ((2, 2), (2, 2), (2, 2), (2, 2))),
    (B, ((1, 2), (2, 2), (0, 2), (2, 2))),
    (C, (NONE, NONE, (1, 1), (0, 1))),
    (P, ((3, 4), (4, 4), (3, 5), (4, 5))),
)
BY_THE_10TH = table(
    (A, ((2, 2), (0, 2), (1, 2), (1, 2))),
    (B, ((0, 2), (0, 2), (0, 2), (2, 2))),
    (C, (NONE, NONE, (1, 1), (0, 1))),
    (P, ((2, 4), (0, 4), (2, 5), (3, 5))),
)
BY_THE_15TH = table(
    (A, ((2, 2), (2, 2), (2, 2), (1, 2))),
    (B, ((1, 2), (0, 2), (0, 2), (2, 2))),
    (C, (NONE, NONE, (1, 1), (0, 1))),
    (P, ((3, 4), (2, 4), (3, 5), (3, 5))),
)


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        ("reporting.completeness", COMPLETE),
        ("chain.return_completeness", COMPLETE),
        ("reporting.timeliness", BY_THE_10TH),
        ("chain.return_timeliness", BY_THE_15TH),
    ],
)
def test_completeness_and_timeliness(punctual: Any, kpi: str, expected: Any) -> None:
    assert told(punctual, kpi) == expected
    (half,) = punctual.figures(kpis=kpi, areas=P, frequency="year", window="period", periods="2024", by="total")
    sums = [sum(v[side] for (area, _), v in expected.items() if area == P) for side in (0, 1)]
    assert [half["numerator"], half["denominator"], half["n"]] == [*sums, 18]
    assert half["value"] == sums[0] * 100 / 18
    states = {r["obs_status"] for r in punctual.figures(kpis=kpi, by="total")}
    assert states == {"ok", NONE}, "nobody delivers the ledger, so nothing of it is ever missing"


@pytest.mark.parametrize("kpi", ["CHN-14", "CHN-15", "REP-01", "REP-03", "REP-05"])
def test_the_ledger_on_a_map_on_which_nothing_changed(punctual: Any, kpi: str) -> None:
    assert punctual.figures(kpis=kpi, geography=date(2024, 1, 1)) == punctual.figures(kpis=kpi)


def test_each_institution_by_itself(punctual: Any) -> None:
    cases = told(punctual, "chain.return_completeness", "plugin=tiny", areas=[A, B, P])
    assert cases == table(
        (A, ((1, 1), (1, 1), (1, 1), (1, 1))),
        (B, ((0, 1), (1, 1), (0, 1), (1, 1))),
        (P, ((1, 2), (2, 2), (1, 2), (2, 2))),
    )
    seen = told(punctual, "chain.return_timeliness", "plugin=reporting", areas=[B, C, P])
    assert seen == table(
        (B, ((1, 1), (0, 1), (0, 1), (1, 1))),
        (C, (NONE, NONE, (1, 1), (0, 1))),
        (P, ((2, 2), (1, 2), (2, 3), (2, 3))),
    )
    # the chain's own institutions have no source here: nothing is owed of them
    assert told(punctual, "chain.return_completeness", "plugin=chain", areas=P, periods="2024-04") == {
        (P, "2024-04"): (0, 0)
    }


def test_what_came_and_what_became_of_it(punctual: Any) -> None:
    def whole(kpi: str, by: str = "") -> list[int]:
        found = told(punctual, kpi, by, areas=P)
        return [found[P, f"2024-0{n}"][0] for n in (1, 2, 3, 4)]

    assert whole("reporting.sent_total") == [3, 4, 4, 5]
    assert whole("reporting.sent_total", "state=rejected") == [0, 0, 1, 0]
    assert whole("reporting.sent_total", "state=accepted") == [3, 4, 3, 5]
    assert whole("reporting.sent_total", "plugin=tiny") == [1, 2, 2, 3]
    assert whole("reporting.sent_twice") == [0, 0, 0, 1]
    assert whole("reporting.files_sent") == [3, 4, 4, 4], "one file for A and B is one file"
    assert whole("reporting.nobody_signed") == [0, 0, 0, 1]
    year = punctual.figures(kpis="reporting.files_sent", areas=P, frequency="year", window="period")
    assert [r["value"] for r in year] == [15]


def test_a_delivery_withdrawn_and_put_back(punctual: Any, tmp_path: Path) -> None:
    place = start(punctual.copy(tmp_path / "place", store=True), PUNCTUAL)
    first, text = place.run().run, place.text("inbox/case/A-03.csv")
    place.deliver("case/A-03.csv", text, covers=[(B, "2024-03", "2024-03")], received="2024-04-10")
    place.run()
    for kpi in ("reporting.completeness", "reporting.timeliness"):
        march = told(place, kpi, "plugin=tiny", periods="2024-03")  # C owes no cases, but visits
        assert march == {(A, "2024-03"): (0, 1), (B, "2024-03"): (1, 1), (C, "2024-03"): (0, 0), (P, "2024-03"): (1, 2)}
    sent = told(place, "reporting.sent_total", "plugin=tiny", periods="2024-03")
    assert [sent[area, "2024-03"][0] for area in (A, B)] == [0, 2], "what is withdrawn is no delivery"
    place.deliver("case/A-03.csv", text, covers=[(A, "2024-03", "2024-03")], received="2024-04-10")
    assert place.run().run == first
    assert told(place, "reporting.completeness") == COMPLETE


def test_a_file_of_which_nothing_was_left_covers_nothing(punctual: Any, tmp_path: Path) -> None:
    place = punctual.copy(tmp_path / "place", store=True)
    place.cases("B-01", B, "2024-01", "b1,2024-01-32,,THEFT", received="2024-02-04")
    assert place.run().faults
    assert told(place, "reporting.completeness") == COMPLETE
    assert told(place, "reporting.sent_total")[B, "2024-01"] == (2, None)
    place.cases("B-01 mended", B, "2024-01", "b1,2024-01-31,,THEFT", received="2024-02-20")
    place.run()
    assert told(place, "reporting.completeness")[B, "2024-01"] == (2, 2)
    assert told(place, "chain.return_timeliness")[B, "2024-01"] == (1, 2), "the mended file came after the 15th"
    assert told(place, "reporting.sent_twice")[B, "2024-01"] == (0, None), "the first had covered nothing"


def test_a_delivery_that_waits_is_not_there_yet(build: Any) -> None:
    place = start(build(), PUNCTUAL)
    place.configure(plugins=["./tiny", "./reporting"], more='[acceptance]\npolicy = "two_person"\n')
    place.cases("A-01", A, "2024-01")
    place.cases("B-01", B, "2024-01", accepted_by="Clerk")
    place.run()
    assert told(place, "reporting.completeness") == {
        (A, "2024-01"): (1, 1),
        (B, "2024-01"): (0, 1),
        (C, "2024-01"): NONE,
        (P, "2024-01"): (1, 2),
    }
    assert told(place, "reporting.sent_total", "state=waiting", areas=P) == {(P, "2024-01"): (1, None)}


def test_deliveries_alone_need_no_history(build: Any) -> None:
    """Without vintages it does not matter in how many runs the files were taken in."""
    often, once = (start(build(name), PUNCTUAL) for name in ("often", "once"))
    for place in (often, once):
        place.good_start()
    often.run()
    for place in (often, once):
        place.cases("A-01 corrected", A, "2024-01", "a1,2024-01-03,2024-01-20,THEFT", received="2024-03-20")
        place.cases("B-02", B, "2024-02", "b2,2024-02-03,,THEFT", received="2024-04-20")
    assert often.run(threads=2).run == once.run(threads=1).run


def test_a_run_follows_from_the_days_of_the_ledger_only_where_a_kpi_counts_them(build: Any) -> None:
    for name, reporting, depends in (("plain", "", False), ("punctual", PUNCTUAL, True)):
        place = start(build(name), reporting)
        place.good_start()
        run = place.run().run
        place.cases("B-01", B, "2024-01", "b1,2024-01-15,,THEFT", received="2024-02-20")
        summary = place.run()
        assert (summary.run != run, summary.changed) == (depends, depends), name
