"""What goes wrong, and what must hold then: a code, a place, a fix, the right exit status, and nothing half applied."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import rolkpi
from rolkpi.errors import CODES

CODE = re.compile(r"\[(RK\d{3})\]")
HEAD = "case_no,district,filed_on,decided_on,kind\n"


def codes_in(text: str) -> set[str]:
    found = set(CODE.findall(text))
    assert found <= CODES.keys()
    return found


def deliver_bad(place: Any, text: str, name: str = "case/bad.csv") -> None:
    place.deliver(name, text, covers=[("B", "2024-02", "2024-02")], received="2024-03-09")


# -- files and rows: the run goes on, exit status 1, and 0 when it is known


FILE_FAULTS = {
    "column": (b"case_no,district,filed_on,kind\nx1,B,2024-02-01,THEFT\n", "RK501", "decided_on"),
    "page": (b"<!DOCTYPE html><html><body>Please log in</body></html>", "RK502", "CSV"),
    "latin": (b"case_no,district\n\xe9\xe8", "RK500", "line 2"),
    "empty": (b"", "RK500", "header"),
    "semicolons": (b"case_no;district;filed_on;decided_on;kind\nx1;B;2024-02-01;;THEFT\n", "RK502", "CSV"),
    "quote": (HEAD.encode() + b'x1,B,2024-02-01,,"THEFT\n', "RK503", "line 2"),
    "excel": (b"PK\x03\x04aaaa", "RK502", "CSV"),
}
ROW_FAULTS = {
    "code": ("x1,B,2024-02-01,,MURDR", "RK512", "kind", "MURDR"),
    "form": ("x1,B,31-02-2024,,THEFT", "RK511", "filed_on", "31-02-2024"),
    "day": ("x1,B,2024-02-30,,THEFT", "RK511", "filed_on", "2024-02-30"),
    "area": ("x1,Bb,2024-02-01,,THEFT", "RK513", "district", "Bb"),
    "empty": ("x1,B,2024-02-01,,", "RK510", "kind", None),
    "ragged": ("x1,B,2024-02-01", "RK503", "", "x1,B,2024-02-01"),
    "month": ("x1,B,2024-05-01,,THEFT", "RK514", "district, filed_on", "B; 2024-05-01"),
}


def test_faulty_files_are_rejected_and_the_run_goes_on(ran: Any, command: Any) -> None:
    january = ran.figures(frequency="month", window="period", periods="2024-01")
    for name, (data, _, _) in FILE_FAULTS.items():
        deliver_bad(ran, "", f"case/{name}.csv")
        (ran.folder / f"inbox/case/{name}.csv").write_bytes(data)
    ran.cases("A-03", "A", "2024-03", "a9,2024-03-09,,THEFT", received="2024-04-02")

    first = command("run", at=ran)
    assert (first.code, first.err.count("rejected:")) == (1, len(FILE_FAULTS))
    held = {s["path"]: s for s in ran.submissions()}
    for name, (_, code, told) in FILE_FAULTS.items():
        (line,) = [t for t in first.err.split("rejected: ")[1:] if t.startswith(f"inbox/case/{name}.csv:")]
        assert codes_in(line) == {code} and told in line and "fix:" in line
        known = held[f"inbox/case/{name}.csv"]
        assert (known["state"], known["code"], known["rows"]) == ("rejected", code, "")
    assert ran.figure("tiny.filed_total", "A", "2024-03")["value"] == 1
    assert ran.figure("tiny.filed_total", "B", "2024-02")["obs_status"] == "no_data"
    after = ran.figures(frequency="month", window="period", periods="2024-01")
    assert [{**f, "as_of": None} for f in after] == [{**f, "as_of": None} for f in january]

    second = command("run", at=ran)
    assert (second.code, codes_in(second.err)) == (0, set())


def test_faulty_rows_go_to_quarantine_and_the_good_ones_count(place: Any, command: Any) -> None:
    for number, (name, (row, *_)) in enumerate(ROW_FAULTS.items()):
        rows = f"g{number},B,2024-02-01,,THEFT\n{row}\nh{number},B,2024-02-02,,THEFT\n"
        deliver_bad(place, HEAD + rows, f"case/{name}.csv")
    place.configure(mode="append")
    told = command("run", at=place)
    assert told.code == 1
    assert place.figure("tiny.filed_total", "B", "2024-02")["value"] == 2 * len(ROW_FAULTS)
    held = {s["path"]: s for s in place.submissions()}
    for name, (_, code, column, value) in ROW_FAULTS.items():
        assert f"inbox/case/{name}.csv" in told.err
        taken = held[f"inbox/case/{name}.csv"]
        assert (taken["rows_in"], taken["accepted"], taken["quarantined"]) == (3, 2, 1)
        (found,) = pq.read_table(place.store / "quarantine" / f"{taken['id']}.parquet").to_pylist()
        assert (found["row"], found["code"], found["column"], found["value"]) == (2, code, column, value)
        assert found["message"]
    assert command("run", at=place).code == 0


def test_a_file_that_is_not_in_the_register(place: Any, command: Any) -> None:
    place.write("inbox/case/stray.csv", HEAD + "x1,B,2024-02-01,,THEFT\n")
    told = command("run", at=place)
    assert (told.code, codes_in(told.err)) == (1, {"RK504"}) and "inbox/case/stray.csv" in told.err
    assert place.figure("tiny.filed_total", "A", "2024-01")["value"] == 3
    assert command("run", at=place).code == 0


REGISTER_FAULTS = {
    "no month": "case/A-09.csv,A,2024-13,2024-13,2024-04-01,Clerk,Officer",
    "months the wrong way round": "case/A-09.csv,A,2024-03,2024-02,2024-04-01,Clerk,Officer",
    "no area": "case/A-09.csv,A Z,2024-03,2024-03,2024-04-01,Clerk,Officer",
    "no day": "case/A-09.csv,A,2024-03,2024-03,1 April,Clerk,Officer",
}


@pytest.mark.parametrize("line", REGISTER_FAULTS.values(), ids=list(REGISTER_FAULTS))
def test_a_register_line_that_says_nothing_sensible_rejects_its_file(place: Any, command: Any, line: str) -> None:
    place.write("inbox/case/A-09.csv", HEAD)
    place.register.append(line)
    place.write_register()
    told = command("run", at=place)
    assert (told.code, codes_in(told.err)) == (1, {"RK504"}) and "deliveries.csv:5" in told.err
    assert place.figure("tiny.filed_total", "A", "2024-01")["value"] == 3


def test_nothing_but_faulty_files_makes_no_run(build: Any, command: Any) -> None:
    place = build()
    deliver_bad(place, "<html></html>")
    for _ in range(2):
        told = command("run", at=place)
        assert (told.code, codes_in(told.err)) == (1, {"RK502"}) and "inbox/case/bad.csv" in told.err
        assert not (place.store / "current").exists()
    place.good_start()
    assert command("run", at=place).code == 0


# -- definitions, workspace, plugins, requests: nothing is computed, exit status 2


def stops(place: Any, command: Any, code: str, *places: str, status: int = 2) -> str:
    """A run that is refused: the right code, place and status, and the store as it was, still readable."""
    before, figures = place.contents(), place.open().measurements() if place.store.exists() else None
    told = command("run", at=place)
    assert (told.code, codes_in(told.err), told.out) == (status, {code}, "")
    for text in places:
        assert text in told.err
    after = place.contents()
    after.pop("lock", None), before.pop("lock", None)
    assert after == before
    if figures is not None:
        assert place.open().measurements().equals(figures)
    return str(told.err)


TOML_FAULTS = {
    "a misspelt setting": (
        "interpolation",
        'parents = "ref',
        'interpolaton = "linear"\nparents = "ref',
        ":8",
        "interpolation",
    ),
    "a misspelt table": ("acceptance", "[reference]", "[acceptence]\npolicy = 'auto'\n[reference]", ":6", "acceptance"),
    "a misspelt source setting": ("mode", "mode = ", "mod = ", ":15", "mode"),
    "a wrong value": ("", 'mode = "snapshot"', 'mode = "snap"', ":15", "snapshot"),
    "a wrong type": ("", 'plugins = ["./tiny"]', "plugins = 3", ":3", "plugins"),
}


@pytest.mark.parametrize(("nearest", "old", "new", "line", "told"), TOML_FAULTS.values(), ids=list(TOML_FAULTS))
def test_a_wrong_setting(ran: Any, command: Any, nearest: str, old: str, new: str, line: str, told: str) -> None:
    ran.replace("rolkpi.toml", old, new)
    err = stops(ran, command, "RK302", f"rolkpi.toml{line}", told)
    assert not nearest or f"'{nearest}'" in err


def test_toml_that_is_broken(ran: Any, command: Any) -> None:
    ran.replace("rolkpi.toml", "[reference]\n", "[reference\n")
    stops(ran, command, "RK301", "rolkpi.toml", "line 6")


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ('"./tiny"', '"./tiny", "polise"', "RK201", "police"),
        ('"./tiny"', '"./tynie"', "RK200", "tynie"),
        ('"./tiny"', '"./tiny", "./tiny"', "RK200", "tiny"),
        ('dataset = "tiny.case"', 'dataset = "tiny.cases"', "RK302", "'tiny.case'"),
        ('mode = "snapshot"', 'mode = "snapshot"\nadapter = "tiny.adaptor"', "RK302", "tiny.adaptor"),
        ('"reference/areas.csv"', '"reference/aeras.csv"', "RK303", "reference/aeras.csv"),
        ('"inbox/deliveries.csv"', '"inbox/delivered.csv"', "RK303", "inbox/delivered.csv"),
    ],
)
def test_something_the_workspace_names_does_not_exist(
    ran: Any, command: Any, old: str, new: str, code: str, told: str
) -> None:
    ran.replace("rolkpi.toml", old, new)
    stops(ran, command, code, told)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line"),
    [
        ("areas", "A,Alpha,district,,", "A,Alpha,district,2024-13-01,", "RK304", "reference/areas.csv:3"),
        ("areas", "A,Alpha,district,,", "A,,district,,", "RK304", "reference/areas.csv:3"),
        ("areas", "A,Alpha,district,,", "A,Alpha,district", "RK303", "reference/areas.csv:3"),
        ("areas", "code,name", "kode,name", "RK303", "reference/areas.csv"),
        ("expected", "tiny.case,C", "tiny.case,Z", "RK304", "reference/expected.csv:2"),
        ("parents", "admin,B,P,,", "admin,B,Q,,", "RK304", "Q"),
        ("areas", "B,Beta,district,,", "A,Beta,district,,", "RK304", "A"),
    ],
)
def test_a_reference_table_with_a_wrong_row(
    ran: Any, command: Any, name: str, old: str, new: str, code: str, line: str
) -> None:
    ran.replace(f"reference/{name}.csv", old, new)
    stops(ran, command, code, line)


SOURCE = "sources: [{dataset: tiny.case}]"


@pytest.mark.parametrize(
    ("expression", "code", "told"),
    [
        ("kind IN (SELECT kind FROM x)", "RK106", ""),
        ("EXISTS (SELECT 1)", "RK106", ""),
        ("case_no IN (SELECT * FROM read_csv('/etc/passwd'))", "RK106", ""),
        ("read_csv('/etc/passwd') IS NULL", "RK106", ""),
        ("kind = 'MURDR'", "RK108", "'MURDER'"),
        ("kind IN ('MURDER', 'THEFTS')", "RK108", "'THEFT'"),
        ("knid = 'MURDER'", "RK107", "'kind'"),
        ("kind = 'MURDER' AND", "RK105", ""),
        ("decided_on - filed_on < 30", "RK106", "days"),
        ("filed_on < '2024-01-01'", "RK110", ""),
        ("days(filed_on, decided_on)", "RK110", ""),
    ],
)
def test_an_expression_that_is_not_allowed(ran: Any, command: Any, expression: str, code: str, told: str) -> None:
    written = SOURCE.replace("}]", f', where: "{expression}"}}]')
    ran.replace("tiny/plugin.yaml", SOURCE, written)
    line = next(n for n, text in enumerate(ran.text("tiny/plugin.yaml").splitlines(), 1) if written in text)
    before = ran.contents()
    told_by = command("run", at=ran)
    assert told_by.code == 2 and code in codes_in(told_by.err)
    assert told in told_by.err and "tiny" in told_by.err
    assert code == "RK110" or f"plugin.yaml:{line}" in told_by.err
    after = ran.contents()
    after.pop("lock"), before.pop("lock")
    assert after == before


def test_a_kpi_that_names_a_measure_that_does_not_exist(ran: Any, command: Any) -> None:
    ran.replace("tiny/plugin.yaml", "numerator: tiny.decided,", "numerator: tiny.decidet,")
    stops(ran, command, "RK104", "plugin.yaml:", "'tiny.decided'")


def test_every_fault_of_the_definitions_is_told_at_once(ran: Any, command: Any) -> None:
    ran.replace("tiny/plugin.yaml", "numerator: tiny.decided,", "numerator: tiny.decidet,")
    ran.replace("tiny/plugin.yaml", SOURCE, SOURCE.replace("}]", ", where: \"kind = 'MURDR'\"}]"))
    told = command("run", at=ran)
    assert told.code == 2 and {"RK104", "RK108"} <= codes_in(told.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "TNY-99"),
        ("query", "--area", "Alfa"),
        ("query", "--level", "distrikt"),
        ("query", "--frequency", "montly"),
        ("query", "--period", "2023-01"),
        ("query", "--by", "kidn"),
        ("query", "--window", "perid"),
        ("explain", "tiny.filed_totl"),
    ],
)
def test_a_request_for_what_does_not_exist(ran: Any, command: Any, arguments: tuple[str, ...]) -> None:
    told = command(*arguments, at=ran)
    assert (told.code, codes_in(told.err), told.out) == (2, {"RK400"}, "")
    assert "fix:" in told.err


def test_no_workspace_and_no_run(build: Any, command: Any, tmp_path: Path) -> None:
    told = command("run", at=tmp_path / "nowhere")
    assert (told.code, codes_in(told.err)) == (2, {"RK300"})
    told = command("query", at=build())
    assert (told.code, codes_in(told.err)) == (2, {"RK401"})


# -- the store: exit status 3, or mended


def test_a_ledger_that_was_altered_is_noticed_at_the_line(ran: Any, command: Any) -> None:
    path = ran.store / "ledger.jsonl"
    good = path.read_bytes()
    lines = good.splitlines(keepends=True)
    assert len(lines) == 4
    for number, line in enumerate(lines):
        digit = max(line.rfind(b'"seq":'), 0) + len(b'"seq":')
        altered = line[:digit] + b"9" + line[digit + 1 :]
        assert altered != line
        path.write_bytes(b"".join([*lines[:number], altered, *lines[number + 1 :]]))
        stops(ran, command, "RK602", f"ledger.jsonl:{number + 1}", status=3)
    path.write_bytes(b"".join(lines[1:]))
    stops(ran, command, "RK602", "ledger.jsonl:1", status=3)
    path.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    stops(ran, command, "RK602", "ledger.jsonl:1", status=3)
    path.write_bytes(good)
    assert command("run", at=ran).code == 0


@pytest.mark.parametrize("flip", range(0, 400, 57))
def test_a_flipped_bit_of_the_ledger_is_noticed(ran: Any, flip: int) -> None:
    path = ran.store / "ledger.jsonl"
    good = path.read_bytes()
    at = len(good) * flip // 400
    path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    with pytest.raises(rolkpi.EngineError) as caught:
        ran.run()
    assert caught.value.code == "RK602"


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_what_a_torn_last_line_held_is_told_again_and_nothing_else_is_lost(ran: Any, cut: int) -> None:
    published, path = ran.published(), ran.store / "ledger.jsonl"
    told = [{k: v for k, v in e.items() if k not in ("at", "check", "restated")} for e in ran.ledger()]
    path.write_bytes(path.read_bytes()[:-cut])
    assert not ran.run().changed
    assert ran.published() == published
    assert [{k: v for k, v in e.items() if k not in ("at", "check", "restated")} for e in ran.ledger()] == told
    ran.cases("A-03", "A", "2024-03", received="2024-04-02")
    assert ran.run().changed
    assert [e["seq"] for e in ran.ledger()] == list(range(1, len(told) + 3))


def test_a_ledger_that_lost_what_a_run_was_computed_from_is_noticed(ran: Any, command: Any) -> None:
    path = ran.store / "ledger.jsonl"
    good = path.read_bytes()
    path.write_bytes(b"".join(good.splitlines(keepends=True)[:1]))
    (ran.folder / "inbox/case/B-01.csv").unlink()
    told = command("run", at=ran)
    assert (told.code, codes_in(told.err)) == (3, {"RK602"}) and "ledger.jsonl" in told.err
    path.write_bytes(good)
    assert command("run", at=ran).code == 0


def test_the_cache_of_tables_can_be_lost_or_damaged(ran: Any) -> None:
    good = ran.published()
    (cache,) = ran.store.glob("tables-*.duckdb")
    for damage in (cache.unlink, lambda: cache.write_bytes(b"not a database")):
        damage()
        (ran.store / "current").unlink()
        assert ran.run().changed
        assert ran.published() == good
    assert cache.stat().st_size > 1000


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_cache_of_tables_with_a_flipped_byte_gives_the_same_figures(ran: Any, part: float) -> None:
    good = ran.published()
    (cache,) = ran.store.glob("tables-*.duckdb")
    data = bytearray(cache.read_bytes())
    data[int(len(data) * part)] ^= 0xFF
    cache.write_bytes(bytes(data))
    (ran.store / "current").unlink()
    ran.run()
    assert ran.published() == good


def damage_delete(path: Path) -> None:
    path.unlink()


def damage_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def damage_flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("damage", [damage_delete, damage_cut, damage_flip])
@pytest.mark.parametrize("folder", ["parts", "runs", "definitions"])
def test_a_damaged_file_of_a_run_is_noticed_and_the_next_run_mends_it(
    ran: Any, command: Any, folder: str, damage: Callable[[Path], None]
) -> None:
    good = ran.published()
    for path in sorted((ran.store / folder).iterdir()):
        data = path.read_bytes()
        damage(path)
        told = command("query", "--period", "all", "--by", "all", at=ran)
        assert (told.code, codes_in(told.err), told.out) == (3, {"RK602"}, "")
        assert path.name in told.err
        path.write_bytes(data)
    damage(path)
    assert command("run", at=ran).code == 0
    assert ran.published() == good


@pytest.mark.parametrize("damage", [damage_delete, damage_cut, damage_flip])
def test_damaged_accepted_rows_stop_a_run_that_needs_them(
    ran: Any, command: Any, damage: Callable[[Path], None]
) -> None:
    figures = ran.figures()
    for path in (ran.store / "objects").iterdir():
        damage(path)
    ran.cases("A-03", "A", "2024-03", "a9,2024-03-09,,THEFT", received="2024-04-02")
    told = command("run", at=ran)
    assert (told.code, codes_in(told.err)) == (3, {"RK602"}) and "objects" in told.err
    assert ran.figures() == figures


def test_a_pointer_that_points_nowhere_is_noticed_and_mended(ran: Any, command: Any) -> None:
    good = ran.published()
    for data in (b"nonsense\n", b"\xff\xfe\x00", b"../../etc"):
        (ran.store / "current").write_bytes(data)
        told = command("query", at=ran)
        assert (told.code, codes_in(told.err)) == (3, {"RK602"})
        assert command("run", at=ran).code == 0
        assert ran.published() == good


# -- the disk


class Failing:
    """Stands in for an operation of the system that fails from its nth call on."""

    def __init__(self, real: Callable[..., Any], number: int, error: int) -> None:
        self.real, self.left, self.error = real, number, error

    def __call__(self, *arguments: Any, **more: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.error, os.strerror(self.error))
        return self.real(*arguments, **more)


DISK = [
    *((os, "fsync", errno.ENOSPC, number) for number in (0, 2, 5, 9, 12, 14)),
    *((Path, "replace", errno.EIO, number) for number in (0, 2, 3, 6, 10)),
]


@pytest.mark.parametrize(("owner", "name", "error", "number"), DISK)
def test_a_failing_disk_leaves_the_run_before_as_it_was(
    ran: Any, command: Any, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, error: int, number: int
) -> None:
    before = ran.contents("current", "runs", "parts", "definitions", "objects")
    ran.cases("A-03", "A", "2024-03", "a9,2024-03-09,,THEFT", received="2024-04-02")
    stand_in = Failing(getattr(owner, name), number, error)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, (lambda path, to: stand_in(path, to)) if owner is Path else stand_in)
        told = command("run", at=ran)
    assert (told.code, codes_in(told.err), told.out) == (3, {"RK603"}, "") and "fix:" in told.err
    assert str(ran.folder) in told.err
    assert ran.contents().items() >= before.items()
    assert not list(ran.store.rglob(".staged-*"))
    assert ran.figure("tiny.filed_total", "A", "2024-01")["value"] == 3


def test_what_a_failing_disk_interrupted_is_taken_up_again(
    ran: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran.cases("A-03", "A", "2024-03", "a9,2024-03-09,,THEFT", received="2024-04-02")
    clean = ran.copy(tmp_path / "clean")
    clean.run()
    interrupted = 0
    for number in (0, 1, 2, 3, 4, 5, 5, 5, 5, 5):
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", Failing(os.fsync, number, errno.ENOSPC))
            try:
                ran.run()
            except rolkpi.EngineError as exc:
                assert exc.code == "RK603"
                interrupted += 1
    ran.run()
    assert interrupted >= 5
    assert ran.current() == clean.current()
    assert ran.published().items() >= clean.published().items()
