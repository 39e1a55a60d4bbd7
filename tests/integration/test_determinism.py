"""The same inputs give the same run and the same bytes: whatever the threads, the order, the folder, the zone."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

HEAD = "case_no,district,filed_on,decided_on,kind\n"


def rows(count: int) -> list[str]:
    chance = random.Random(7)
    return [
        f"k{n},{chance.choice('AB')},2024-01-{chance.randint(1, 31):02},"
        f"{chance.choice(('', f'2024-02-{chance.randint(1, 29):02}'))},{chance.choice(('MURDER', 'THEFT'))}\n"
        for n in range(count)
    ]


def fill(place: Any, order: random.Random | None = None) -> None:
    """A thousand cases of two districts in one file, and two small files; ``order`` shuffles whatever has no order."""
    lines, areas, parents = rows(1000), place.text("reference/areas.csv"), place.text("reference/parents.csv")
    covers = [("A", "2024-01", "2024-01"), ("B", "2024-01", "2024-01")]
    if order:
        order.shuffle(lines)
        order.shuffle(covers)
        for name, text in (("areas", areas), ("parents", parents)):
            head, *rest = text.splitlines(keepends=True)
            order.shuffle(rest)
            place.write(f"reference/{name}.csv", head + "".join(rest))
    place.deliver("case/both-01.csv", HEAD + "".join(lines), covers=covers)
    place.cases("A-02", "A", "2024-02", "y1,2024-02-03,,THEFT", received="2024-03-05")
    place.cases("B-02", "B", "2024-02", "z1,2024-02-03,,MURDER", received="2024-03-05")
    if order:
        order.shuffle(place.register)
        place.write_register()


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    place = run_once.copy(tmp_path_factory.mktemp("determinism") / "place")
    for path in (place.folder / "inbox/case").iterdir():
        path.unlink()
    place.register.clear()
    untouched = place.copy(place.folder.parent / "empty")
    fill(place)
    place.run()
    assert place.figure("tiny.filed_total", "P", "2024-01")["value"] == 1000
    return place, untouched


def fresh(reference: Any, tmp_path: Path, order: random.Random | None = None) -> Any:
    place = reference[1].copy(tmp_path / "elsewhere" / "other name")
    fill(place, order)
    return place


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_and_folder(reference: Any, tmp_path: Path, threads: int) -> None:
    place = fresh(reference, tmp_path)
    assert place.run(threads=threads).run == reference[0].current()
    assert place.published() == reference[0].published()
    assert place.contents("objects") == reference[0].contents("objects")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_files_and_reference_tables(reference: Any, tmp_path: Path, seed: int) -> None:
    place = fresh(reference, tmp_path, random.Random(seed))
    assert place.text("inbox/case/both-01.csv") != reference[0].text("inbox/case/both-01.csv")
    assert place.run().run == reference[0].current()
    assert place.contents("parts", "objects") == reference[0].contents("parts", "objects")
    assert place.published() == reference[0].published()


def test_another_day_zone_language_and_hash_seed(reference: Any, tmp_path: Path, python: Any) -> None:
    place = fresh(reference, tmp_path)
    env = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "12345"}
    done = python("import rolkpi, sys; rolkpi.open(sys.argv[1]).run()", str(place.folder), env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert place.published() == reference[0].published()


def test_no_path_and_no_clock_in_what_is_published(reference: Any) -> None:
    place = reference[0]
    manifest = place.text(f"store/runs/{place.current()}.json")
    assert str(place.folder) not in manifest and "inbox/" not in manifest
    at = {e["at"][:10] for e in place.ledger()}
    assert at and not any(day in manifest for day in at)


def test_unchanged_parts_are_shared(reference: Any, tmp_path: Path) -> None:
    place = reference[0].copy(tmp_path / "shared", store=True)
    parts = place.contents("parts")
    # July lies in the next fiscal year
    place.cases("A-07", "A", "2024-07", "y9,2024-07-03,,THEFT", received="2024-08-05")
    summary = place.run()
    after = place.contents("parts")
    assert summary.changed and after.items() >= parts.items()
