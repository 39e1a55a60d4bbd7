"""KPIs: a formula over measures that gives one number with one unit."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rolkpi.model.base import Expression, Frozen, Id, Name, Text, fault
from rolkpi.model.lifecycle import Revision, Status
from rolkpi.model.measure import Position
from rolkpi.model.period import Frequency, Window


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    """More is better."""
    DOWN = "down"
    """Less is better."""
    BAND = "band"
    """Neither extreme is good."""
    CONTEXT = "context"
    """Neither good nor bad: it helps to read the others."""


class Total(Frozen):
    """The value of one measure."""

    kind: Literal["total"] = "total"
    """Shows a measure as it is: a count, a stock, a median, the result of a survey."""
    measure: Id
    """Id of a measure of any rule but ``cohort``: ``levies.reported``."""


class Ratio(Frozen):
    """numerator x scale / denominator, each pooled before dividing. NULL when the denominator is 0.

    Both sides are of the same months (flows, exposures, distinct counts), or both are stocks of the same instant. A
    flow over an average stock takes the mean of the month-ends: events x months / sum of month-ends.
    """

    kind: Literal["ratio"] = "ratio"
    """Divides one measure by another: a share of the same cases, or so many for every one of those."""
    numerator: Id
    """Id of the measure above the line: ``levies.in_time``."""
    denominator: Id
    """Id of the measure below the line: ``levies.challaned``."""
    scale: Annotated[int, Field(gt=0)] = 100
    """What the quotient is multiplied by: 100 for percent, 1 for a plain ratio."""
    across_units: bool = False
    """The two sides count different things on purpose: prisoners per place, deaths per prisoner."""


class Rate(Frozen):
    """numerator x scale / population. Counts are added over months; the population of an area is taken once, in the
    middle of its months, and counts for the share of the months looked at in which the area is there. Where it is
    divided or merged, the months before and those after are taken apart."""

    kind: Literal["rate"] = "rate"
    """Divides a measure by the people who live in the area."""
    numerator: Id
    """Id of a ``flow`` or ``stock``: ``levies.arrests``."""
    scale: Annotated[int, Field(gt=0)] = 100_000
    """For how many people the rate is told: 100000 for one per 100,000."""
    annualise: bool = False
    """Multiply by 12 / months looked at. Flows only."""
    population_by: tuple[Name, ...] = ()
    """Dimensions that describe people: a breakdown by them divides by the population of the same group."""


class CohortShare(Frozen):
    """Successes x scale / members of a cohort measure. NULL before maturity and for an empty cohort."""

    kind: Literal["cohort_share"] = "cohort_share"
    """Share of a cohort's records that succeeded."""
    measure: Id
    """Id of a measure of rule ``cohort``: ``levies.released``."""
    scale: Annotated[int, Field(gt=0)] = 100
    """What the share is multiplied by: 100 for percent."""


class DerivedFormula(Frozen):
    """Two whole-number formulas over pooled measures, divided: stocks and flows may meet here.

    The formulas use measure ids, whole numbers, ``+ - *`` and ``period_days`` (the real days looked at).
    """

    kind: Literal["derived"] = "derived"
    """Divides what two small formulas give, where neither ratio nor rate can say it: days to clear what is open."""
    numerator: Expression
    """The formula above the line: ``levies.open * period_days``."""
    denominator: Expression
    """The formula below the line: ``levies.challaned``."""
    scale: Annotated[int, Field(gt=0)] = 1
    """What the quotient is multiplied by: 100 for percent."""


class Baseline(Frozen):
    """What an area is compared with, and who says so."""

    area: Text
    """Code of the area: ``PK226``. Areas without a baseline have no index."""
    value: Annotated[int, Field(gt=0)]
    """What the measure was then; not 0, for nothing compares with it."""
    period: Text
    """When it was so: ``2019``, ``2019-12``."""
    source: Text
    """Where the figure was published."""
    disaggregation: str = ""
    """The breakdown it is of: ``sex=F``. Left out it is of the total."""


class Index(Frozen):
    """(measure - baseline) x scale / baseline, after pooling. NULL for an area or code without a baseline."""

    kind: Literal["index"] = "index"
    """Says by how much a measure is above or below what it was."""
    measure: Id
    """Id of a ``flow``, ``exposure``, ``stock``, ``distinct`` or ``distinct_stock``."""
    baselines: Annotated[tuple[Baseline, ...], Field(min_length=1)]
    """One for every area and breakdown that is to have an index; all of the same kind of period."""
    scale: Annotated[int, Field(gt=0)] = 100
    """What the change is multiplied by: 100 for percent, so that 0 is no change and -50 half."""


class UnitShare(Frozen):
    """Share of the areas of one level, inside the area looked at, whose own value of a KPI passes a test.

    Each unit is judged by itself, then they are pooled. A unit without a value lowers the completeness and is on
    neither side. With ``weight``, not units are counted but what that KPI says of each (prisoners held in crowded
    prisons).
    """

    kind: Literal["unit_share"] = "unit_share"
    """Judges the areas of a level one by one, and says how many pass."""
    kpi: Id
    """Id of the KPI by whose total each area is judged: ``levies.challan_in_time``."""
    level: Name
    """Level of the units."""
    test: Literal["<", "<=", ">", ">="]
    """How the area's value is compared with ``threshold``. In quotes: ``">="``."""
    threshold: float
    """What the value is compared with, in the unit of that KPI: ``90``."""
    weight: Id | None = None
    """A KPI that is the total of one measure."""
    scale: Annotated[int, Field(gt=0)] = 100
    """What the share is multiplied by: 100 for percent."""


class ScorePart(Frozen):
    """One KPI in a score."""

    kpi: Id
    """Id of the KPI; its total counts."""
    weight: Annotated[int, Field(gt=0)] = 1
    """How much it weighs against the other parts."""
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
    """One number from several KPIs of different units."""
    parts: Annotated[tuple[ScorePart, ...], Field(min_length=1)]
    """The KPIs with their weights, their worst and their best."""
    min_coverage: Position = "1/1"
    """Least share of the weights that must have a value: ``2/3``. ``1/1`` asks for all of them."""
    scale: Annotated[int, Field(gt=0)] = 100
    """The best score there is: 100 for points from 0 to 100."""


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
    """The breakdown of the cell: ``offence=THEFT;sex=F``, dimensions in alphabetical order. Left out it is the
    total."""
    value: float | None = None
    """In the KPI's unit, not rounded. ``null``: there must be none."""
    numerator: int | None = None
    """Whole number above the line, before scaling; of a total the value itself. ``null``: there must be none."""
    denominator: int | None = None
    """Whole number below the line, before scaling. ``null``: there must be none."""
    n: int | None = None
    """What the figure rests on, and ``min_base`` is compared with: most often the rows of the denominator."""
    low: float | None = None
    """Least the value can be, where a form or a lack of keys leaves it open. ``null``: nothing is left open."""
    high: float | None = None
    """Greatest the value can be. ``null``: nothing is left open, or there is no greatest."""
    linkage: float | None = None
    """Share of records that found their partner, 0 to 1."""
    obs_status: str | None = None
    """State of the figure: ``ok``, ``small_base``, ``no_data``, ``undefined``, ``immature`` and so on."""


class WorkedExample(Frozen):
    """The smallest tables that show the rule. The conformance kit runs it; the dictionary prints it."""

    title: Text
    """What it shows: ``Day 14 is in time, day 15 is late``."""
    tables: dict[Id, tuple[dict[Name, Any], ...]]
    """Rows per dataset. Columns left out are NULL. Every area named lies in the root area ``ALL``."""
    period: Text
    """The period whose value is expected: ``2024-03``, ``2024-Q1``, ``2024``, ``FY2023-24``."""
    window: Window = Window.PERIOD
    """Which months the period's value looks at; the KPI must have it among its ``windows``."""
    as_of: Text | None = None
    """Day up to which everything is known; the end of the period's last month unless given."""
    population: dict[Text, int] = {}
    """People per area, for rates; ``A sex=F`` for a group."""
    within: dict[Text, Text] = {}
    """Area: the area it lies in, where both are named: a prison and the district it stands in. All others lie in
    ``ALL`` directly."""
    expect: Annotated[tuple[Expect, ...], Field(min_length=1)]
    """What must come out, cell by cell. What is left out of a cell is not compared."""


class Kpi(Frozen):
    """One indicator: what it is, how it is computed, and what a reader must know about it."""

    id: Id
    """``levies.challan_in_time``: the plugin's name, a point, a name; lower case, and never changed."""
    code: Text
    """Catalogue code, ``JUD-04``; sibling KPIs of a compound entry share it."""
    title: Text
    """A few words above every table: ``Challans sent within 14 days``."""
    description: Text
    """What it measures, in words a practitioner would use."""
    why_it_matters: str = ""
    """What somebody decides by it, and what goes wrong where nobody looks."""
    unit: Text
    """Unit of the value: ``"%"``, ``cases``, ``days``, ``per 100,000``."""
    direction: Direction
    """Which way is better: ``up``, ``down``, ``band`` (neither extreme is good) or ``context`` (neither good nor
    bad)."""
    formula: KpiFormula
    """How the value is made of measures, or of other KPIs; its ``kind`` says which way."""
    disaggregations: tuple[tuple[Name, ...], ...] = ()
    """Each combination of dimensions that is computed beside the total."""
    levels: Annotated[tuple[Name, ...], Field(min_length=1)] = ("district", "division", "province")
    """Levels of areas that get a value."""
    hierarchy: Name = "admin"
    """The hierarchy along which areas roll up."""
    frequencies: Annotated[tuple[Frequency, ...], Field(min_length=1)] = tuple(Frequency)
    """How long its periods are. ``year`` is the calendar year. All four unless given."""
    windows: Annotated[tuple[Window, ...], Field(min_length=1)] = (Window.PERIOD, Window.YEAR_TO_DATE)
    """Which months a figure looks at: those of its period, of the year so far, or twelve."""
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
    """What a reader must know before using the figure."""
    examples: tuple[WorkedExample, ...] = ()
    """Small tables with what must come out: they say the rule so that nobody can take it another way."""
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
