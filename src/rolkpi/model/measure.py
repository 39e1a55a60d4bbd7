"""Measures: one aggregate over one dataset, and how it adds up over time and over areas.

=========  ==========================================  ==========================================
rule       over areas                                  over months
=========  ==========================================  ==========================================
flow       add                                         add
stock      add                                         the last month looked at, never a sum
quantile   from the pooled records                     from the pooled records
distinct   count over the pooled records               count over the pooled records
cohort     add successes, add members                  add, each at the month it started in
=========  ==========================================  ==========================================

A measure may have several *sources*, most trusted first: case records, say, then the monthly return. Which one
serves is decided once per (KPI, area, month): the first that covers every measure of the KPI.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rolkpi.model.base import Expression, Frozen, Id, Name, Text


class Source(Frozen):
    """Where a measure's rows come from."""

    dataset: Id
    where: Expression = "TRUE"
    """Rows that count. A row for which it is NULL does not."""
    area: Name | None = None
    """Column with the area; the dataset's own area column unless given."""
    dimensions: dict[Name, Name] = {}
    """Dimension: column, where the two have different names."""


class FlowSource(Source):
    """Rows whose date falls in the month."""

    date: Name | None = None
    """Column that says when; the dataset's date unless given."""
    value: Expression | None = None
    """What is added: a whole number per row. Without it rows are counted."""


class StockSource(Source):
    """Rows in stock at the end of the month: ``start <= instant < end``."""

    start: Expression | None = None
    """When a row enters the stock; the dataset's start unless given."""
    end: Expression | None = None
    """When it leaves; never while NULL. The dataset's end unless given."""
    value: Expression | None = None
    """What is added: a whole number per row (a capacity). Without it rows are counted."""


class RecordSource(Source):
    """Records whose date falls in the month."""

    date: Name | None = None
    """Column that says when; the dataset's date unless given."""


class _Measure(Frozen):
    id: Id
    title: Text
    unit: Text
    """What is counted or measured: cases, persons, reports, days. Never mixed in one formula by mistake."""
    description: str = ""

    @property
    def plugin(self) -> str:
        """The plugin the measure belongs to."""
        return self.id.partition(".")[0]


class Flow(_Measure):
    """Events of a period: a count of rows, or a sum of whole numbers. 0 where covered and empty."""

    rule: Literal["flow"] = "flow"
    sources: Annotated[tuple[FlowSource, ...], Field(min_length=1)]


class Stock(_Measure):
    """What is there at the end of the last month looked at. 0 where covered and empty."""

    rule: Literal["stock"] = "stock"
    sources: Annotated[tuple[StockSource, ...], Field(min_length=1)]


class Quantile(_Measure):
    """A quantile of a whole number per record, by linear interpolation (type 7). NULL without records."""

    rule: Literal["quantile"] = "quantile"
    value: Expression
    """The whole number. Records for which it is NULL do not count."""
    q: Annotated[str, Field(pattern=r"^[0-9]+/[1-9][0-9]*$")] = "1/2"
    """The position as a rational: ``1/2`` is the median, ``9/10`` the 90th percentile."""
    sources: Annotated[tuple[RecordSource, ...], Field(min_length=1, max_length=1)]

    @model_validator(mode="after")
    def _between_0_and_1(self) -> Quantile:
        if not 0 <= Fraction(self.q) <= 1:
            raise PydanticCustomError("RK101", "measure '{id}': q must lie between 0/1 and 1/1", {"id": self.id})
        return self


class Distinct(_Measure):
    """How many different keys the records have. Adds up in no direction. Records without a key do not count."""

    rule: Literal["distinct"] = "distinct"
    key: Name
    sources: Annotated[tuple[RecordSource, ...], Field(min_length=1, max_length=1)]


class Cohort(_Measure):
    """Records that started in a month, and how many of them succeeded within a fixed number of days.

    A month is mature when its last day plus ``days`` is not after the run's ``as_of`` date; before that it has
    no value. ``success`` must look only at what happens within the days, so that a mature value stays.
    """

    rule: Literal["cohort"] = "cohort"
    days: Annotated[int, Field(ge=0)]
    success: Expression
    """A record for which it is NULL did not succeed."""
    sources: Annotated[tuple[RecordSource, ...], Field(min_length=1, max_length=1)]


Measure = Annotated[Flow | Stock | Quantile | Distinct | Cohort, Field(discriminator="rule")]
AnySource = FlowSource | StockSource | RecordSource
