"""What a plugin contributes: one frozen bundle."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AbstractMapping
from typing import Annotated, Any

from pydantic import Field, SkipValidation, model_validator

from rolkpi.model.base import Frozen, Id, Name, Text, fault
from rolkpi.model.dataset import CellStatus, Codelist, Dataset, View
from rolkpi.model.kpi import Kpi
from rolkpi.model.measure import Measure

ReadAdapter = Callable[[Any, AbstractMapping[str, str]], Any]
"""``read(table, options) -> table``: an Arrow table of text columns in, one with the dataset's columns out."""


class ColumnMapping(Frozen):
    """How one column of a dataset is made from a column of the file."""

    column: Text | None = None
    """Header in the file; the column's own name unless given. Not beside ``constant``."""
    constant: str | None = None
    """One value for every row, where the file has no such column: ``THEFT``."""
    empty: tuple[str, ...] = ()
    """What the file writes where nothing is known: ``-``, ``N/A``. Such a cell counts as empty."""
    codes: dict[str, str] = {}
    """Foreign code: own code. With codes given, a value that is not among them goes to quarantine."""
    default: str | None = None
    """What stands for an empty cell."""
    format: str | None = None
    """How dates are written, in strptime codes: ``%d/%m/%Y``."""

    @model_validator(mode="after")
    def _column_or_constant(self) -> ColumnMapping:
        if self.column is not None and self.constant is not None:
            fix = "column: a heading of the file; constant: what every row gets"
            raise fault("give 'column' or 'constant', not both", fix=fix)
        if self.format is not None and "%" not in self.format:
            fix = 'day, month and year are %d, %m and %Y: "%d/%m/%Y"'
            raise fault(f"'{self.format}' is no form of a date", "format", fix=fix)
        return self

    def heading(self, name: str) -> str | None:
        """The header in the file for a column; None where every row gets a constant."""
        return None if self.constant is not None else self.column or name


class Cells(Frozen):
    """A form as people fill it in: a row for each line, a column for each cell. Each listed column of a row becomes a
    row of its own, in a return's ``item``, ``value`` and ``cell_status``."""

    columns: Annotated[dict[Text, Text], Field(min_length=1)]
    """Header in the file: what goes into ``item``. ``Adult M: ADULT_M``."""
    item: Name = "item"
    """Where the code of the cell goes: a heading as ``columns`` of the adapter may name it."""
    value: Name = "value"
    """Where its number goes."""
    status: Name = "cell_status"
    """Where its status goes; of a cell that is not marked, nothing: an empty one is not available, never 0."""
    outside: tuple[Text, ...] = ()
    """What the printed form shows where it has no cell: ``x``. No row is made of it."""
    marks: dict[Text, CellStatus] = {}
    """What people write instead of a number: ``NA: NOT_AVAILABLE``. Capital and small letters are one."""


class Adapter(Frozen):
    """Turns an outside file into a dataset's columns: by mapping, and where that cannot do it, by code.

    The mapping of columns and codes is declarative. ``read``, which only Python plugins have, runs before it, on text.
    """

    id: Id
    """``levies.register``: the plugin's name, a point, a name. A ``[[source]]`` of ``rolkpi.toml`` names it."""
    dataset: Id
    """The dataset that its files are deliveries of; no view."""
    description: str = ""
    """Which files it is for: ``The register as the districts keep it.``"""
    columns: dict[Name, ColumnMapping] = {}
    """Dataset column: where it comes from. Columns not listed keep their name."""
    ignore: dict[str, dict[str, str]] = {}
    """Header in the file: value: reason. Such rows are no rows of the dataset: counted, told, left out. Capital and
    small letters are one."""
    absent: tuple[Name, ...] = ()
    """Dataset columns that the outside system does not have. What rests on one has no data; it is never 0."""
    cells: Cells | None = None
    """For a form with a column for each cell. It is made long after ``read``, and before ``columns``."""
    read: Annotated[ReadAdapter | None, SkipValidation, Field(exclude=True)] = None
    """Code, for what a mapping cannot say. Python plugins only."""


LISTS = ("codelists", "datasets", "views", "measures", "kpis", "adapters")
"""The kinds of definitions a plugin has lists of."""
API = 1
"""Version of what a plugin may say. It rises when an older rolkpi could not understand a newer plugin."""


class Plugin(Frozen):
    """The one bundle a plugin contributes. Every id starts with the plugin's name."""

    name: Name
    """``levies``: every id of the plugin begins with it; lower case, never changed."""
    title: Text
    """The institution or field, as a reader knows it: ``Levies``."""
    description: str = ""
    """What it is about, in a sentence or two."""
    owner: Text = "unassigned"
    """Who answers for its definitions: ``Home Department``."""
    version: Text = "0.1.0"
    """Version of the definitions."""
    api: Annotated[int, Field(ge=1)] = API
    """Version of rolkpi's plugin interface that it is written for."""
    needs: tuple[Name, ...] = ()
    """Plugins whose published definitions it builds on. Where one is not loaded, what rests on it is unavailable."""
    codelists: tuple[Codelist, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    views: tuple[View, ...] = ()
    measures: tuple[Measure, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    adapters: tuple[Adapter, ...] = ()
    survivors: dict[Text, Text] = {}
    """Small changes to a definition that no row can show, as ``rolkpi check --conformance`` names them: the reason."""

    @model_validator(mode="before")
    @classmethod
    def _is_understood(cls, data: Any) -> Any:
        asked = data.get("api", API) if isinstance(data, AbstractMapping) else API
        if isinstance(asked, int) and asked > API:
            what = f"the plugin is written for plugin interface {asked}, and this rolkpi understands up to {API}"
            raise fault(what, "api", fix="pip install --upgrade rolkpi", code="RK203")
        return data
