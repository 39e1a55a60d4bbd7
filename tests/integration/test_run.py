"""What a run counts: every delivery once, every row accounted for, late and corrected ones, and what is not known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import rolkpi

HEAD = "case_no,district,filed_on,decided_on,kind\n"


def without_run(rows: list[dict[str, Any]], area: str) -> list[dict[str, Any]]:
    """One area's figures, but for what says which run they are of."""
    return [{k: v for k, v in r.items() if k != "as_of"} for r in rows if r["area"] == area]


# -- the states a figure can be in, side by side


def test_a_true_zero_a_missing_month_and_a_court_that_is_not_there(ran: Any) -> None:
    told = {area: ran.figure("tiny.filed_total", area, "2024-02") for area in "ABCP"}
    columns = ("value", "n", "obs_status", "covered", "expected")
    assert {a: tuple(f[c] for c in columns) for a, f in told.items()} == {
        "A": (0.0, 0, "ok", 1, 1),
        "B": (None, None, "no_data", 0, 1),
        "C": (None, None, "not_applicable", 0, 0),
        "P": (0.0, 0, "provisional", 1, 2),
    }
    assert told["A"]["reason"] is None and all(told[a]["reason"] for a in "BCP")
    january = ran.figure("tiny.filed_total", "P", "2024-01")
    assert [january[c] for c in columns] == [4.0, 4, "ok", 2, 2]
    quarter = ran.open().measurements("tiny.filed_total", "P", frequency="quarter", window="period", by="total")
    (row,) = quarter.to_pylist()
    # three of the quarter's area-months that were expected by now, A's two and B's January, have come
    assert (row["value"], row["obs_status"], row["covered"], row["expected"]) == (4.0, "provisional", 3, 4)


def test_what_a_figure_is_made_of(ran: Any) -> None:
    clearance = ran.figure("tiny.clearance", "A", "2024-01")
    assert (clearance["numerator"], clearance["denominator"], clearance["n"]) == (1, 3, 3)
    assert clearance["value"] == 1 * 100 / 3
    assert ran.figure("tiny.clearance", "A", "2024-02")["obs_status"] == "undefined"
    assert ran.figure("tiny.filed_total", "A", "2024-01", "kind=THEFT")["value"] == 2
    assert ran.figure("tiny.pending_total", "A", "2024-01")["value"] == 2
    assert ran.figure("tiny.visitors_total", "P", "2024-01")["obs_status"] == "no_data"


def test_a_file_put_back_counts_again(build: Any) -> None:
    place = build()
    place.good_start()
    place.run()
    right, figures = place.text("inbox/case/A-01.csv"), place.figures()
    place.write("inbox/case/A-01.csv", right.splitlines()[0] + "\n")
    assert place.run().changed
    assert place.figures() != figures, "the wrong file stands"
    place.write("inbox/case/A-01.csv", right)
    assert place.run().changed
    assert [{**f, "run": ""} for f in place.figures()] == [{**f, "run": ""} for f in figures]
    assert not place.run().changed


def test_every_key_occurs_once_and_in_order(ran: Any) -> None:
    rows = ran.open().measurements().to_pylist()
    order = {name: n for n, name in enumerate(("month", "quarter", "year", "fiscal_year", "period", "year_to_date"))}
    keys = [
        (r["kpi"], r["area"], order[r["frequency"]], order[r["window"]], r["period_start"], r["disaggregation"])
        for r in rows
    ]
    assert keys == sorted(set(keys)) and len(keys) > 100


# -- one delivery counts once


def test_nothing_new_is_no_new_run(ran: Any) -> None:
    before = ran.contents()
    summary = ran.run()
    assert (summary.changed, summary.new, summary.restated) == (False, (), 0)
    after = ran.contents()
    assert {k: v for k, v in after.items() if k != "lock"} == {k: v for k, v in before.items() if k != "lock"}


@pytest.mark.parametrize("mode", ["snapshot", "upsert", "append"])
def test_the_same_file_again_under_another_name_changes_nothing(build: Any, mode: str) -> None:
    place = build(mode=mode)
    place.good_start()
    place.run()
    run, figures = place.current(), place.figures()
    text = place.text("inbox/case/A-01.csv")
    place.deliver("case/A-01 (copy).csv", text, covers=[("A", "2024-01", "2024-01")], received="2024-03-20")
    for _ in range(2):
        summary = place.run()
        assert (summary.changed, summary.run) == (False, run)
        assert place.figures() == figures
    lines = len(place.ledger())
    (place.folder / "inbox/case/A-01.csv").unlink()
    for _ in range(2):
        assert place.run().run == run
    assert len(place.ledger()) <= lines + 2 and place.figures() == figures


def test_a_file_that_is_gone_from_the_inbox_still_counts(ran: Any) -> None:
    run = ran.current()
    (ran.folder / "inbox/case/A-01.csv").unlink()
    assert ran.run().run == run


def test_every_row_is_accounted_for(ran: Any) -> None:
    rows = "x1,B,2024-02-01,,THEFT\nx1,B,2024-02-01,,THEFT\n\nx2,B,2024-02-40,,THEFT\nx3,B,2024-02-03,,THEFT\nx4,B\n"
    ran.deliver("case/B-02.csv", HEAD + rows, covers=[("B", "2024-02", "2024-02")], received="2024-03-05")
    summary = ran.run()
    (s,) = [s for s in ran.submissions() if s["path"] == "inbox/case/B-02.csv"]
    ignored = sum(count for _, count in s["ignored"])
    assert (s["rows_in"], s["accepted"], s["quarantined"], ignored) == (6, 2, 2, 2)
    for s in ran.submissions():
        assert s["rows_in"] == s["accepted"] + s["quarantined"] + sum(count for _, count in s["ignored"])
        assert pq.read_table(ran.store / "objects" / f"{s['rows']}.parquet").num_rows == s["accepted"]
    assert summary.faults and summary.missing == 0 and summary.expected == 4


# -- late, corrected, withdrawn


def test_a_late_district_changes_no_other_district(ran: Any) -> None:
    before = ran.figures()
    ran.cases("B-02", "B", "2024-02", "b2,2024-02-03,2024-02-20,MURDER", received="2024-04-20")
    summary = ran.run()
    after = ran.figures()
    for area in "AC":
        assert without_run(after, area) == without_run(before, area)
    assert ran.figure("tiny.filed_total", "B", "2024-02")["value"] == 1
    province = ran.figure("tiny.filed_total", "P", "2024-02")
    assert (province["value"], province["obs_status"]) == (1, "ok")
    assert summary.changed and summary.missing == 0


def test_the_order_of_arrival_does_not_matter(place: Any, build: Any) -> None:
    def more(at: Any) -> None:
        at.cases("A-01 corrected", "A", "2024-01", "a1,2024-01-04,,MURDER", received="2024-03-01")
        at.cases("B-02", "B", "2024-02", "b2,2024-02-03,,THEFT", received="2024-02-29")

    more(place)
    place.run()
    late = build("late")
    more(late)
    late.run()
    late.good_start()
    late.run()
    assert late.current() == place.current()
    assert late.published().items() >= place.published().items()
    assert place.figure("tiny.filed_total", "A", "2024-01")["value"] == 1


def test_a_corrected_snapshot_restates_what_it_covers(ran: Any) -> None:
    before = ran.figures()
    ran.cases("A-01 corrected", "A", "2024-01", "a1,2024-01-03,2024-01-20,THEFT", received="2024-03-01")
    summary = ran.run()
    after = ran.figures()
    assert ran.figure("tiny.filed_total", "A", "2024-01")["value"] == 1
    figures = ("value", "numerator", "denominator")
    key = ("kpi", "area", "frequency", "window", "period", "disaggregation")
    old = {tuple(f[k] for k in key): [f[c] for c in figures] for f in before}
    new = {tuple(f[k] for k in key): [f[c] for c in figures] for f in after}
    # where a figure became undefined or zero the cell is no longer stored, so the count may leave some out
    differ = sum(old[k] != new[k] for k in old)
    assert 0 < summary.restated <= differ
    assert without_run(after, "B") == without_run(before, "B")
    assert ran.ledger()[-1]["restated"] == summary.restated


def test_an_upsert_replaces_rows_of_the_same_key_only(build: Any) -> None:
    place = build(mode="upsert")
    place.good_start()
    place.cases("A-02", "A", "2024-02", "a2,2024-01-09,2024-02-11,MURDER", received="2024-03-05")
    place.run()
    assert place.figure("tiny.filed_total", "A", "2024-01")["value"] == 3
    assert place.figure("tiny.filed_total", "A", "2024-01", "kind=THEFT")["value"] == 1
    assert place.figure("tiny.clearance", "A", "2024-02")["numerator"] == 1
    assert place.figure("tiny.pending_total", "A", "2024-02")["value"] == 1


def test_a_wrong_line_of_the_register_can_be_corrected(ran: Any) -> None:
    ran.deliver("case/B-02.csv", HEAD, covers=[("B", "2024-02", "2024-03")], received="2024-03-05")
    ran.run()
    assert ran.figure("tiny.filed_total", "B", "2024-03")["value"] == 0
    ran.deliver("case/B-02.csv", HEAD, covers=[("B", "2024-02", "2024-02")], received="2024-03-05")
    ran.cases("A-03", "A", "2024-03", received="2024-04-05")
    ran.run()
    assert ran.figure("tiny.filed_total", "B", "2024-03")["obs_status"] == "no_data"
    assert ran.figure("tiny.filed_total", "B", "2024-02")["value"] == 0
    ran.deliver("case/B-02.csv", HEAD, covers=[("B", "2024-02", "2024-03")], received="2024-03-05")
    for changed in (True, False):
        assert ran.run().changed is changed
        assert ran.figure("tiny.filed_total", "B", "2024-03")["value"] == 0


def test_definitions_changed_and_changed_back_give_the_first_run_again(ran: Any) -> None:
    ran.deliver(
        "case/B-02.csv", HEAD + "x1,B,2024-02-01,,ARSON\n", covers=[("B", "2024-02", "2024-02")], received="2024-03-05"
    )
    assert ran.run().faults
    run, figures, plugin = ran.current(), ran.figures(), ran.text("tiny/plugin.yaml")
    ran.replace(
        "tiny/plugin.yaml", "{code: THEFT, label: Theft}", "{code: THEFT, label: Theft}, {code: ARSON, label: Arson}"
    )
    assert not ran.run().faults
    assert ran.figure("tiny.filed_total", "B", "2024-02", "kind=ARSON")["value"] == 1
    ran.write("tiny/plugin.yaml", plugin)
    summary = ran.run()
    assert (summary.run, summary.faults) == (run, False)
    assert ran.figures() == figures


# -- acceptance


def test_what_nobody_accepted_is_provisional(place: Any) -> None:
    place.cases("B-01", "B", "2024-01", "b1,2024-01-15,,THEFT", accepted_by="")
    place.run()
    states = {a: place.figure("tiny.filed_total", a, "2024-01")["obs_status"] for a in "ABP"}
    assert states == {"A": "ok", "B": "provisional", "P": "provisional"}
    run = place.current()
    place.cases("B-01", "B", "2024-01", "b1,2024-01-15,,THEFT", accepted_by="Officer")
    assert place.run().run != run
    states = {a: place.figure("tiny.filed_total", a, "2024-01")["obs_status"] for a in "ABP"}
    assert states == dict.fromkeys("ABP", "ok")


def test_two_persons(build: Any, command: Any) -> None:
    place = build(more='[acceptance]\npolicy = "two_person"\n')
    place.good_start()
    for accepted_by in ("", "Clerk"):  # nobody, and the sender
        place.cases("B-01", "B", "2024-01", "b1,2024-01-15,,THEFT", accepted_by=accepted_by)
        summary = place.run()
        assert [s.state for s in summary.new if s.path == "inbox/case/B-01.csv"] == ["waiting"]
        assert place.figure("tiny.filed_total", "B", "2024-01")["obs_status"] == "no_data"
    place.cases("B-01", "B", "2024-01", "b1,2024-01-15,,THEFT", accepted_by="Officer")
    place.run()
    told = place.figure("tiny.filed_total", "B", "2024-01")
    assert (told["value"], told["obs_status"]) == (1, "ok")
    place.cases("B-01", "B", "2024-01", "b1,2024-01-15,,THEFT", accepted_by="")
    for _ in range(2):
        place.run()
        assert place.figure("tiny.filed_total", "B", "2024-01")["obs_status"] == "no_data"


def test_when_everything_waits_there_is_no_run(build: Any, command: Any) -> None:
    place = build(more='[acceptance]\npolicy = "two_person"\n')
    place.cases("A-01", "A", "2024-01", accepted_by="")
    told = command("run", at=place)
    assert told.code == 2 and "[RK401]" in told.err
    assert [s["state"] for s in place.submissions()] == ["waiting"]


# -- persons

CNIC = ("42101-1234567-1", "Gul Bibi daughter of Sher")


def visits(place: Any, sources: str) -> None:
    place.configure(sources=sources)
    lines = "".join(f"v{n},A,2024-01-0{n + 1},{person}\n" for n, person in enumerate((*CNIC, CNIC[0])))
    text = f"visit_no,district,visited_on,person\n{lines}v9,A,2024-01-99,{CNIC[1]}\n"
    place.deliver("visit/A-01.csv", text)


VISITS = """\
[[source]]
dataset = "tiny.visit"
path = "inbox/visit/*.csv"
mode = "append"
deliveries = "inbox/deliveries.csv"
"""


def everything_in(folder: Path) -> bytes:
    """All bytes of a folder's files, Parquet also decoded."""
    found = b""
    for path in (p for p in folder.rglob("*") if p.is_file()):
        found += path.read_bytes()
        if path.suffix == ".parquet":
            found += json.dumps(pq.read_table(path).to_pylist(), default=str).encode()
    return found


def test_a_person_stands_nowhere_in_the_store(ran: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLKPI_KEY", "a key that only the test knows")
    visits(ran, VISITS)
    assert ran.run().faults
    assert ran.figure("tiny.visitors_total", "A", "2024-01")["value"] == 2
    kept = everything_in(ran.store)
    assert b"v1:" in kept
    for secret in (*CNIC, CNIC[0].replace("-", ""), "Gul Bibi", CNIC[1].upper(), "a key that only the test knows"):
        assert secret.encode() not in kept
    ran.store.rename(ran.folder / "old")
    ran.run()
    monkeypatch.setenv("ROLKPI_KEY", "another key")
    first = everything_in(ran.store / "objects")
    ran.store.rename(ran.folder / "older")
    ran.run()
    assert everything_in(ran.store / "objects") != first


def test_without_the_key_nothing_is_taken_in(ran: Any, command: Any) -> None:
    visits(ran, VISITS)
    before = ran.contents()
    told = command("run", at=ran)
    assert told.code == 2 and "[RK306]" in told.err and "ROLKPI_KEY" in told.err
    assert {k: v for k, v in ran.contents().items() if k != "lock"} == {k: v for k, v in before.items() if k != "lock"}


# -- what a run says


def test_the_notice_is_part_of_a_run(ran: Any, command: Any) -> None:
    run = ran.current()
    ran.replace("rolkpi.toml", 'notice = "Simulated"', 'notice = "Simulated, and lately so"')
    assert ran.run().run != run
    assert "lately" in command("query", at=ran).out


def test_a_source_that_delivers_nothing_is_missing(ran: Any) -> None:
    ran.configure(sources=VISITS)
    summary = ran.run()
    # tiny.case: B's February; tiny.visit: three districts, two months
    assert (summary.missing, summary.expected) == (1 + 6, 4 + 6)


def test_a_workspace_keeps_showing_the_run_it_opened(ran: Any) -> None:
    reader = ran.open()
    first = reader.measurements()
    assert reader.refresh() is None
    ran.cases("B-02", "B", "2024-02", "b2,2024-02-03,,THEFT", received="2024-04-20")
    summary = ran.run()
    assert reader.measurements().equals(first)
    assert reader.refresh() == summary.run
    assert set(reader.measurements().column("run").to_pylist()) == {summary.run}
    assert reader.refresh() is None
    with pytest.raises(rolkpi.RequestError):
        reader.measurements("tiny.nothing")
