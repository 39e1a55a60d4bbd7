"""The nodes of a plan. They say what is to be done; ``rolkpi.sql`` says how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rolkpi.model.dataset import Dataset
from rolkpi.model.kpi import Kpi
from rolkpi.model.measure import AnySource, Measure
from rolkpi.model.period import Frequency, Window


class Reading(StrEnum):
    """Which of the months looked at a KPI reads."""

    FLOW = "flow"
    """Every month that is covered, each by itself."""
    STOCK = "stock"
    """The last month only."""
    MIXED = "mixed"
    """Something that must speak of every month (a stock against a flow, a population, a mean of month-ends, the days
    of the period): an area counts only when all its months are covered, so that the two sides never speak of
    different places."""
    SURVEY = "survey"
    """The newest month only that the area itself has a result of."""


class NeedRule(StrEnum):
    """Which months of a dataset a measure rests on at one month."""

    MONTH = "month"
    """The month itself."""
    HISTORY = "history"
    """Every month since the first expected one."""
    SNAPSHOT = "snapshot"
    """Every month since the last snapshot, or since the first expected one."""
    MATURITY = "maturity"
    """Every month from the cohort's to the one it matures in."""
    FOLLOWED = "followed"
    """Every month from this one to the last: what became of the records."""
    RETURN = "return"
    """The month itself, with a cell that is there and available."""
    REFERENCE = "reference"
    """A row in force."""
    ROUND = "round"
    """A survey's result in the month."""


@dataclass(frozen=True, slots=True)
class Use:
    """One measure through one of its sources: what a scan computes a column for."""

    number: int
    measure: Measure
    source: AnySource
    dataset: Dataset


@dataclass(frozen=True, slots=True)
class Scan:
    """One pass over one dataset by one date and one area column: the columns of its uses, per area, month and code.

    ``when`` is one date expression for flows, quantiles, distinct counts and cohorts; start and end for stocks.
    """

    dataset: Dataset
    area: str
    when: tuple[str, ...]
    dimensions: tuple[tuple[str, str], ...]
    """(dimension, column), sorted by dimension; empty for totals."""
    uses: tuple[Use, ...]

    @property
    def breakdown(self) -> tuple[str, ...]:
        """The dimensions by name."""
        return tuple(dimension for dimension, _ in self.dimensions)


@dataclass(frozen=True, slots=True)
class Need:
    """What must be covered for one use to be known at one (area, month)."""

    dataset: str
    """The dataset that is delivered; for a view, the one it is a view of."""
    rule: NeedRule
    supporting: tuple[str, ...] = ()
    use: int = -1
    """Returns, reference, surveys and cohorts with windows of their own: the use whose rows are looked for."""
    where: str = ""
    """Returns: the cells that must be there."""
    days: int = 0
    """Cohorts: the window in days, what is waited after it included."""
    months: int = 0
    """Cohorts: the window in months, before those days."""
    columns: frozenset[tuple[str, str]] = frozenset()
    """(dataset, stored column) pairs it reads. A delivery that does not carry one of them does not cover it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an origin serves: all that coverage asks of it."""

    name: str
    """The datasets, joined by ``+``."""
    needs: tuple[Need, ...]
    usable: bool
    """Whether it may serve the strand: it offers the breakdown, and its returns are not longer than the periods.
    What an unusable origin owes is still expected."""
    since: int | None = None
    """First month it is the definition for."""
    before: int | None = None
    """First month it no longer is."""
    edges: tuple[int, ...] = ()
    """Every month in which the definition of one of its measures begins or ends."""

    def holds_in(self, month: int) -> bool:
        """Whether it is the definition in a month."""
        return (self.since is None or self.since <= month) and (self.before is None or month < self.before)


@dataclass(frozen=True, slots=True)
class Origin:
    """One way to serve a KPI: one source per measure, never mixed within an (area, month)."""

    uses: tuple[int, ...]
    """Use number per slot."""
    terms: Terms


@dataclass(frozen=True, slots=True)
class CoverageClass:
    """What decides expected, covered and origin. KPIs that agree on all of it share one answer."""

    origins: tuple[Terms, ...]
    """None for a KPI that is unavailable or made of others."""
    hierarchy: str
    levels: tuple[str, ...]
    views: tuple[tuple[Frequency, Window], ...]
    reading: Reading = Reading.FLOW
    divisible: bool = True
    """Whether an area's figures can be divided among its parts: sums can, medians and persons cannot."""
    every_month: bool = False
    """A mean of month-ends: an area counts only with all month-ends it is there at, owed or not."""
    people: tuple[str, ...] | None = None
    """Rates: the dimensions whose groups a population is needed of; an area without it has no value."""
    people_at_end: bool = False
    """Rates of a stock: only areas that are there in the last month bring their people."""
    second_stage: str = ""
    """Id of the KPI, for one that is made of others: it has a class of its own."""

    @property
    def datasets(self) -> frozenset[str]:
        """Every dataset it rests on."""
        return frozenset(d for t in self.origins for n in t.needs for d in (n.dataset, *n.supporting))


@dataclass(frozen=True, slots=True)
class Strand:
    """One KPI by one breakdown, over the views that the same origins may serve."""

    number: int
    kpi: Kpi
    breakdown: tuple[str, ...]
    measures: tuple[Measure, ...]
    """Measure per slot, in the order the formula names them; none for a KPI made of others, or unavailable."""
    origins: tuple[Origin, ...]
    coverage: int
    """Number of its coverage class."""
    never_empty: bool
    """Every covered cell has a figure, also where nothing was counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one computation does."""

    uses: tuple[Use, ...]
    scans: tuple[Scan, ...]
    strands: tuple[Strand, ...]
    classes: tuple[CoverageClass, ...]
    second_stage: tuple[Kpi, ...] = ()
    """KPIs made of others, each after those it is made of."""
    unavailable: tuple[tuple[Kpi, tuple[str, ...]], ...] = ()
    """KPIs that rest on plugins which are not loaded, with those plugins."""

    @property
    def datasets(self) -> frozenset[str]:
        """Ids of the datasets that are scanned."""
        return frozenset(use.dataset.id for use in self.uses)
