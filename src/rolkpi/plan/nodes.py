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
    """A stock at the last month against a flow of all of them (or a population): an area counts only when
    all its months are covered, so that the two sides never speak of different places."""


class NeedRule(StrEnum):
    """Which months of a dataset a measure rests on at one month."""

    MONTH = "month"
    """The month itself."""
    HISTORY = "history"
    """Every month since the first expected one."""
    SNAPSHOT = "snapshot"
    """Every month since the last snapshot, or since the first expected one."""
    MATURITY = "maturity"
    """The month itself; supporting datasets up to the month the cohort matures in."""
    RETURN = "return"
    """The month itself, with a cell that is there and available."""
    REFERENCE = "reference"
    """A row in force."""


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
    rule: NeedRule
    supporting: tuple[str, ...] = ()
    days: int = 0
    """Cohorts: days until maturity."""
    use: int = -1
    """Returns and reference: the use whose cells or rows are looked for."""
    columns: frozenset[tuple[str, str]] = frozenset()
    """(dataset, stored column) pairs it reads. A delivery that does not carry one of them does not cover it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One way to serve a KPI: one source per measure, never mixed within an (area, month)."""

    name: str
    """The datasets, joined by ``+``."""
    uses: tuple[int, ...]
    """Use number per slot."""
    needs: tuple[Need, ...]
    usable: bool
    """Whether it may serve the strand: it offers the breakdown, and its returns are not longer than the periods.
    What an unusable origin owes is still expected."""


@dataclass(frozen=True, slots=True)
class CoverageClass:
    """What decides expected, covered and origin. KPIs that agree on all of it share one answer."""

    origins: tuple[tuple[str, tuple[Need, ...], bool], ...]
    """Name, needs and usability of each origin."""
    hierarchy: str
    levels: tuple[str, ...]
    views: tuple[tuple[Frequency, Window], ...]
    reading: Reading
    days: int | None
    """Cohorts: days until maturity."""
    people: bool
    """An area without a known population has no value."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One KPI by one breakdown, over the views that the same origins may serve."""

    number: int
    kpi: Kpi
    breakdown: tuple[str, ...]
    measures: tuple[str, ...]
    """Measure per slot, in the order the formula names them."""
    at_end: tuple[bool, ...]
    """Per slot: read at the last month only."""
    origins: tuple[Origin, ...]
    coverage: int
    """Number of its coverage class."""
    never_empty: bool
    """The formula is not 0 / 0 where nothing was counted, so every covered cell has a figure."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one computation does."""

    uses: tuple[Use, ...]
    scans: tuple[Scan, ...]
    strands: tuple[Strand, ...]
    classes: tuple[CoverageClass, ...]

    @property
    def datasets(self) -> frozenset[str]:
        """Ids of the datasets that are scanned."""
        return frozenset(use.dataset.id for use in self.uses)
