"""The reference of all definitions, as Markdown: every field with its type, whether it is needed, and what it says.

Made from the models, like an editor's schema: types from the annotations, words from the docstrings.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rolkpi import model
from rolkpi.authoring.schema import ABOUT, HIDDEN, plain
from rolkpi.model.base import Expression, Id, Name
from rolkpi.model.lifecycle import Seal
from rolkpi.model.measure import Position, Source, _Measure
from rolkpi.model.plugin import LISTS

_HEADINGS: Mapping[type[BaseModel] | type[Enum], str] = {
    model.Plugin: "## Plugin",
    model.Codelist: "## Codelist",
    model.Code: "### Code",
    model.Dataset: "## Dataset",
    model.Column: "### Column",
    model.ColumnType: "### Column type",
    model.Link: "### Link",
    model.Lookup: "### Derived column: lookup",
    model.Aggregate: "### Derived column: aggregate",
    model.Formula: "### Derived column: formula",
    model.Rule: "### Rule",
    model.View: "## View",
    _Measure: "## Measure",
    model.Flow: "### Measure: flow",
    model.Exposure: "### Measure: exposure",
    model.Stock: "### Measure: stock",
    model.AverageStock: "### Measure: average stock",
    model.Quantile: "### Measure: quantile",
    model.StockAge: "### Measure: stock age",
    model.Survival: "### Measure: survival",
    model.Distinct: "### Measure: distinct",
    model.DistinctStock: "### Measure: distinct stock",
    model.Cohort: "### Measure: cohort",
    model.Survey: "### Measure: survey",
    Source: "## Source",
    model.FlowSource: "### Source of a flow",
    model.StockSource: "### Source of a stock",
    model.RecordSource: "### Source of records",
    model.HistogramSource: "### Source of ranges",
    model.SurveySource: "### Source of a survey",
    model.Kpi: "## KPI",
    model.Direction: "### Direction",
    model.Frequency: "### Frequency",
    model.Window: "### Window",
    model.Total: "### Formula: total",
    model.Ratio: "### Formula: ratio",
    model.Rate: "### Formula: rate",
    model.CohortShare: "### Formula: cohort share",
    model.DerivedFormula: "### Formula: derived",
    model.Index: "### Formula: index",
    model.Baseline: "### Baseline",
    model.UnitShare: "### Formula: unit share",
    model.Score: "### Formula: score",
    model.ScorePart: "### Part of a score",
    model.WorkedExample: "### Worked example",
    model.Expect: "### Expected cell",
    model.Status: "### Status",
    model.Revision: "### Revision",
    model.Adapter: "## Adapter",
    model.Cells: "### Cells of a form",
    model.ColumnMapping: "### Column mapping",
}
"""What has a section, with its heading, in the order in which an author meets it."""

_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(("dataset", "of", "tables"), "[dataset](#dataset)"),
    **dict.fromkeys(("measure", "numerator", "denominator"), "[measure](#measure)"),
    **dict.fromkeys(("kpi", "weight", "linkage", "replaced_by"), "[KPI](#kpi)"),
    **dict.fromkeys(("level", "levels", "reported_by"), "level"),
    **dict.fromkeys(("disaggregations", "overlapping", "population_by", "dimensions"), "dimension"),
    "codelist": "[codelist](#codelist)",
    "link": "[link](#link)",
    "hierarchy": "hierarchy",
    "needs": "plugin",
}
"""Field: what an id or a name in it is one of. In all others it is a column."""
_OWN = ("id", "name", "instant")
"""Fields in which a definition gives something its name."""

_TYPES: Sequence[tuple[Any, str]] = (
    (str, "text"),
    (int, "whole number"),
    (float, "number"),
    (bool, "`true` or `false`"),
    (date, "date"),
    (Expression, "[expression](definitions.md#expressions)"),
    (Position, "fraction"),
    (Seal, "16 digits and letters"),
    (dict[Name, Any], "row (column: value)"),
)
"""Types that have a word of their own."""
_FEW = 4
"""So many values or kinds are told where they are used; more have a section that is linked."""


def field_reference() -> str:
    """All definitions in Markdown, from the keys of a file to the mapping of a column: what docs/plugins.md shows."""
    return "\n\n".join((_file(), *map(_section, _HEADINGS))) + "\n"


def _file() -> str:
    hints = {"plugin": model.Plugin, **{name: hint for name, hint in _hints(model.Plugin) if name in LISTS}}
    rows = [(f"`{key}`", _words(hint, key), ABOUT[key]) for key, hint in hints.items()]
    return "## File\n\nAny of these keys. All files of a folder are read as one plugin.\n\n" + _table(
        ("key", "what stands there", "what it is"), rows
    )


def _section(kind: type[BaseModel] | type[Enum]) -> str:
    """Heading, what the definition is, where it stands, and a table of its fields, or of its values."""
    parts = [_HEADINGS[kind], plain(inspect.getdoc(kind) or "")]
    if issubclass(kind, Enum):
        return "\n\n".join((*parts, _values(kind)))
    if places := _places(kind):
        parts.append(f"Stands in {_list(places, 'and')}.")
    base = _base(kind)
    if base is not None:
        parts.append(f"Besides all fields of {_one(base)} it has:")
    return "\n\n".join((*parts, _fields(kind, without=base.model_fields if base else ())))


def _fields(kind: type[BaseModel], without: Iterable[str]) -> str:
    left_out = {*without, *HIDDEN, *(LISTS if kind is model.Plugin else ())}
    rows = [
        (
            f"`{name}`",
            _words(hint, name),
            _need(kind.model_fields[name]),
            plain(kind.model_fields[name].description or ""),
        )
        for name, hint in _hints(kind)
        if name not in left_out
    ]
    return _table(("field", "what stands there", "needed", "what it says"), rows)


def _values(kind: type[Enum]) -> str:
    """The values of an enumeration with what their docstrings say; without any, only the values."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    said: dict[str, str] = {}
    for before, after in pairwise(body.body):
        match before, after:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                said[name] = plain(text)
    if not said:
        return f"One of {_list([f'`{member.value}`' for member in kind], 'and')}."
    return _table(("value", "what it says"), [(f"`{m.value}`", said.get(m.name, "")) for m in kind])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


# -- where it stands, and whether it must ----------------------------------------------------------------------


def _hints(kind: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Fields with their types as they are written, those of a base first, aliases such as ``Id`` kept."""
    hints = get_type_hints(kind, include_extras=True)
    return ((name, hints[name]) for name in kind.model_fields)


def _base(kind: type) -> type[BaseModel] | None:
    """The definition whose fields it shares, when that has a section."""
    return next((base for base in kind.__mro__[1:] if base in _HEADINGS and issubclass(base, BaseModel)), None)


def _places(kind: type) -> list[str]:
    """Every field that holds such a definition, with the definitions that have the field."""
    if kind is model.Plugin:
        return ["`plugin` of a [file](#file)"]
    places: dict[str, list[str]] = {}
    for holder in (k for k in _HEADINGS if issubclass(k, BaseModel)):
        for name, hint in _hints(holder):
            if kind in _models(hint):
                places.setdefault(name, []).append("a [file](#file)" if holder is model.Plugin else _one(holder))
    return [f"`{name}` of {_list(holders, 'and')}" for name, holders in places.items()]


def _models(hint: Any) -> Iterator[type]:
    """Every model that a type mentions."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for part in get_args(hint):
        yield from _models(part)


def _need(info: FieldInfo) -> str:
    """Whether a field must be given, else what it is when it is left out."""
    if info.is_required() or _is_tag(info.annotation):
        return "yes"
    if info.default in (None, "", (), {}):
        return "no"
    return f"`{_written(info.default)}` unless given"


def _is_tag(hint: Any) -> bool:
    """Whether it is what tells one kind of definition from another: a field with a single value."""
    return get_origin(hint) is Literal and len(get_args(hint)) == 1


def _written(value: Any) -> str:
    """A default as an author would write it."""
    match value:
        case tuple():
            return f"[{', '.join(map(_written, value))}]"
        case bool():
            return str(value).lower()
        case _:
            return str(value)


# -- types in words --------------------------------------------------------------------------------------------


def _words(hint: Any, field: str, many: bool = False) -> str:
    """A type as an author would say it; ``many`` of it where it is in a list."""
    told = next((word for known, word in _TYPES if hint == known), "")
    if told:
        return _plural(told) if many else told
    if hint in (Id, Name):
        return _named(hint, field, many)
    if isinstance(hint, type) and hint in _HEADINGS:
        return _link(hint, many) + ("" if many else _few(hint))
    args = get_args(hint)
    match get_origin(hint):
        case origin if origin is Annotated:
            return _words(args[0], field, many) + _bounds(args[1:])
        case origin if origin in (Union, UnionType):
            return _either([a for a in args if a is not NoneType], field, many)
        case origin if origin is Literal:
            return _list([f"`{value}`" for value in args])
        case origin if origin is tuple:
            return _listed(args, field, many)
        case origin if origin is dict:
            return f"{_noun(args[0], field)}: {_noun(args[1], '')}"
    raise TypeError(f"'{field}' is of a type that has no words: {hint}")


def _few(kind: type) -> str:
    """The values of an enumeration that has few of them."""
    if not issubclass(kind, Enum) or len(kind) > _FEW:
        return ""
    return ": " + _list([f"`{member.value}`" for member in kind])


def _named(hint: Any, field: str, many: bool) -> str:
    """An id or a name: its own, or of something else."""
    if field in _OWN:
        return "own id, `plugin.name`" if hint == Id else "name"
    return _plural(_noun(hint, field)) if many else f"name of a {_noun(hint, field)}"


def _noun(hint: Any, field: str) -> str:
    return _NOUNS.get(field, "column") if hint in (Id, Name) else _words(hint, field)


def _either(kinds: Sequence[Any], field: str, many: bool) -> str:
    """One of several types; kinds of one definition, when they are many, by the section they share."""
    bases = {_base(kind) if isinstance(kind, type) else None for kind in kinds}
    (shared,) = bases if len(bases) == 1 else (None,)
    if shared is not None and len(kinds) > _FEW:
        return _link(shared, many)
    return _list([_words(kind, field, many) for kind in kinds])


def _listed(args: Sequence[Any], field: str, many: bool) -> str:
    """A list of any length, or one of so many parts."""
    if args[-1] is Ellipsis:
        return ("lists" if many else "list") + f" of {_words(args[0], field, many=True)}"
    parts = (_words(a, field) + (" or `null`" if NoneType in get_args(a) else "") for a in args)
    return f"[{', '.join(parts)}]"


def _bounds(metadata: Iterable[Any]) -> str:
    """What a number may be."""
    held = [m for info in metadata if isinstance(info, FieldInfo) for m in info.metadata]
    limits = {name: getattr(m, name) for m in held for name in ("gt", "ge", "le") if hasattr(m, name)}
    words = {"gt": "above", "ge": "at least", "le": "at most"}
    return "".join(f", {words[name]} {limit}" for name, limit in limits.items())


def _link(kind: type, many: bool = False) -> str:
    """A link to a section, with what the definition is called in a sentence."""
    title = _HEADINGS[kind].lstrip("# ")
    noun = title.rpartition(": ")[2]
    noun = noun if noun.isupper() else noun.lower()
    anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    return f"[{_plural(noun) if many else noun}](#{anchor})"


def _one(kind: type) -> str:
    link = _link(kind)
    return ("an " if link[1] in "aeio" else "a ") + link


def _plural(words: str) -> str:
    """``source of a flow``: ``sources of a flow``."""
    return re.sub(r"^(\[?[^\]]*?)(y?)(?=\]| of | \(|$)", lambda m: m[1] + ("ies" if m[2] else "s"), words, count=1)


def _list(words: Sequence[str], last: str = "or") -> str:
    """``a, b or c``."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
