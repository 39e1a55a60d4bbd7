"""KPIs: a formula over measures that gives one number with one unit."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rolkpi.model.base import Expression, Frozen, Id, Name, Text, fault
from rolkpi.model.lifecycle import Revision, Status
from rolkpi.model.period import Frequency, Window


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    """Neither extreme is good."""
    CONTEXT = "context"
    """Neither good nor bad: it helps to read the others."""


class Total(Frozen):
    """The value of one measure."""

    kind: Literal["total"] = "total"
    measure: Id


class Ratio(Frozen):
    """numerator x scale / denominator, each pooled before dividing. NULL when the denominator is 0.

    Both sides are of the same months (flows, exposures, distinct counts), or both are stocks of the same instant. A
    flow over an average stock takes the mean of the month-ends: events x months / sum of month-ends.
    """

    kind: Literal["ratio"] = "ratio"
    numerator: Id
    denominator: Id
    scale: Annotated[int, Field(gt=0)] = 100
    across_units: bool = False
    """The two sides count different things on purpose: prisoners per place, deaths per prisoner."""


class Rate(Frozen):
    """numerator x scale / population. Counts are added over months; the population of an area is taken once, in the
    middle of its months, and counts for the share of the months looked at in which the area is there. Where it is
    divided or merged, the months before and those after are taken apart."""

    kind: Literal["rate"] = "rate"
    numerator: Id
    scale: Annotated[int, Field(gt=0)] = 100_000
    annualise: bool = False
    """Multiply by 12 / months looked at. Flows only."""
    population_by: tuple[Name, ...] = ()
    """Dimensions that describe people: a breakdown by them divides by the population of the same group."""


class CohortShare(Frozen):
    """Successes x scale / members of a cohort measure. NULL before maturity and for an empty cohort."""

    kind: Literal["cohort_share"] = "cohort_share"
    measure: Id
    scale: Annotated[int, Field(gt=0)] = 100


class DerivedFormula(Frozen):
    """Two whole-number formulas over pooled measures, divided: stocks and flows may meet here.

    The formulas use measure ids, whole numbers, ``+ - *`` and ``period_days`` (the real days looked at).
    """

    kind: Literal["derived"] = "derived"
    numerator: Expression
    denominator: Expression
    scale: Annotated[int, Field(gt=0)] = 1


class Baseline(Frozen):
    """What an area is compared with, and who says so."""

    area: Text
    value: Annotated[int, Field(gt=0)]
    period: Text
    """When it was so: ``2019``, ``2019-12``."""
    source: Text
    disaggregation: str = ""


class Index(Frozen):
    """(measure - baseline) x scale / baseline, after pooling. NULL for an area or code without a baseline."""

    kind: Literal["index"] = "index"
    measure: Id
    baselines: Annotated[tuple[Baseline, ...], Field(min_length=1)]
    scale: Annotated[int, Field(gt=0)] = 100


class UnitShare(Frozen):
    """Share of the areas of one level, inside the area looked at, whose own value of a KPI passes a test.

    Each unit is judged by itself, then they are pooled. A unit without a value lowers the completeness and is on
    neither side. With ``weight``, not units are counted but what that KPI says of each (prisoners held in crowded
    prisons).
    """

    kind: Literal["unit_share"] = "unit_share"
    kpi: Id
    level: Name
    """Level of the units."""
    test: Literal["<", "<=", ">", ">="]
    threshold: float
    weight: Id | None = None
    """A KPI that is the total of one measure."""
    scale: Annotated[int, Field(gt=0)] = 100


class ScorePart(Frozen):
    """One KPI in a score."""

    kpi: Id
    weight: Annotated[int, Field(gt=0)] = 1
    worst: float
    """The value that scores 0; beyond it, 0 too."""
    best: float
    """The value that scores full; beyond it, full too. Below ``worst`` where less is better."""

    @model_validator(mode="after")
    def _differ(self) -> ScorePart:
        if self.worst == self.best:
            raise fault(f"'{self.kpi}': worst and best must differ", "best", fix="give the value that scores full")
        return self


class Score(Frozen):
    """Weighted mean of KPIs, each brought to 0..1 between its worst and its best, times ``scale``.

    Computed for every area by itself and never added. Parts without a value are left out of both sides; where the
    weights that are left are less than ``min_coverage`` of all, there is no score.
    """

    kind: Literal["score"] = "score"
    parts: Annotated[tuple[ScorePart, ...], Field(min_length=1)]
    min_coverage: Annotated[str, Field(pattern=r"^[0-9]+/[1-9][0-9]*$")] = "1/1"
    scale: Annotated[int, Field(gt=0)] = 100


KpiFormula = Annotated[
    Total | Ratio | Rate | CohortShare | DerivedFormula | Index | UnitShare | Score, Field(discriminator="kind")
]
SECOND_STAGE = (UnitShare, Score)
"""Formulas over KPIs instead of measures."""


def parts_of(formula: KpiFormula) -> tuple[str, ...]:
    """Ids of the KPIs that a second-stage formula names, in its order; empty for all others."""
    match formula:
        case UnitShare(kpi=kpi, weight=weight):
            return (kpi, *((weight,) if weight else ()))
        case Score(parts=parts):
            return tuple(dict.fromkeys(p.kpi for p in parts))
        case _:
            return ()


class Expect(Frozen):
    """What a worked example gives for one cell."""

    area: Text | None = None
    """The area; the root of the example unless given."""
    disaggregation: str = ""
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    linkage: float | None = None
    obs_status: str | None = None


class WorkedExample(Frozen):
    """The smallest tables that show the rule. The conformance kit runs it; the dictionary prints it."""

    title: Text
    tables: dict[Id, tuple[dict[Name, Any], ...]]
    """Rows per dataset. Columns left out are NULL. Every area named lies in the root area ``ALL``."""
    period: Text
    """The period whose value is expected: ``2024-03``, ``2024-Q1``, ``2024``, ``FY2023-24``."""
    window: Window = Window.PERIOD
    as_of: Text | None = None
    """Day up to which everything is known; the end of the period's last month unless given."""
    population: dict[Text, int] = {}
    """People per area, for rates; ``A sex=F`` for a group."""
    expect: Annotated[tuple[Expect, ...], Field(min_length=1)]


class Kpi(Frozen):
    """One indicator: what it is, how it is computed, and what a reader must know about it."""

    id: Id
    code: Text
    """Catalogue code, ``JUD-04``; sibling KPIs of a compound entry share it."""
    title: Text
    description: Text
    """What it measures, in words a practitioner would use."""
    why_it_matters: str = ""
    """What somebody decides by it, and what goes wrong where nobody looks."""
    unit: Text
    direction: Direction
    formula: KpiFormula
    disaggregations: tuple[tuple[Name, ...], ...] = ()
    """Each combination of dimensions that is computed beside the total."""
    levels: Annotated[tuple[Name, ...], Field(min_length=1)] = ("district", "division", "province")
    """Levels of areas that get a value."""
    hierarchy: Name = "admin"
    """The hierarchy along which areas roll up."""
    frequencies: Annotated[tuple[Frequency, ...], Field(min_length=1)] = tuple(Frequency)
    windows: Annotated[tuple[Window, ...], Field(min_length=1)] = (Window.PERIOD, Window.YEAR_TO_DATE)
    min_months: Annotated[int, Field(ge=1, le=12)] = 12
    """``rolling_12``: with fewer months that anything is known of there is no value. Stocks need their last only."""
    overlapping: tuple[Name, ...] = ()
    """Dimensions whose parts may overlap: one person under several offences. Only the others must add up."""
    linkage: Id | None = None
    """A KPI that says how many of the records behind this one found their partner; shown beside it."""
    min_base: Annotated[int, Field(ge=0)] = 0
    """Below this ``n`` the measurement is marked ``small_base``."""
    owner: Text
    """Who answers for the definition."""
    source: Text
    """The law, standard or publication the definition follows."""
    note: str = ""
    examples: tuple[WorkedExample, ...] = ()
    status: Status = Status.DRAFT
    """``draft``, ``active`` (signed) or ``deprecated``. The last two need a ``history``."""
    history: tuple[Revision, ...] = ()
    """Every version that was signed, the first one first."""
    deprecated_on: date | None = None
    """deprecated: since when."""
    replaced_by: Id | None = None
    """deprecated: the KPI to use instead, where there is one."""

    @model_validator(mode="after")
    def _disaggregations_differ(self) -> Kpi:
        seen = [tuple(sorted(d)) for d in self.disaggregations]
        if any(not d or len(set(d)) < len(d) for d in seen) or len(set(seen)) < len(seen):
            what = f"KPI '{self.id}': disaggregations must be non-empty, differ, and repeat no dimension"
            raise fault(what, "disaggregations", fix="list each combination of dimensions once: [[kind], [kind, sex]]")
        return self

    @model_validator(mode="after")
    def _lifecycle(self) -> Kpi:
        def need(condition: bool, message: str, at: str, fix: str) -> None:
            if not condition:
                raise fault(f"KPI '{self.id}': {message}", at, fix=fix, code="RK118")

        versions = [r.version for r in self.history]
        numbered = versions == list(range(1, len(versions) + 1))
        fix = f"write version {', '.join(str(n + 1) for n in range(len(versions)))}"
        need(numbered, "number the versions of its history 1, 2, 3 and so on", "history", fix)
        days = [r.on for r in self.history]
        need(
            days == sorted(days), "a version cannot be older than the one before it", "history", "correct the day 'on'"
        )
        retired = self.status is Status.DEPRECATED
        fix = "give it: version, on, change, author and checker; or write status: draft"
        need(
            bool(self.history) or self.status is Status.DRAFT,
            f"status '{self.status}' needs a history",
            "status",
            fix,
        )
        fix = "give 'deprecated_on': since when" if retired else "leave it out, or write status: deprecated"
        need(
            retired == (self.deprecated_on is not None),
            "'deprecated_on' goes with status 'deprecated', and only there",
            "status" if retired else "deprecated_on",
            fix,
        )
        fix = "leave it out, or write status: deprecated"
        need(retired or self.replaced_by is None, "only a deprecated KPI is 'replaced_by' another", "replaced_by", fix)
        need(
            self.replaced_by != self.id,
            "it cannot be replaced by itself",
            "replaced_by",
            "name another, or leave it out",
        )
        return self

    @property
    def plugin(self) -> str:
        """The plugin the KPI belongs to."""
        return self.id.partition(".")[0]

    @property
    def version(self) -> int:
        """Number of the version that was signed last; 0 when none was."""
        return self.history[-1].version if self.history else 0

    @property
    def breakdowns(self) -> tuple[tuple[str, ...], ...]:
        """The total and every declared disaggregation, dimensions sorted."""
        return ((), *(tuple(sorted(d)) for d in self.disaggregations))


def disaggregation_text(codes: dict[str, str]) -> str:
    """Canonical text of a cell's breakdown: ``force=POLICE;sex=F``, sorted, empty for the total."""
    return ";".join(f"{dimension}={codes[dimension]}" for dimension in sorted(codes))


UNKNOWN_CODE = "_U"
"""Stands in a disaggregation where a record has no code."""
