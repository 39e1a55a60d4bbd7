"""Cross-checks of codelists, datasets and adapters."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.catalog.columns import CONDITION, DAYS, NUMBERS, Resolver
from rolkpi.catalog.place import Place
from rolkpi.catalog.rows import check_rows
from rolkpi.errors import did_you_mean
from rolkpi.expression import Scope
from rolkpi.model import Adapter, Codelist, ColumnMapping, ColumnType, Dataset, Link
from rolkpi.model.dataset import CELL_STATUS
from rolkpi.model.kpi import UNKNOWN_CODE


def check_codelist(codelist: Codelist, place: Place) -> None:
    """Codes differ, and can stand in the text of a disaggregation (``sex=F;force=POLICE``)."""
    seen: set[str] = set()
    for number, code in enumerate(codelist.values):
        at = place.at("codes", number, "code")
        if code in seen:
            at.report("RK102", f"code '{code}' stands twice in codelist '{codelist.id}'", "remove one")
        seen.add(code)
        if code == UNKNOWN_CODE or set(code) & set(";="):
            at.report("RK101", f"'{code}' cannot be a code", f"use no ';' or '=' in a code, nor '{UNKNOWN_CODE}'")


def check_dataset(dataset: Dataset, place: Place, resolver: Resolver) -> None:
    """Everything a dataset says about itself and about others, derived columns apart (the resolver has those)."""
    if dataset.view_of is not None and place.path[:1] == ("datasets",):
        place.at("view_of").report("RK101", "a dataset is delivered, and no view", "write it under 'views', with 'of'")
    if dataset.view_of is None:  # what a view has from its dataset is reported there
        _check_stored(dataset, place, resolver)
    if dataset.published != "all":
        for name in dataset.published:
            resolver.has(dataset.id, name, place.at("published"))
    gone = resolver.absent.links.get(dataset.id, {})
    for number, link in enumerate(dataset.links):
        if link.name in gone:
            continue
        _check_link(dataset, link, place.at("links", number), resolver)
    _report_repeated((link.name for link in dataset.links), "link", place.at("links"))
    _check_rules(dataset, place, resolver)
    check_rows(dataset, place, resolver.codelists)


def _check_stored(dataset: Dataset, place: Place, resolver: Resolver) -> None:
    codelists = resolver.codelists
    for number, column in enumerate(dataset.columns):
        if column.codelist is not None and column.codelist not in codelists:
            place.at("columns", number, "codelist").missing("codelist", column.codelist, codelists)
    for role in ("date", "start", "end"):
        name = getattr(dataset, role)
        if name is not None:
            check_type(resolver, dataset.id, name, DAYS, place.at(role))
    for name in dataset.key:
        if resolver.columns[dataset.id][name].type is ColumnType.DECIMAL:
            fix = "a key is of whole numbers, text, codes or days"
            place.at("key").report("RK110", f"'{name}' of dataset '{dataset.id}' is of type 'decimal'", fix)
    if dataset.kind == "returns":
        _check_returns(dataset, place, resolver)


def check_type(resolver: Resolver, id_: str, name: str, allowed: frozenset[ColumnType], place: Place) -> None:
    """Report RK104 when the column is not there and RK110 when it is not of an allowed type."""
    if resolver.has(id_, name, place):
        found = resolver.columns[id_][name].type
        if found not in allowed:
            place.report(
                "RK110",
                f"'{name}' of dataset '{id_}' is of type '{found}'",
                f"name a column of type {', '.join(sorted(allowed))}",
            )


def _check_returns(dataset: Dataset, place: Place, resolver: Resolver) -> None:
    check_type(resolver, dataset.id, "value", NUMBERS, place.at("columns"))
    status = resolver.columns[dataset.id]["cell_status"]
    codes = resolver.scope(dataset.id).codes.get("cell_status", ())
    if status.type not in (ColumnType.CODE, ColumnType.TEXT):
        place.at("columns").report(
            "RK110", f"'cell_status' is of type '{status.type}'", "make it of type 'code' with its codelist"
        )
    for code in sorted(set(codes) - set(CELL_STATUS)):
        what = f"codelist '{status.codelist}' has '{code}', which is no cell status"
        place.at("columns").report("RK108", what, did_you_mean(code, CELL_STATUS))
    lines = resolver.scope(dataset.id).codes.get("line")
    for number, line in enumerate(dataset.stock_lines):
        if lines is not None and line not in lines:
            listed = resolver.columns[dataset.id]["line"].codelist
            place.at("stock_lines", number).report(
                "RK108", f"'{line}' is not in codelist '{listed}'", did_you_mean(line, lines)
            )


def _check_link(dataset: Dataset, link: Link, place: Place, resolver: Resolver) -> None:
    if not resolver.exists(link.dataset, place.at("dataset")):
        return
    resolver.pairs(link.on, dataset.id, link.dataset, place.at("on"))
    target = resolver.datasets[link.dataset]
    if target.kind == "spells":
        what = f"each delivery of '{target.id}' tells the same spells again, so a row would find several partners"
        place.at("dataset").report("RK111", what, "link to events or reference data")
    key, joined = set(target.key), set(link.on.values())
    if link.valid_at is not None:
        check_type(resolver, dataset.id, link.valid_at, DAYS, place.at("valid_at"))
        if target.start is None:
            place.at("valid_at").report(
                "RK116", f"'{target.id}' has no start and end, so nothing is valid at a day", "leave valid_at out"
            )
        else:
            resolver.may_use(target.id, [c for c in (target.start, target.end) if c], place.at("valid_at"))
            key -= {target.start, target.end} - joined
    if key != joined:
        place.at("on").report(
            "RK116",
            f"link '{link.name}' joins on {_list(joined)}, but the key of '{target.id}' is {_list(target.key)}",
            f"join on all of its key: on: {{...: {', ...: '.join(sorted(key)) or '...'}}}"
            + (f", or declare the key of '{target.id}'" if target.plugin == dataset.plugin else "")
            + ("" if link.valid_at or target.start is None else "; where rows are valid for a time, give valid_at"),
        )


def _check_rules(dataset: Dataset, place: Place, resolver: Resolver) -> None:
    stored = {c.name: resolver.columns[dataset.id][c.name] for c in dataset.columns}
    full = resolver.scope(dataset.id)
    scope = Scope(
        {name: c.type for name, c in stored.items()}, {name: c for name, c in full.codes.items() if name in stored}
    )
    for number, rule in enumerate(dataset.rules):
        at = place.at("rules", number, "check")
        resolver.expression(rule.check, dataset.id, at, CONDITION, scope)
    _report_repeated((rule.id for rule in dataset.rules), "rule", place.at("rules"))


def _report_repeated(names: Iterable[str], noun: str, place: Place) -> None:
    held = list(names)
    for name in sorted({n for n in held if held.count(n) > 1}):
        place.report("RK102", f"{noun} '{name}' is defined {held.count(name)} times", "give each its own name")


def check_adapter(adapter: Adapter, place: Place, resolver: Resolver) -> None:
    """The dataset and its stored columns exist, and every own code is in the column's codelist."""
    if not is_delivered(adapter.dataset, place.at("dataset"), resolver):
        return
    stored = {c.name: c for c in resolver.datasets[adapter.dataset].columns}
    for name in adapter.absent:
        if name not in stored:
            at = place.at("absent")
            at.report("RK104", f"dataset '{adapter.dataset}' stores no column '{name}'", did_you_mean(name, stored))
    _check_cells(adapter, place, resolver)
    for name, mapping in adapter.columns.items():
        at = place.at("columns", name)
        if name not in stored:
            at.report("RK104", f"dataset '{adapter.dataset}' stores no column '{name}'", did_you_mean(name, stored))
            continue
        column = stored[name]
        if mapping.format is not None and column.type not in DAYS:
            at.at("format").report(
                "RK110", f"'{name}' is of type '{column.type}'; a format is for dates", "leave format out"
            )
        if column.codelist in resolver.codelists:
            _check_codes(mapping, column.codelist or "", resolver.codelists[column.codelist or ""].values, at)


def _check_cells(adapter: Adapter, place: Place, resolver: Resolver) -> None:
    """A form's cells are cells of a return, and what they become are codes of its items."""
    dataset, cells = resolver.datasets[adapter.dataset], adapter.cells
    if cells is None:
        return
    if dataset.kind != "returns":
        what = f"'{dataset.id}' is no return: its rows are no cells of a form"
        place.at("cells").report("RK111", what, "leave 'cells' out, or name the dataset of the form")
        return
    fed = [c for c in dataset.columns if (adapter.columns.get(c.name) or ColumnMapping()).heading(c.name) == cells.item]
    for column in fed:
        codes = resolver.codelists[column.codelist or ""].values if column.codelist in resolver.codelists else ()
        mapped = column.name in adapter.columns and adapter.columns[column.name].codes
        for header, code in cells.columns.items() if codes and not mapped else ():
            if code not in codes:
                what = f"'{code}' is not in codelist '{column.codelist}'"
                place.at("cells", "columns", header).report("RK108", what, did_you_mean(code, codes))


def is_delivered(id_: str, place: Place, resolver: Resolver) -> bool:
    """Whether there is a dataset that rows can be delivered for; RK104 is reported when not."""
    if not resolver.exists(id_, place):
        return False
    base = resolver.datasets[id_].view_of
    if base is not None:
        place.report("RK104", f"'{id_}' is a view, for which nothing is delivered", f"name its dataset, '{base}'")
    return base is None


def _check_codes(mapping: ColumnMapping, codelist: str, codes: tuple[str, ...], place: Place) -> None:
    own = [("constant", mapping.constant), ("default", mapping.default)]
    for field, code in (*own, *(("codes", code) for code in mapping.codes.values())):
        if code is not None and code not in codes:
            unknown = code in ("", UNKNOWN_CODE)
            fix = "for what means that nothing is known, write: empty: ['-']" if unknown else did_you_mean(code, codes)
            place.at(field).report("RK108", f"'{code}' is not in codelist '{codelist}'", fix)


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "not declared"
