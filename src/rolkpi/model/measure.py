"""Measures: one aggregate over one dataset, and how it adds up over time and over areas.

===============  ===============================  =====================================================
rule             over areas                       over months
===============  ===============================  =====================================================
flow             add                              add
exposure         add                              add
stock            add                              the last month looked at, never a sum
average_stock    add                              the mean of the month-ends, all of which must be there
quantile         from the pooled records          from the pooled records
stock_age        from the pooled records          the last month looked at
survival         from the pooled records          from the pooled records
distinct         count over the pooled records    count over the pooled records
distinct_stock   count over the pooled records    the last month looked at
cohort           add successes, add members       add, each at the month it started in
survey           never: only what was published   never: the newest round in the months looked at
===============  ===============================  =====================================================

A measure may have several *sources*, most trusted first: case records, say, then the monthly return. Which one
serves is decided once per (KPI, area, month): the first that covers every measure of the KPI.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, TypeVar

from pydantic import Discriminator, Field, Tag, model_validator

from rolkpi.model.base import Expression, Frozen, Id, Name, Text, fault

Position = Annotated[str, Field(pattern=r"^[0-9]+/[1-9][0-9]*$")]
"""A rational between 0 and 1: ``1/2`` is the median, ``9/10`` the 90th percentile."""


class Source(Frozen):
    """Where a measure's rows come from, and for how long this is its definition."""

    dataset: Id
    """Dataset or view whose rows count: ``levies.incident``."""
    where: Expression = "TRUE"
    """Rows that count. A row for which it is NULL does not."""
    total: Expression | None = None
    """returns: the cells that hold the form's own totals (``item = 'TOTAL'``). They are read for everything but a
    breakdown by what this names; there the other cells are read, so that no total counts beside its parts."""
    area: Name | None = None
    """Column with the area; the dataset's own area column unless given."""
    dimensions: dict[Name, Name] = {}
    """Dimension: column, where the two have different names."""
    effective_from: date | None = None
    """First month (its first day) this source defines the measure for; before it another source must."""
    effective_to: date | None = None
    """First month it no longer does. The period in which the definition changes carries ``series_break``."""

    @model_validator(mode="after")
    def _whole_months(self) -> Source:
        for name, day in (("effective_from", self.effective_from), ("effective_to", self.effective_to)):
            if day is not None and day.day != 1:
                raise fault("a definition changes with a month", name, fix=f"write {day:%Y-%m}-01")
        if self.effective_from and self.effective_to and self.effective_from >= self.effective_to:
            fix = "correct one of the two; effective_to is the first month it no longer holds"
            raise fault("effective_to must be after effective_from", "effective_to", fix=fix)
        return self


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


class HistogramSource(Source):
    """Counts per range of a form: what an aggregate return can say of a quantile is an interval, not a number."""

    column: Name = "item"
    """The column that names the range."""
    bins: Annotated[dict[Text, tuple[int, int | None]], Field(min_length=1)]
    """Code: the least and the greatest whole number it stands for; no greatest for the open one."""

    @model_validator(mode="after")
    def _ranges(self) -> HistogramSource:
        spans: list[tuple[int, int | None, str]] = sorted(
            ((low, high, code) for code, (low, high) in self.bins.items()),
            key=lambda s: (s[0], s[1] is None, s[1] or 0),
        )
        for low, high, code in spans:
            if high is not None and low > high:
                raise fault(f"the range {code} ends before it begins", "bins", code, fix="write [least, greatest]")
        for (_, high, code), (low, _, other) in pairwise(spans):
            if high is None or low != high + 1:
                what = f"the ranges {code} and {other} do not follow each other: every whole number is in one range, "
                what += "and only the highest may be open"
                fix = f"let {other} begin one above the end of {code}"
                raise fault(what, "bins", other, fix=fix)
        return self


def _kind_of(source: object) -> str:
    """Whether a source of a quantile is of records or of ranges: only ranges have bins."""
    ranges = "bins" in source if isinstance(source, dict) else isinstance(source, HistogramSource)
    return "ranges" if ranges else "records"


QuantileSource = Annotated[
    Annotated[RecordSource, Tag("records")] | Annotated[HistogramSource, Tag("ranges")], Discriminator(_kind_of)
]


class SurveySource(Source):
    """Published results of a survey: one row per area, round and code."""

    date: Name | None = None
    """Column with a day of the round; the dataset's date unless given."""
    value: Name
    """Column with the estimate."""
    low: Name | None = None
    """Column with the lower end of its margin of error."""
    high: Name | None = None
    """Column with the upper end."""
    n: Name | None = None
    """Column with the number of people who answered."""


_S = TypeVar("_S")
_MOST_TRUSTED_FIRST = "Where the rows are, most trusted first; the first that covers all a KPI needs serves."
_ONLY_ONE = "Where the rows are. This rule takes one source only."
Sources = Annotated[tuple[_S, ...], Field(min_length=1, description=_MOST_TRUSTED_FIRST)]
OneSource = Annotated[tuple[_S, ...], Field(min_length=1, max_length=1, description=_ONLY_ONE)]


class _Measure(Frozen):
    """What every measure says, whatever its rule."""

    id: Id
    """``levies.in_time``: the plugin's name, a point, a name; lower case. Formulas name it."""
    title: Text
    """A few words that say what is counted: ``Challans sent within 14 days``."""
    unit: Text
    """What is counted or measured: cases, persons, reports, days. Never mixed in one formula by mistake."""
    description: str = ""
    """What the title leaves open: what counts, what does not."""
    published: bool = False
    """Whether KPIs of other plugins may use it."""

    @property
    def plugin(self) -> str:
        """The plugin the measure belongs to."""
        return self.id.partition(".")[0]


class Flow(_Measure):
    """Events of a period: a count of rows, or a sum of whole numbers. 0 where covered and empty."""

    rule: Literal["flow"] = "flow"
    """Counts what happened: rows by date, or the sum of a whole number. Adds over areas and months."""
    sources: Sources[FlowSource]


class Exposure(_Measure):
    """Days at risk: for every row the days of ``[start, end)`` that lie in the month, times its value. Adds like a
    flow. From a return: the days as it states them. 0 where covered and empty."""

    rule: Literal["exposure"] = "exposure"
    """Counts days at risk: how long everybody was there. Adds over areas and months."""
    sources: Sources[StockSource]


class Stock(_Measure):
    """What is there at the end of the last month looked at. 0 where covered and empty."""

    rule: Literal["stock"] = "stock"
    """Counts what is there at the end of the month. Adds over areas, never over months."""
    instant: Name = "month_end"
    """When it is counted. A stock counted at another instant (``mid_month``) is never divided by this one."""
    sources: Sources[StockSource]


class AverageStock(_Measure):
    """The mean of the month-end stocks of all months looked at. An area that lacks one of them while it is there has
    none, whether somebody owed it or not: a form that is owed once a quarter gives no mean of month-ends."""

    rule: Literal["average_stock"] = "average_stock"
    """The mean of the stocks at the ends of the months: what a flow is divided by."""
    instant: Name = "month_end"
    """When it is counted, as of a stock: a ratio takes two of the same instant only."""
    sources: Sources[StockSource]


class Quantile(_Measure):
    """A quantile of a whole number per record, by linear interpolation (type 7). NULL without records.

    A histogram of a return gives the interval it must lie in (``low``, ``high``) and no value.
    """

    rule: Literal["quantile"] = "quantile"
    """A median or other quantile, from all records pooled: days that half of the cases took."""
    value: Expression | None = None
    """The whole number of a record. Records for which it is NULL do not count. Ranges of a form need none."""
    q: Position = "1/2"
    """Which quantile, as a fraction: ``1/2`` is the median, ``9/10`` the 90th percentile."""
    sources: Sources[QuantileSource]

    @model_validator(mode="after")
    def _between_0_and_1(self) -> Quantile:
        _check_position(self.id, self.q)
        if (self.value is None) != all(isinstance(s, HistogramSource) for s in self.sources):
            what = f"measure '{self.id}': give the value of a record, where records are a source"
            fix = "give 'value': the whole number that is ranked" if self.value is None else "leave 'value' out"
            raise fault(what, "sources" if self.value is None else "value", fix=fix)
        return self


class StockAge(_Measure):
    """A quantile of the days for which what is in stock at the end of the last month looked at has been there, by
    linear interpolation (type 7). NULL where nothing is in stock.

    A row may rest for a time, ``[idle_from, idle_to)``: while it does it does not count, and afterwards these days are
    no part of its age.
    """

    rule: Literal["stock_age"] = "stock_age"
    """How old what is there at the end of the month is: a median or other quantile, from all records pooled."""
    since: Expression | None = None
    """Day a row's age is counted from, up to the last day of the month. The source's start unless given; a row for
    which it is NULL does not count."""
    idle_from: Expression | None = None
    """First day of the time for which a row rests; it never does while NULL."""
    idle_to: Expression | None = None
    """First day after that time; the row rests still while NULL. Given together with ``idle_from``."""
    q: Position = "1/2"
    """Which quantile, as a fraction: ``1/2`` is the median, ``9/10`` the 90th percentile."""
    sources: OneSource[StockSource]

    @model_validator(mode="after")
    def _between_0_and_1(self) -> StockAge:
        _check_position(self.id, self.q)
        if (self.idle_from is None) != (self.idle_to is None):
            missing = "idle_from" if self.idle_from is None else "idle_to"
            what = f"measure '{self.id}': a time of rest has a first day and a day after"
            raise fault(what, missing, fix="give idle_from and idle_to, or neither")
        if self.sources[0].value is not None:
            what = f"measure '{self.id}': every row has one age, whatever it is worth"
            raise fault(what, "sources", fix="leave value out")
        return self


class Survival(_Measure):
    """How many days pass from a start until an event, by Kaplan and Meier: the first time by which the share ``q``
    has met it. Records without the event by the run's ``as_of`` are censored there, not left out.

    A record belongs to the month it started in. NULL while fewer than the share have met the event, and without
    records.
    """

    rule: Literal["survival"] = "survival"
    """Days until a share of the records has met an event, those still open counted as open."""
    event: Expression
    """Day of the event; it has not happened while NULL."""
    censored: Expression | None = None
    """Day the record was lost from sight without the event; never while NULL."""
    q: Position = "1/2"
    """The share that must have met the event: ``1/2`` is half of the records."""
    sources: OneSource[RecordSource]

    @model_validator(mode="after")
    def _between_0_and_1(self) -> Survival:
        _check_position(self.id, self.q)
        return self


class Distinct(_Measure):
    """How many different keys the records of the period have. Adds up in no direction.

    A record without a key may be one person more: it is told as ``high``, with the flag ``missing_keys``.

    With ``until`` it counts who was there at any time: a record counts in every month that has one of its days, from
    its date to the day before ``until``.
    """

    rule: Literal["distinct"] = "distinct"
    """Counts different keys, so that a person who comes twice counts once. Never added."""
    key: Name
    """Column whose different values are counted: ``person_no``."""
    weak: Expression | None = None
    """Records whose key is not to be relied on (made from a name, say): they count, with the flag ``weak_keys``."""
    until: Expression | None = None
    """First day a record is no longer there; to the last month while NULL. Without ``until`` a record counts in the
    month of its date alone."""
    sources: OneSource[RecordSource]


class DistinctStock(_Measure):
    """How many different keys are in stock at the end of the last month looked at. Otherwise as ``distinct``."""

    rule: Literal["distinct_stock"] = "distinct_stock"
    """Counts different keys that are there at the end of the month. Never added."""
    key: Name
    """Column whose different values are counted: ``person_no``."""
    weak: Expression | None = None
    """Records whose key is not to be relied on: they count, with the flag ``weak_keys``."""
    instant: Name = "month_end"
    """When it is counted, as of a stock: a ratio takes two of the same instant only."""
    sources: OneSource[StockSource]


class Cohort(_Measure):
    """Records that started in a month, and how many of them succeeded within their window.

    The window is a number of ``days`` or ``months`` after the start, or ends on a day each record names (``until``).
    A month is mature when the window of its last day (of all its records, where they name it) plus ``wait`` days is
    not after the run's ``as_of`` date; before that it has no value. ``success`` must look only at what happens
    within the window, so that a mature value stays.
    """

    rule: Literal["cohort"] = "cohort"
    """Follows the records that started in a month for a window, and counts those that succeed in it."""
    days: Annotated[int, Field(ge=0)] | None = None
    """Length of the window in days. One of ``days``, ``months`` and ``until`` is given."""
    months: Annotated[int, Field(ge=1)] | None = None
    """Length of the window in calendar months: a year is ``12``."""
    until: Expression | None = None
    """Last day of a record's own window. A record for which it is NULL belongs to no cohort."""
    wait: Annotated[int, Field(ge=0)] = 0
    """Days until what happened within the window is known."""
    success: Expression
    """Whether a record succeeded within its window. NULL is no success."""
    sources: OneSource[RecordSource]

    @model_validator(mode="after")
    def _one_window(self) -> Cohort:
        if sum(given is not None for given in (self.days, self.months, self.until)) != 1:
            raise fault(f"measure '{self.id}': a cohort has one window", fix="give one of days, months and until")
        return self


class Survey(_Measure):
    """A result as a survey published it. An area has the value of its own row, never one made from other areas."""

    rule: Literal["survey"] = "survey"
    """Shows a survey's result as it was published: never added, never averaged."""
    sources: OneSource[SurveySource]


def _check_position(id_: str, q: str) -> None:
    if not 0 <= Fraction(q) <= 1:
        raise fault(f"measure '{id_}': q must lie between 0/1 and 1/1", "q", fix="1/2 is the median")


Measure = Annotated[
    Flow
    | Exposure
    | Stock
    | AverageStock
    | Quantile
    | StockAge
    | Survival
    | Distinct
    | DistinctStock
    | Cohort
    | Survey,
    Field(discriminator="rule"),
]
AnySource = FlowSource | StockSource | RecordSource | HistogramSource | SurveySource
AT_END = (Stock, StockAge, DistinctStock)
"""Measures that are read at the last month looked at only."""
