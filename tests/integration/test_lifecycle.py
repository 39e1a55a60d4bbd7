"""From draft to deprecated in a workspace: what was signed stays as it was, or says that it changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from rolkpi.errors import DefinitionError

FILE = "tiny/plugin.yaml"
FILED, PENDING = "tiny.filed_total", "tiny.pending_total"
Told = Any
Command = Callable[..., Told]


def edit(place: Any, id_: str, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change one definition of the plugin as an author does, in its file."""
    data = yaml.safe_load(place.text(FILE))
    (definition,) = (d for kind in ("measures", "kpis") for d in data[kind] if d["id"] == id_)
    change(definition)
    place.write(FILE, yaml.safe_dump(data, sort_keys=False))


def say(place: Any, id_: str, **fields: Any) -> None:
    """Set fields of a definition; None takes one out."""

    def change(definition: dict[str, Any]) -> None:
        definition.update(fields)
        for name in [name for name, value in fields.items() if value is None]:
            del definition[name]

    edit(place, id_, change)


def version(number: int, seal: str | None = None) -> dict[str, Any]:
    """A line of a history."""
    signed = {"version": number, "on": f"2024-0{number}-01", "change": f"The {number}th.", "author": "A. Author"}
    return {**signed, "checker": "C. Checker", **({"seal": seal} if seal else {})}


def sign(place: Any, command: Command, id_: str = FILED, *, before: list[dict[str, Any]] | None = None) -> str:
    """Sign the next version the way an author does: without a seal first, then with the one that ``check`` tells."""
    history = [*(before or []), version(len(before or []) + 1)]
    say(place, id_, status="active", history=history)
    told = command("check", str(place.folder / "tiny"))
    assert told.code == 2 and "RK119" in told.out + told.err
    (seal,) = re.findall(r'seal:\s+"([0-9a-f]{16})"', told.out + told.err)
    history[-1]["seal"] = seal
    say(place, id_, history=history)
    return str(seal)


def count_murders(place: Any) -> None:
    """The measure of the cases filed counts murders only."""
    say(place, "tiny.filed", sources=[{"dataset": "tiny.case", "where": "kind = 'MURDER'"}])


def signed(place: Any) -> list[tuple[str, int, str]]:
    """What the ledger keeps of signed versions."""
    return [(e["kpi"], e["version"], e["seal"]) for e in place.ledger() if e["event"] == "signed"]


def refused(place: Any) -> str:
    """What a run that refuses says. It has computed nothing: no file of the store is another, none is new."""
    before = place.contents()
    with pytest.raises(DefinitionError) as caught:
        place.run()
    assert {p.code for p in caught.value.problems} | {caught.value.code} <= {"RK119", "RK100"}
    assert place.contents() == before
    return str(caught.value)


@pytest.fixture
def active(place: Any, command: Command) -> tuple[Any, str]:
    """A workspace that ran with one KPI signed, and its seal."""
    seal = sign(place, command)
    place.run()
    return place, seal


# -- draft


def test_a_draft_changes_freely_between_runs(ran: Any, command: Command) -> None:
    assert ran.figure(FILED, "A", "2024-01")["value"] == 3
    count_murders(ran)
    told = command("check", str(ran.folder))
    assert told.code == 0 and command("check", at=ran) == told, "a workspace that is given is the one that is checked"
    assert ran.run().changed
    assert ran.figure(FILED, "A", "2024-01")["value"] == 1
    assert signed(ran) == []


def test_a_version_in_the_history_of_a_draft_is_not_signed_yet(ran: Any) -> None:
    say(ran, FILED, history=[version(1)])
    ran.run()
    count_murders(ran)
    ran.run()
    assert signed(ran) == []


# -- active


def test_a_signed_version_is_kept_in_the_ledger_with_its_seal(active: tuple[Any, str]) -> None:
    place, seal = active
    assert signed(place) == [(FILED, 1, seal)]
    kinds = [e["event"] for e in place.ledger()]
    assert kinds.index("signed") == kinds.index("run") - 1


def test_signing_moves_no_figure(ran: Any, command: Command) -> None:
    before = ran.figures()
    sign(ran, command)
    assert ran.run().restated == 0
    assert [r["value"] for r in ran.figures()] == [r["value"] for r in before]
    assert len(signed(ran)) == 1


def test_each_version_is_recorded_once(active: tuple[Any, str], command: Command) -> None:
    place, seal = active
    place.run()
    place.cases("A-03", "A", "2024-03", "c1,2024-03-03,,THEFT", received="2024-04-05")
    place.run()
    say(place, FILED, note="Read it with care.", owner="Another office", why_it_matters="Because.")
    place.run()
    assert signed(place) == [(FILED, 1, seal)]
    assert len([e for e in place.ledger() if e["event"] == "run"]) == 3
    other = sign(place, command, PENDING)
    place.run()
    assert signed(place) == [(FILED, 1, seal), (PENDING, 1, other)]


def test_a_change_without_a_new_version_is_refused_by_check_and_by_run(
    active: tuple[Any, str], command: Command
) -> None:
    place, seal = active
    before = place.contents()
    count_murders(place)
    for asked in (("check", str(place.folder / "tiny")), ("check", str(place.folder)), ("run",)):
        told = command(*asked, at=place)
        said = " ".join((told.out + told.err).split())
        assert told.code == 2 and "RK119" in said
        assert "says something else than the version 1 that was signed on 2024-01-01" in said
        assert re.search(r'version: 2, on, change, author, checker, seal: "[0-9a-f]{16}"', said)
        assert seal not in said, "the seal to write is that of what it says now"
    assert place.contents() == before


def test_a_seal_changed_in_place_is_refused_before_anything_is_computed(
    active: tuple[Any, str], command: Command
) -> None:
    place, seal = active
    figures = place.figures()
    count_murders(place)
    other = sign(place, command)
    assert other != seal
    assert command("check", str(place.folder / "tiny")).code == 0, "the definition alone cannot tell"
    told = command("check", str(place.folder))
    assert told.code == 2 and "RK119" in told.out + told.err

    before = place.contents()
    told = command("run", at=place)
    assert (told.code, told.out) == (2, "")
    assert "RK119" in told.err and f"{FILE}:" in told.err
    assert "than when figures were computed by its version 1" in " ".join(told.err.split())
    assert place.contents() == before
    assert place.figures() == figures and signed(place) == [(FILED, 1, seal)]


def test_a_refused_run_takes_no_delivery_in(active: tuple[Any, str], command: Command) -> None:
    place, _ = active
    count_murders(place)
    sign(place, command)
    place.cases("A-03", "A", "2024-03", "c1,2024-03-03,,THEFT", received="2024-04-05")
    refused(place)
    assert len(place.submissions()) == 3


def test_a_new_version_is_accepted_and_restates(active: tuple[Any, str], command: Command) -> None:
    place, seal = active
    count_murders(place)
    other = sign(place, command, before=[version(1, seal)])
    summary = place.run()
    assert summary.changed and summary.restated > 0
    assert place.figure(FILED, "A", "2024-01")["value"] == 1
    assert signed(place) == [(FILED, 1, seal), (FILED, 2, other)]


def test_a_new_version_may_say_the_same(active: tuple[Any, str], command: Command) -> None:
    place, seal = active
    assert sign(place, command, before=[version(1, seal)]) == seal
    assert place.run().restated == 0
    assert signed(place) == [(FILED, 1, seal), (FILED, 2, seal)]


def test_versions_may_be_skipped_between_runs(active: tuple[Any, str], command: Command) -> None:
    place, seal = active
    count_murders(place)
    third = sign(place, command, before=[version(1, seal), version(2)])
    place.run()
    assert signed(place) == [(FILED, 1, seal), (FILED, 3, third)]


# -- there is no way back


def test_back_to_a_draft_without_a_version_is_refused(active: tuple[Any, str]) -> None:
    place, _ = active
    say(place, FILED, status=None, history=None)
    assert "now it is a draft without a version" in refused(place)


def test_back_to_a_draft_of_the_same_version_may_not_change(active: tuple[Any, str]) -> None:
    place, seal = active
    say(place, FILED, status="draft")
    place.run()
    count_murders(place)
    assert "computed by its version 1" in refused(place)
    assert signed(place) == [(FILED, 1, seal)]


def test_back_to_an_earlier_version_is_refused(active: tuple[Any, str], command: Command) -> None:
    place, seal = active
    before = place.text(FILE)
    count_murders(place)
    sign(place, command, before=[version(1, seal)])
    place.run()
    place.write(FILE, before)
    assert command("check", str(place.folder / "tiny")).code == 0
    said = refused(place)
    assert f"computed by version 2 of '{FILED}', and now it is version 1" in said
    assert "add version 3" in said


def test_gone_and_back_as_it_was_is_nothing(active: tuple[Any, str]) -> None:
    place, seal = active
    before = place.text(FILE)
    take_out(place)
    place.run()
    assert all(k.id != FILED for k in place.open().kpis())
    place.write(FILE, before)
    place.run()
    assert place.figure(FILED, "A", "2024-01")["value"] == 3
    assert signed(place) == [(FILED, 1, seal)]


def test_gone_and_back_with_another_content_is_refused(active: tuple[Any, str], command: Command) -> None:
    place, _ = active
    before = place.text(FILE)
    take_out(place)
    place.run()
    place.write(FILE, before)
    count_murders(place)
    sign(place, command)
    assert "computed by its version 1" in refused(place)
    say(place, FILED, status=None, history=None)
    assert "draft without a version" in refused(place)


def take_out(place: Any) -> None:
    """The KPI is gone from the plugin."""
    data = yaml.safe_load(place.text(FILE))
    data["kpis"] = [k for k in data["kpis"] if k["id"] != FILED]
    place.write(FILE, yaml.safe_dump(data, sort_keys=False))


def test_every_changed_kpi_is_named(active: tuple[Any, str], command: Command) -> None:
    place, _ = active
    sign(place, command, PENDING)
    place.run()
    for id_ in (FILED, PENDING):
        say(place, id_, status=None, history=None)
    said = refused(place)
    assert FILED in said and PENDING in said


# -- deprecated


def test_a_deprecated_kpi_is_still_computed(active: tuple[Any, str]) -> None:
    place, seal = active
    say(place, FILED, status="deprecated", deprecated_on="2024-03-01", replaced_by="tiny.clearance")
    assert place.run().restated == 0
    assert place.figure(FILED, "A", "2024-01")["value"] == 3
    assert signed(place) == [(FILED, 1, seal)]


def test_a_deprecated_kpi_changes_no_more_than_an_active_one(active: tuple[Any, str]) -> None:
    place, _ = active
    say(place, FILED, status="deprecated", deprecated_on="2024-03-01")
    place.run()
    count_murders(place)
    assert "version 1 that was signed" in refused(place)


# -- the ledger


def test_the_ledger_only_grows(place: Any, command: Command) -> None:
    """Every state of it begins with the one before."""
    path = place.store / "ledger.jsonl"
    seen = [b""]

    def run() -> None:
        place.run()
        text = path.read_bytes()
        assert text.startswith(seen[-1]) and len(text) > len(seen[-1])
        seen.append(text)

    run()
    seal = sign(place, command)
    run()
    count_murders(place)
    sign(place, command, before=[version(1, seal)])
    run()
    say(place, FILED, status="deprecated", deprecated_on="2024-03-01")
    run()
    assert [v for _, v, _ in signed(place)] == [1, 2]


def test_a_store_that_is_built_anew_records_what_stands_now(active: tuple[Any, str], command: Command) -> None:
    place, seal = active
    count_murders(place)
    second = sign(place, command, before=[version(1, seal)])
    place.run()
    fresh = place.copy(place.folder.parent / "fresh")
    fresh.run()
    assert signed(fresh) == [(FILED, 2, second)]
    assert signed(place) == [(FILED, 1, seal), (FILED, 2, second)]


def test_two_workspaces_do_not_mix(active: tuple[Any, str], command: Command) -> None:
    """What one has signed binds nobody else: in the other the KPI is a draft, and then something different."""
    place, seal = active
    other = place.copy(place.folder.parent / "other")
    say(other, FILED, status=None, history=None)
    count_murders(other)
    other.run()
    assert signed(other) == []
    theirs = sign(other, command)
    other.run()
    assert (signed(other), signed(place)) == ([(FILED, 1, theirs)], [(FILED, 1, seal)])
    place.run()
    assert theirs != seal and place.figure(FILED, "A", "2024-01")["value"] == 3
