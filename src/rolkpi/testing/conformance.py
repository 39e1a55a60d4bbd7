"""The conformance kit: what a plugin must prove before anybody relies on its figures.

For a plugin that is a package, a test module of it says::

    from rolkpi.testing.conformance import PluginConformance

    class TestLevies(PluginConformance):
        plugin = "levies"

For those without Python ``rolkpi check ./levies --conformance`` does the same; so does ``pytest --rolkpi ./levies``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import getattr_static
from math import floor
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from rolkpi.engine import Engine
from rolkpi.errors import Problem
from rolkpi.model import Calendar, Geography, Kpi, Plugin, WorkedExample
from rolkpi.testing.examples import (
    SECRET,
    BadExampleError,
    Scene,
    by_engine,
    by_oracle,
    failures_of,
    find_failures,
    scene,
)
from rolkpi.testing.laws import broken_laws
from rolkpi.testing.mutants import Mutant, judge
from rolkpi.testing.subject import Subject, load_subject
from rolkpi.testing.trial import Trial, disagreements, make_trial
from rolkpi.workspace.memory import receive_tables

LEAST_KILLED = 0.95
"""Share of the mutants that the worked examples must kill."""

Step = Callable[[str, int, int], None]
"""Told how far a check is: what, done, of how many."""


@dataclass(frozen=True)
class Check:
    """One check and what it found."""

    name: str
    told: str
    """What was done, in numbers."""
    problems: tuple[Problem, ...] = ()


def examples_of(subject: Subject, waiting: Collection[str] = ()) -> Check:
    """RK120 for every worked example that does not give what it says, or has rows that no delivery may have.

    ``waiting``: KPIs that rest on what is known to be wrong; nothing is said of their examples yet.
    """
    problems, cells, count = list[Problem](), 0, 0
    engine = Engine(threads=1)
    for kpi in subject.kpis:
        for number, example in enumerate(kpi.examples if kpi.id not in waiting else ()):
            problems += _wrong_with(subject, kpi, number, engine)
            cells, count = cells + len(example.expect), count + 1
    told = f"{count} examples, {cells} figures" + (f"; those of {len(waiting)} KPIs wait" if waiting else "")
    return Check("worked examples", told, tuple(problems))


def _wrong_with(subject: Subject, kpi: Kpi, number: int, engine: Engine) -> Iterator[Problem]:
    def at(*path: str | int) -> str:
        return subject.where_kpi(kpi.id, "examples", number, *path)

    try:
        set_ = scene(subject.catalog, kpi, kpi.examples[number])
        breaches = [Problem("RK120", what, at(*path), fix) for what, path, fix in _breaches(set_, subject, engine)]
        empty = [
            n for n, e in enumerate(kpi.examples[number].expect) if not e.model_fields_set - {"area", "disaggregation"}
        ]
    except (ValueError, OverflowError) as exc:
        yield Problem("RK120", f"its days cannot be reckoned with: {exc}", at(), "use years from 1901 to 2199")
        return
    except BadExampleError as exc:
        yield Problem("RK120", str(exc), at(exc.field), exc.fix)
        return
    yield from breaches
    for cell in empty:
        fix = "say what comes out: value, numerator, denominator, n or obs_status"
        yield Problem("RK120", "nothing is compared", at("expect", cell), fix)
    if not breaches:
        for wrong in find_failures(set_, by_oracle(set_, subject.catalog.plugins.values())):
            yield Problem("RK120", wrong.what, at("expect", wrong.number), wrong.fix)


def _breaches(scene: Scene, subject: Subject, engine: Engine) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Rows of an example that would go to quarantine: what is wrong, where in the example, how to mend it."""
    tables = {d: list(rows) for d, rows in scene.example.tables.items()}
    geography = Geography(scene.areas, scene.parents)
    for dataset, received in receive_tables(engine, subject.catalog, tables, geography, Calendar(), SECRET).items():
        for row in received.quarantined.to_pylist():
            spot = f"row {row['row']} of {dataset}" + (f", {row['column']}" if row["column"] else "")
            given = f" = {row['value']}" if row["value"] is not None else ""
            path = ("tables", dataset, row["row"] - 1, row["column"] or "")
            yield f"{spot}{given}: {row['message']} ({row['code']})", path, _ACCEPTABLE


_ACCEPTABLE = "correct the row: an example has only rows that a delivery may have"


def dictionary_of(subject: Subject) -> Check:
    """RK122 for every KPI and dataset that does not say what a reader of the dictionary must know."""
    problems = []
    for kpi in subject.kpis:
        said = {
            "owner": kpi.owner.casefold() not in ("", "unassigned", "todo", "tbd"),
            "source": kpi.source.casefold() not in ("todo", "tbd"),
            "why_it_matters": bool(kpi.why_it_matters.strip()),
            "examples": bool(kpi.examples),
        }
        for name in (name for name, is_said in said.items() if not is_said):
            what = f"KPI '{kpi.id}' does not say {_ASKED[name]}"
            problems.append(Problem("RK122", what, subject.where_kpi(kpi.id), f"give '{name}'"))
    for number, dataset in enumerate(subject.plugin.datasets):
        if not dataset.description.strip():
            what = f"dataset '{dataset.id}' does not say what one row is"
            problems.append(Problem("RK122", what, subject.where("datasets", number), "give 'description'"))
    seen = f"{len(subject.kpis)} KPIs, {len(subject.plugin.datasets)} datasets"
    return Check("dictionary", seen, tuple(problems))


_ASKED = {
    "owner": "who answers for it",
    "source": "which law or standard it follows",
    "why_it_matters": "why it matters",
    "examples": "what comes out in a worked example",
}


def mutants_of(subject: Subject) -> Check:
    """RK123 when the worked examples kill too few mutants of the definitions; every survivor is named.

    Nothing is tried where an example does not hold anyway: it would notice every mutant.
    """
    if not all(_holds(kpi, example, subject) for kpi in subject.kpis for example in kpi.examples):
        return Check("mutants", "they wait until the worked examples hold")
    verdict = judge(subject.catalog, subject.plugin)
    said = f"{verdict.killed} of {verdict.tried} killed"
    said += f", {len(verdict.explained)} cannot be told apart, for reasons given" if verdict.explained else ""
    said += f": {floor(100 * verdict.share)}%"
    problems = []
    if verdict.share < LEAST_KILLED:
        fix = "add to a worked example the row that would count differently, or say under the plugin's 'survivors' why "
        fix += "none can"
        problems = [
            Problem("RK123", f"no worked example notices: {m.id}", _home(m, subject), fix) for m in verdict.survivors
        ]
    for mutant in verdict.unknown:
        fix = "take it off the plugin's 'survivors'"
        problems.append(Problem("RK123", f"'{mutant}' is listed as a survivor and is none", subject.where(), fix))
    return Check("mutants", said, tuple(problems))


def _holds(kpi: Kpi, example: WorkedExample, subject: Subject) -> bool:
    try:
        return not _failing(scene(subject.catalog, kpi, example), subject)
    except BadExampleError:
        return False


def _failing(scene: Scene, subject: Subject) -> set[str]:
    """What of an example is not as it says, by the oracle."""
    return {*failures_of(scene, by_oracle(scene, subject.catalog.plugins.values()))}


def _home(mutant: Mutant, subject: Subject) -> str:
    kinds = ("kpis", "measures", "datasets", "views")
    held = ((kind, n, d.id) for kind in kinds for n, d in enumerate(getattr(subject.plugin, kind)))
    return next(subject.where(kind, n) for kind, n, id_ in held if id_ == mutant.definition.id)


def oracle_of(subject: Subject, seed: int = 0) -> Check:
    """RK124 where the engine and the reference evaluator differ, on synthetic rows and on the worked examples."""
    trial = _trial(subject, seed)
    problems = list(disagreements(trial, subject))
    for id_ in sorted(id_ for id_, rows in trial.tables.items() if not rows):
        what = f"no synthetic row of '{id_}' keeps its rules, so nothing that rests on it was compared"
        problems.append(Problem("RK124", what, subject.where(), "see that a row can keep all of its rules at once"))
    cells = trial.cells
    for kpi in subject.kpis:
        for number, example in enumerate(kpi.examples):
            where = subject.where_kpi(kpi.id, "examples", number)
            problems += [Problem("RK124", w, where, _OURS) for w in _by_engine_alone(kpi, example, subject)]
            cells += len(example.expect)
    return Check("engine against oracle", f"{cells:,} figures of synthetic rows, seed {seed}", tuple(problems))


def _by_engine_alone(kpi: Kpi, example: WorkedExample, subject: Subject) -> list[str]:
    """What of an example is not as it says by the engine, and is so by the oracle."""
    try:
        set_ = scene(subject.catalog, kpi, example)
        rows = by_engine(set_, subject.catalog)
    except BadExampleError:  # that is told of the example itself
        return []
    known = _failing(set_, subject)
    return [f"by the engine, {wrong}" for wrong in failures_of(set_, rows) if wrong not in known]


_OURS = "this is a fault of rolkpi, not of the definition: report it with the seed"


def laws_of(subject: Subject, seed: int = 0) -> Check:
    """RK124 where figures of synthetic rows do not add up over areas, months or breakdowns as their rule says."""
    trial = _trial(subject, seed)
    tried, problems = broken_laws(trial, subject)
    return Check("adding up", f"{tried:,} sums, seed {seed}", tuple(problems))


@cache
def _trial(subject: Subject, seed: int) -> Trial:
    return make_trial(subject, seed)


CHECKS: Mapping[str, Callable[[Subject, int], Check]] = MappingProxyType(
    {
        "dictionary": lambda subject, seed: dictionary_of(subject),
        "worked_examples": lambda subject, seed: examples_of(subject),
        "mutants": lambda subject, seed: mutants_of(subject),
        "engine_against_oracle": oracle_of,
        "adding_up": laws_of,
    }
)
"""Every check of the kit, the cheapest first: what it finds of a plugin, with a seed for synthetic rows."""


def conformance(subject: Subject, seed: int = 0, step: Step = lambda what, done, of: None) -> Iterator[Check]:
    """Every check, one after the other. ``step`` is told how far they are."""
    for number, check in enumerate(CHECKS.values()):
        step("checking", number, len(CHECKS))
        yield check(subject, seed)


class PluginConformance:
    """Tests for pytest: subclass it, say which plugin, and run. A failure says where and what to do."""

    plugin: ClassVar[Plugin | str | Path]
    """A plugin, the name of an installed one, or a folder of YAML."""
    others: ClassVar[Sequence[Plugin | str | Path]] = ()
    """Plugins it needs."""
    seed: ClassVar[int] = 0
    """Of the synthetic rows."""

    def test_the_dictionary_is_complete(self) -> None:
        """Every KPI says its owner, source and why it matters, and shows an example."""
        _assert(dictionary_of(self._subject()))

    def test_worked_examples_hold(self) -> None:
        """Every worked example gives what it says."""
        _assert(examples_of(self._subject()))

    def test_worked_examples_show_the_whole_rule(self) -> None:
        """Hardly a definition can be changed without an example noticing."""
        _assert(mutants_of(self._subject()))

    def test_the_engine_agrees_with_the_oracle(self) -> None:
        """Two evaluators that share no code say the same of synthetic rows."""
        _assert(oracle_of(self._subject(), self.seed))

    def test_figures_add_up(self) -> None:
        """Areas, months and breakdowns add up where their rule says so."""
        _assert(laws_of(self._subject(), self.seed))

    def test_no_test_was_silenced(self) -> None:
        """A test of the kit that a subclass replaces is marked ``xfail`` with a reason."""
        kit = {name: test for name, test in vars(PluginConformance).items() if name.startswith("test_")}
        found = {name: getattr_static(type(self), name) for name in kit}
        for name in (n for n in kit if found[n] is not kit[n]):
            marks = getattr(found[name], "pytestmark", [])
            said = any(m.name == "xfail" and m.kwargs.get("reason") for m in marks)
            assert said, f"{type(self).__name__}.{name}: say why with pytest.mark.xfail(reason=...)"

    _held: ClassVar[Subject | None] = None

    @classmethod
    def _subject(cls) -> Subject:
        """The plugin, loaded once for all tests of the class."""
        if "_held" not in vars(cls):
            cls._held = load_subject(cls.plugin, cls.others)
        assert cls._held is not None
        return cls._held


def told(check: Check) -> str:
    """What a check found, for people: its name, what it did, and every problem with place and fix."""
    listing = "".join(f"\n  - {p}" for p in check.problems)
    return f"{check.name}: {check.told}; {len(check.problems)} problems{listing}"


def _assert(check: Check) -> None:
    assert not check.problems, told(check)
