"""Datasets: declared tables, their columns, codelists, links and derived columns.

Four kinds. *events*: one row a case, person or event. *spells*: one row per constant state, ``[start, end)``.
*returns*: long cells of a monthly or yearly form, one row per (area, month, line, item). *reference*: what
other datasets look things up in, valid for a time or always.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from rolkpi.errors import did_you_mean
from rolkpi.model.base import Expression, Frozen, Id, Name, Text, fault
from rolkpi.model.period import Frequency

LARGEST = 10**15 - 1
"""The largest whole number of a cell. Below it a double is exact, and sums of sums stay inside 64 bits."""


class ColumnType(StrEnum):
    """What a column holds, and what a CSV cell of it must look like."""

    TEXT = "text"
    """Anything."""
    INT = "int"
    """A whole number. ``1,200`` and ``12.0`` are not."""
    DECIMAL = "decimal"
    """A number with up to six decimal places. Survey results are; nothing is reckoned with it."""
    MONEY = "money"
    """A whole number of the currency's unit, rupees here."""
    BOOL = "bool"
    """``true`` or ``false`` (``yes/no``, ``1/0``, ``Y/N`` and ``t/f`` are understood)."""
    DATE = "date"
    """``2024-03-15``."""
    TIMESTAMP = "timestamp"
    """``2024-03-15T09:30:00``, wall time of the workspace's zone; with an offset it is converted to it."""
    CODE = "code"
    """A code of the column's codelist."""
    KEY = "key"
    """An opaque key; a personal one is hashed before it is stored."""
    AREA = "area"
    """A code of the workspace's areas."""
    MONTH = "month"
    """``2024-03``. Stored as the first day of the month."""


class Code(Frozen):
    """One entry of a codelist."""

    code: Text
    """What stands in the data: ``MURDER``. Without ``;`` and ``=``, and not ``_U``."""
    label: Text
    """What it means: ``Murder``."""


class Codelist(Frozen):
    """The closed list of values of a column or dimension."""

    id: Id
    """What columns name: ``levies.offence``. The plugin's name, a point, a name; lower case."""
    codes: Annotated[tuple[Code, ...], Field(min_length=1)]
    """All values there are. A cell with any other sends its row to quarantine."""

    @property
    def values(self) -> tuple[str, ...]:
        """The codes, in their declared order."""
        return tuple(c.code for c in self.codes)


class Column(Frozen):
    """One column of a dataset."""

    name: Name
    """``reported_on``: what expressions call it, and the header in the file where no adapter gives another."""
    type: ColumnType
    """What a cell holds and how it is written: ``date``, ``code``, ``area``."""
    codelist: Id | None = None
    """For a ``code`` column: where its codes are listed."""
    required: bool = False
    """An empty cell sends the row to quarantine."""
    personal: bool = False
    """The value becomes a keyed hash before the first byte is stored."""
    description: str = ""
    """What it says, for whoever fills it in: ``Day the report went to the court.``"""

    @model_validator(mode="after")
    def _codelist_belongs(self) -> Column:
        if (self.type is ColumnType.CODE) != (self.codelist is not None):
            fix = (
                "give 'codelist', or another type"
                if self.codelist is None
                else "leave 'codelist' out, or write type: code"
            )
            at = "type" if self.codelist is None else "codelist"
            raise fault(f"column '{self.name}': a codelist is needed for type 'code', and only there", at, fix=fix)
        if self.personal and self.type not in (ColumnType.KEY, ColumnType.TEXT):
            what = f"personal column '{self.name}' must be of type 'key' or 'text'"
            raise fault(what, "personal", fix="write type: key, or leave 'personal' out")
        return self


class Link(Frozen):
    """A many-to-one relationship: each row has at most one partner in another dataset."""

    name: Name
    """What lookups call it: ``incident``."""
    dataset: Id
    """Where the partner is: events or reference data, never spells."""
    on: Annotated[dict[Name, Name], Field(min_length=1)]
    """Own column: column of the other dataset. Together with ``valid_at`` they must single out one row."""
    valid_at: Name | None = None
    """Own date column. The partner is the row whose ``[start, end)`` holds on that day: the limit in force
    at institution, say."""


class Lookup(Frozen):
    """A derived column: a column of the row's partner; NULL where there is none."""

    kind: Literal["lookup"] = "lookup"
    """Takes over a column of the partner."""
    name: Name
    """Name of the new column. The dataset has no other of that name."""
    link: Name
    """Name of one of the links of this dataset."""
    column: Name
    """The partner's column, stored or derived."""
    description: str = ""
    """What the new column says."""


class Aggregate(Frozen):
    """A derived column: one aggregate over the rows of another dataset that point to this row.

    ``count`` and ``exists`` are 0 and false where there are none; ``min``, ``max`` and ``sum`` are NULL.
    """

    kind: Literal["aggregate"] = "aggregate"
    """Makes one value of all rows of another dataset that point to this one: the first day, how many, whether any."""
    name: Name
    """Name of the new column. The dataset has no other of that name."""
    dataset: Id
    """Where the rows are that point here. No ``sum`` or ``count`` of spells: each delivery tells them again."""
    on: Annotated[dict[Name, Name], Field(min_length=1)]
    """Column of the other dataset: own column."""
    function: Literal["min", "max", "sum", "count", "exists"]
    """What is made of the rows found: ``min`` of days is the first of them."""
    column: Name | None = None
    """What is aggregated; not for ``count`` and ``exists``."""
    where: Expression = "TRUE"
    """Over the other dataset's columns. A row for which it is NULL does not count."""
    after: Name | None = None
    """``min`` and ``max`` of days: own column of the same type. Only what lies after it counts, and nothing where it
    is empty: the first admission after this release. For the same day or later, derive the day before it first."""
    description: str = ""
    """What the new column says."""

    @model_validator(mode="after")
    def _column_belongs(self) -> Aggregate:
        if self.after is not None and self.function not in ("min", "max"):
            what = f"derived column '{self.name}': 'after' is for the first or last day, not for '{self.function}'"
            raise fault(what, "after", fix="write function: min or max, or leave 'after' out")
        if (self.function in ("count", "exists")) != (self.column is None):
            needs = "needs no" if self.column else "needs"
            fix = "leave 'column' out" if self.column else "give 'column': what is aggregated"
            at = "column" if self.column else "function"
            raise fault(f"derived column '{self.name}': '{self.function}' {needs} a column", at, fix=fix)
        return self


class Formula(Frozen):
    """A derived column: an expression over the row's own columns and those derived before it."""

    kind: Literal["formula"] = "formula"
    """Reckons a new column from others of the same row."""
    name: Name
    """Name of the new column. The dataset has no other of that name."""
    type: ColumnType
    """What the expression gives; no ``decimal``."""
    codelist: Id | None = None
    """For type ``code``, and only there: the list of the codes it gives."""
    expression: Expression
    """``days(reported_on, challan_on)``; over stored columns and those derived further up."""
    description: str = ""
    """What the new column says."""


Derived = Annotated[Lookup | Aggregate | Formula, Field(discriminator="kind")]


class Rule(Frozen):
    """A check of every incoming row, over the row's own columns."""

    id: Text
    """The code a data officer knows it by: V04."""
    check: Expression
    """A row for which it is FALSE breaks the rule; NULL does not."""
    message: Text
    """What the sender is told: ``the challan is older than the incident``."""
    severity: Literal["error", "warning"] = "error"
    """An error sends the row to quarantine; a warning is counted and told."""


RETURN_COLUMNS = ("line", "item", "value", "cell_status")
CellStatus = Literal["REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE"]
CELL_STATUS = get_args(CellStatus)


class Dataset(Frozen):
    """A declared table: what an adapter must deliver and an expression may name."""

    id: Id
    """``levies.incident``: the plugin's name, a point, a name; lower case. Deliveries and measures name it."""
    kind: Literal["events", "spells", "returns", "reference"]
    """What one row is: an event, a state that lasts, a cell of a form, or something to look up."""
    description: str = ""
    """What one row is, in words: ``One row a reported incident.``"""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    """Every column of the file that is to be kept, in the order of the form or register."""
    key: tuple[Name, ...] = ()
    """Columns that single out a row. Checked; ``upsert`` replaces by it."""
    area: Name | None = None
    """The column that says which area a row belongs to. Only reference data may lack it."""
    date: Name | None = None
    """events: the day a row belongs to, which decides whether it lies inside what a delivery covers.
    returns: the month (or the first month of the year) the cell is about."""
    start: Name | None = None
    """spells and reference: first day of the state."""
    end: Name | None = None
    """spells and reference: first day after it; empty while it lasts."""
    frequency: Frequency = Frequency.MONTH
    """returns: how long the period of one form is, ``month`` or ``year``. A yearly form feeds calendar
    years only."""
    reported_by: tuple[Name, ...] = ("district",)
    """Levels of the areas that owe a delivery, unless the workspace's ``expected`` table says otherwise."""
    hierarchy: Name = "admin"
    """The tree its areas lie in: ``admin``, ``judicial``, ``prison``."""
    links: tuple[Link, ...] = ()
    """Other datasets in which a row has its one partner."""
    derived: tuple[Derived, ...] = ()
    """Columns that nobody delivers. Each may use those above it."""
    rules: tuple[Rule, ...] = ()
    """Checks of every row that comes in."""
    published: tuple[Name, ...] | Literal["all"] = ()
    """Columns that other plugins' definitions may use; ``all`` publishes every one."""
    stock_lines: tuple[Text, ...] = ()
    """returns: lines that say what is there at the end of the month. They are read as stocks, and never added up."""
    rows: tuple[dict[Name, Any], ...] = ()
    """reference: rows that come with the definition. A workspace may bring its own instead."""
    view_of: Id | None = None
    """Set by the catalog: the dataset this one is a view of. Nobody delivers a view."""

    @model_validator(mode="after")
    def _shape(self) -> Dataset:
        def need(condition: bool, message: str, *at: str | int, fix: str) -> None:
            if not condition:
                raise fault(f"dataset '{self.id}': {message}", *at, fix=fix)

        held = (*(("columns", n, c.name) for n, c in enumerate(self.columns)),
                *(("derived", n, d.name) for n, d in enumerate(self.derived)))  # fmt: skip
        names = [name for _, _, name in held]
        for number, (kind, at, name) in enumerate(held):
            told = f"column '{name}' is declared {names.count(name)} times"
            need(name not in names[:number], told, kind, at, fix="give each its own name")
        stored = {c.name: c for c in self.columns}
        for role in ("area", "date", "start", "end"):
            name = getattr(self, role) or ""
            if name and name not in stored:  # looking for a near name takes longer than all else here
                need(False, f"{role} names no column: '{name}'", role, fix=did_you_mean(name, stored))
        for number, name in enumerate(self.key):
            if name not in stored:
                need(False, f"key names no column: '{name}'", "key", number, fix=did_you_mean(name, stored))
            told = f"key names '{name}' twice"
            need(name not in self.key[:number], told, "key", number, fix="name each column once")
        areas = [c.name for c in self.columns if c.type is ColumnType.AREA]
        fix = f"give 'area': {' or '.join(areas) or 'a column of type area'}"
        need(self.kind == "reference" or self.area is not None, "say which column is the area", fix=fix)
        told = f"the area column '{self.area}' must be of type 'area'"
        need(self.area is None or stored[self.area].type is ColumnType.AREA, told, "area", fix=f"write {fix[5:]}")
        fix = "give 'date': the column that says which month a row belongs to"
        need(self.kind != "events" or self.date is not None, "events need a date", fix=fix)
        spell = self.start is not None and self.end is not None
        need(self.kind != "spells" or spell, "spells need start and end", fix="give 'start' and 'end'")
        need((self.start is None) == (self.end is None), "start and end go together", fix="give both, or neither")
        if self.kind == "returns":
            need(self.date is not None, "returns need a date", fix="give 'date': the column with the month")
            for name in RETURN_COLUMNS:
                told = f"returns need the columns {', '.join(RETURN_COLUMNS)}; '{name}' is missing"
                need(name in stored, told, "columns", fix=f"add a column '{name}'")
        yearly = self.frequency is Frequency.YEAR and self.kind == "returns"
        told, fix = "only returns may have a frequency, 'month' or 'year'", "leave 'frequency' out"
        need(self.frequency is Frequency.MONTH or yearly, told, "frequency", fix=fix)
        told, fix = "only reference data may come with rows", "leave 'rows' out, or write kind: reference"
        need(not self.rows or self.kind == "reference", told, "rows", fix=fix)
        told, fix = "only returns have stock_lines", "leave 'stock_lines' out"
        need(not self.stock_lines or self.kind == "returns", told, "stock_lines", fix=fix)
        return self

    @property
    def plugin(self) -> str:
        """The plugin the dataset belongs to."""
        return self.id.partition(".")[0]


class View(Frozen):
    """Another dataset's published columns, with links and derived columns of one's own.

    How a plugin joins what others publish without changing it: nobody delivers a view, and it is covered exactly
    where its dataset is. Kind, key, area, date, levels and hierarchy are those of the dataset.
    """

    id: Id
    """``legal_aid.incident``: this plugin's name, a point, a name. Measures name it like a dataset."""
    of: Id
    """The dataset that is seen: another plugin's, or one's own."""
    description: str = ""
    """What one row is, and what the view adds to it."""
    links: tuple[Link, ...] = ()
    """Datasets in which a row has its one partner."""
    derived: tuple[Derived, ...] = ()
    """New columns. Each may use those of the dataset and those above it."""
    published: tuple[Name, ...] | Literal["all"] = ()
    """Columns that other plugins may use, of the dataset's and the new ones; ``all`` publishes every one."""

    @property
    def plugin(self) -> str:
        """The plugin the view belongs to."""
        return self.id.partition(".")[0]
