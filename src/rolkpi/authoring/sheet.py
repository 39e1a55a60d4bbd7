"""The definition sheet of a KPI: one page that an officer can read, check by hand, and sign; and all of them together.

Markdown, so that it is read as it is, printed, or pasted into a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rolkpi.catalog import Catalog
from rolkpi.catalog.names import used_dimensions
from rolkpi.catalog.seal import seal_of
from rolkpi.model import Codelist, Dataset, Expect, Kpi, Status, Total, Window, WorkedExample
from rolkpi.model.kpi import UNKNOWN_CODE
from rolkpi.testing.examples import ROOT
from rolkpi.workspace.explain import Explanation, Input, describe

MOST_CODES = 15
"""Codes of a dimension that its sheet spells out."""
_BETTER = {
    "up": "more is better",
    "down": "less is better",
    "band": "neither extreme is good",
    "context": "neither good nor bad: it helps to read the others",
}
_STATUS = {
    Status.DRAFT: "**draft**: nobody has signed it, and it may change",
    Status.ACTIVE: "**active**",
    Status.DEPRECATED: "**deprecated**",
}


def sheet(explanation: Explanation, catalog: Catalog) -> str:
    """One KPI: words, formula, inputs, how it adds up, source, worked examples, history, and where to sign."""
    kpi = explanation.kpi
    parts = [
        f"# {kpi.code} {kpi.title}",
        f"`{kpi.id}` · {_status(kpi)}",
        *_words(kpi),
        _section("How it is reckoned", [*_formula(explanation), *_inputs(explanation)]),
        _section("How it adds up", [" ".join(explanation.adds_up)]),
        _section("What there are figures for", [_facts(_limits(kpi))]),
        *_rows(kpi, catalog),
        _section("Where it comes from", [_facts([("source", kpi.source), ("owner", kpi.owner)])]),
        *([_section("Note", [_prose(kpi.note)])] if kpi.note else []),
        _section("Worked by hand", [p for e in kpi.examples for p in _example(e, catalog)] or ["No worked example."]),
        _section("History", [_history(kpi)]),
        *_signatures(kpi, catalog),
    ]
    return "\n\n".join(parts) + "\n"


def dictionary(catalog: Catalog, title: str) -> str:
    """Every KPI of a catalog, by plugin and code; then what is delivered, and the codes."""
    kpis = sorted(
        [*catalog.kpis.values(), *(u.kpi for u in catalog.unavailable.values())], key=lambda k: (k.plugin, k.code, k.id)
    )
    parts = [f"# {title}: data dictionary", _contents(kpis)]
    for plugin, held in groupby(kpis, key=lambda k: k.plugin):
        parts.append(f"# {catalog.plugins[plugin].title}")
        if catalog.plugins[plugin].description:
            parts.append(catalog.plugins[plugin].description)
        parts += [_lowered(sheet(describe(catalog, kpi), catalog)) for kpi in held]
    parts.append("# What is delivered")
    delivered = [d for d in catalog.datasets.values() if d.plugin in catalog.plugins]
    parts += [_dataset(d, catalog) for d in delivered]
    parts.append("# Codes")
    parts += [_codelist(c) for c in catalog.codelists.values() if c.id.partition(".")[0] in catalog.plugins]
    return "\n\n".join(parts) + "\n"


# -- the parts of a sheet


def _status(kpi: Kpi) -> str:
    told = _STATUS[kpi.status]
    if kpi.status is Status.DRAFT and kpi.version:
        return f"**draft**: taken up again after version {kpi.version} of {kpi.history[-1].on}, and it may change"
    if kpi.version:
        told += f", version {kpi.version} of {kpi.history[-1].on}"
    if kpi.deprecated_on:
        told += f", since {kpi.deprecated_on}" + (f"; use `{kpi.replaced_by}` instead" if kpi.replaced_by else "")
    return told


def _words(kpi: Kpi) -> Iterator[str]:
    yield _section("What it measures", [_prose(kpi.description)])
    if kpi.why_it_matters:
        yield _section("Why it matters", [_prose(kpi.why_it_matters)])
    yield _section("Unit", [f"{kpi.unit}; {_BETTER[kpi.direction]}"])


def _formula(explanation: Explanation) -> Iterator[str]:
    """The formula in the words of its measures, then in their ids."""
    titles = {i.measure: i.title for i in explanation.inputs}
    if isinstance(explanation.kpi.formula, Total):
        return  # the measure itself, which follows
    if titles:
        worded = explanation.formula
        for id_ in sorted(titles, key=len, reverse=True):
            worded = worded.replace(id_, f"**{titles[id_]}**")
        yield worded.replace("period_days", "days of the period")
    yield f"`{explanation.formula}`"


def _inputs(explanation: Explanation) -> Iterator[str]:
    """What is counted, input by input, in words and in the definition's own terms."""
    for measure, held in groupby(explanation.inputs, key=lambda i: i.measure):
        sources = list(held)
        first = sources[0]
        yield f"**{first.title}** (`{measure}`, {first.rule}, in {first.unit}):"
        yield "\n".join(_source(i, number, len(sources)) for number, i in enumerate(sources, 1))
    if explanation.made_of:
        yield f"Made of, or shown with: {', '.join(f'`{k}`' for k in explanation.made_of)}."
    if explanation.missing:
        yield f"Not available here: it needs {', '.join(explanation.missing)}."


def _source(i: Input, number: int, of: int) -> str:
    first = {1: "first choice: "}.get(number, f"else, choice {number}: ") if of > 1 else ""
    what, _, more = i.counts.partition("; ")
    told = f"- {first}{what} of `{i.dataset}`, by {' until before '.join(f'`{w}`' for w in i.when)}"
    told += f", {i.holds}" if i.holds else ""
    told += f", where `{i.condition}`" if i.condition else ""
    told += f"; {more}" if more else ""
    return told + "".join(f"\n  - `{name}` is {_code(what)}" for name, what in i.derived)


def _code(what: str) -> str:
    return f"`{' '.join(what.split())}`"


def _limits(kpi: Kpi) -> Iterator[tuple[str, str]]:
    yield "areas", ", ".join(kpi.levels) + ("" if kpi.hierarchy == "admin" else f" (hierarchy {kpi.hierarchy})")
    yield "periods", ", ".join(f.value.replace("_", " ") for f in kpi.frequencies)
    yield "looking at", ", ".join(w.value.replace("_", " ") for w in kpi.windows)
    if Window.ROLLING_12 in kpi.windows:
        yield "at least", f"{kpi.min_months} known months of 12"
    yield "broken down by", "; ".join(" and ".join(b) for b in kpi.breakdowns if b) or "nothing"
    if kpi.overlapping:
        yield "parts overlap by", ", ".join(kpi.overlapping)
    if kpi.min_base:
        yield "small base", f"marked where fewer than {kpi.min_base} stand behind a figure"
    if kpi.linkage:
        yield "linkage", f"`{kpi.linkage}` says how many records found their partner"


def _rows(kpi: Kpi, catalog: Catalog) -> Iterator[str]:
    """Which rows come to be counted at all: rules and adapters of its plugin; and what its codes mean."""
    if kpi.id not in catalog.kpis:
        return
    behind = sorted({d for d, _ in catalog.columns_behind(kpi.id) if catalog.datasets[d].view_of is None})
    told = []
    for id_ in behind:
        for rule in (r for r in catalog.datasets[id_].rules if r.severity == "error"):
            told.append(f"- {rule.message}: a row of `{id_}` needs `{' '.join(rule.check.split())}`")
        for adapter in (a for a in catalog.adapters.values() if a.dataset == id_):
            for header, reasons in adapter.ignore.items():
                for value, reason in reasons.items():
                    told.append(
                        f"- through `{adapter.id}` rows with {header} = {value or 'nothing'} are left out: {reason}"
                    )
    if told:
        yield _section("Which rows come in", ["\n".join(told)])
    codes = [_codes(name, listed, catalog) for name, listed in _dimensions(kpi, catalog).items()]
    if codes:
        yield _section("Codes", ["\n".join(codes)])


def _dimensions(kpi: Kpi, catalog: Catalog) -> dict[str, str]:
    """Dimension: its codelist, for those that have one."""
    found: dict[str, str] = {}
    for name in sorted(used_dimensions(kpi)):
        for measure in catalog.measures_of(kpi.id):
            source = measure.sources[0]
            column = catalog.column(source.dataset, source.dimensions.get(name, name))
            if column.codelist is not None:
                found.setdefault(name, column.codelist)
    return found


def _codes(name: str, codelist: str, catalog: Catalog) -> str:
    codes = catalog.codelists[codelist].codes
    listed = ", ".join(f"`{c.code}` {c.label}" for c in codes[:MOST_CODES])
    more = f" and {len(codes) - MOST_CODES} more of `{codelist}`" if len(codes) > MOST_CODES else ""
    return f"- **{name}**: {listed}{more}; `{UNKNOWN_CODE}` not known"


def _example(example: WorkedExample, catalog: Catalog) -> Iterator[str]:
    known = f", known on {example.as_of}" if example.as_of else ""
    window = "" if example.window is Window.PERIOD else f", {example.window.value.replace('_', ' ')}"
    yield f"**{example.title}** ({example.period}{window}{known})"
    for id_, rows in example.tables.items():
        shown = [c.name for c in catalog.datasets[id_].columns] if id_ in catalog.datasets else []
        columns = [c for c in shown if any(row.get(c) is not None for row in rows)] or sorted(
            {c for r in rows for c in r}
        )
        yield f"`{id_}`" + ("" if rows else ": no rows")
        if rows:
            yield _table(columns, [[_shown(row.get(c)) for c in columns] for row in rows])
    if example.population:
        yield "People: " + ", ".join(f"{where} {people:,}" for where, people in example.population.items())
    if example.within:
        yield "Areas: " + ", ".join(f"{inner} lies in {outer}" for inner, outer in example.within.items())
    yield "gives"
    yield _expected(example.expect)


_EXPECTED = ("value", "numerator", "denominator", "n", "low", "high", "linkage", "obs_status")


def _expected(expect: Sequence[Expect]) -> str:
    columns = [c for c in _EXPECTED if any(c in e.model_fields_set for e in expect)]
    broken = any(e.disaggregation for e in expect)
    head = ["area", *(["by"] if broken else []), *columns]
    rows = [
        [
            "all" if (e.area or ROOT) == ROOT else str(e.area),
            *([e.disaggregation or "total"] if broken else []),
            *(_told(e, c) for c in columns),
        ]
        for e in expect
    ]
    return _table(head, rows)


def _told(expect: Expect, column: str) -> str:
    """An expected figure; a dash where the example says there is none, nothing where it does not say."""
    if column not in expect.model_fields_set:
        return ""
    value = getattr(expect, column)
    return "-" if value is None else _shown(value)


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.12g}"
        case _:
            return str(value)


def _history(kpi: Kpi) -> str:
    if not kpi.history:
        return "No version has been signed."
    rows = [(r.version, r.on, r.change, r.author, r.checker, r.seal or "") for r in reversed(kpi.history)]
    return _table(("version", "signed on", "change", "author", "checker", "seal"), rows)


def _signatures(kpi: Kpi, catalog: Catalog) -> Iterator[str]:
    """The seal of what is above, and where two persons sign it."""
    if kpi.id not in catalog.kpis:
        return
    seal = seal_of(catalog, catalog.kpis[kpi.id])
    signed = kpi.history[-1].seal == seal if kpi.history else False
    yield _section("Signed" if signed else "To be signed", [f"Seal of this definition: `{seal}`"])
    if not signed:
        line = "." * 28
        yield _table(
            ("", "name", "date", "signature"), [("author", line, "." * 12, line), ("checker", line, "." * 12, line)]
        )


# -- the rest of the dictionary


def _contents(kpis: Iterable[Kpi]) -> str:
    rows = [(k.code, k.title, k.unit, k.direction.value, k.status.value, f"`{k.id}`") for k in kpis]
    return _table(("code", "title", "unit", "direction", "status", "id"), rows)


def _dataset(dataset: Dataset, catalog: Catalog) -> str:
    about = (
        f"A view of `{dataset.view_of}`."
        if dataset.view_of
        else f"{dataset.kind}, owed by every {' and '.join(dataset.reported_by)}."
    )
    about = "Reference data." if dataset.kind == "reference" else about
    columns = [
        (
            f"`{c.name}`",
            c.type.value + (f" of `{c.codelist}`" if c.codelist else ""),
            ", ".join(
                word
                for word, holds in (("key", c.name in dataset.key), ("mandatory", c.required), ("personal", c.personal))
                if holds
            ),
            c.description,
        )
        for c in dataset.columns
    ]
    parts = [f"## {dataset.id}", " ".join(t for t in (dataset.description, about) if t)]
    parts.append(_table(("column", "type", "", "what it says"), columns))
    derived = [(f"`{d.name}`", catalog.column(dataset.id, d.name).type.value, d.description) for d in dataset.derived]
    if derived:
        parts += ["Derived:", _table(("column", "type", "what it says"), derived)]
    if dataset.rules:
        rules = [(r.id, f"`{r.check}`", r.message, r.severity) for r in dataset.rules]
        parts += ["Rules of every row:", _table(("rule", "what holds", "else", "which is a"), rules)]
    return "\n\n".join(parts)


def _codelist(codelist: Codelist) -> str:
    return f"## {codelist.id}\n\n" + _table(("code", "label"), [(f"`{c.code}`", c.label) for c in codelist.codes])


# -- Markdown


def _section(title: str, paragraphs: Iterable[str]) -> str:
    return "\n\n".join([f"## {title}", *paragraphs])


def _prose(text: str) -> str:
    """Somebody's words, as one paragraph: they make no heading, table or list of their own."""
    plain = " ".join(text.split())
    return f"\\{plain}" if plain[:1] in "#|>-*+`" else plain


def _lowered(text: str) -> str:
    """Headings one level down."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in text.rstrip().splitlines())


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- **{name}**: {told}" for name, told in facts)


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table; what would break a cell is written so that it does not."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(c) for c in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return " ".join(str(value).replace("|", "\\|").split())
