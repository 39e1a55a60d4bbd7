"""Folders of YAML with something wrong in them, and what ``rolkpi check`` must say of each.

Every case begins with what ``rolkpi new-plugin levies --yaml`` writes. It says what is edited, and then every problem
that must be told: its code, the line it must stand on, and a piece of what is wrong or of the fix. Nothing else may be
told. A line is named by a piece of its text that no other line of the file has. Files are those of ``levies``; the last
group has a second plugin, ``khassadar``, beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

P, D, K, A = "plugin.yaml", "datasets.yaml", "kpis.yaml", "adapters.yaml"


@dataclass(frozen=True)
class Edit:
    """One edit of one file. Without ``old`` the text is put at the file's end, or into a new file."""

    file: str
    old: str
    new: str | bytes


@dataclass(frozen=True)
class Told:
    """One problem: code, file, a piece of the line's text, pieces of what is said."""

    code: str
    file: str
    line: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One broken folder, or a workspace with it and others."""

    name: str
    edits: tuple[Edit, ...]
    told: tuple[Told, ...]
    group: str
    beside: tuple[str, ...]
    """Plugins that a workspace lists beside it: ``./khassadar`` is made as levies is, any other is no folder."""


CASES: list[Case] = []
_group = ""


def group(name: str) -> None:
    """The cases that follow belong to it."""
    global _group
    _group = name


def broken(name: str, *steps: Edit | Told, beside: tuple[str, ...] = ()) -> None:
    """Add a case."""
    edits = tuple(s for s in steps if isinstance(s, Edit))
    told = tuple(s for s in steps if isinstance(s, Told))
    CASES.append(Case(name, edits, told, _group, beside))


def edit(file: str, old: str, new: str | bytes) -> Edit:
    """Replace the one place where a file has ``old``."""
    return Edit(file, old, new)


def add(file: str, text: str | bytes) -> Edit:
    """Put text at the end of a file, or into a new one."""
    return Edit(file, "", text)


def told(code: str, file: str, line: str, *says: str) -> Told:
    """A problem that must be told."""
    return Told(code, file, line, says)


# -- YAML itself ----------------------------------------------------------------------------------------------
group("yaml")

broken(
    "misspelt key of a file",
    edit(D, "\ndatasets:", "\ndataset:"),
    told("RK101", D, "dataset:", "there is no such key", "did you mean 'datasets'?"),
)
broken(
    "tab",
    edit(P, "  title: Levies", "\ttitle: Levies"),
    told("RK114", P, "title: Levies", "use spaces instead of tabs"),
)
broken(
    "key twice",
    edit(P, "  version: 0.1.0", "  version: 0.1.0\n  title: Levies of old"),
    told("RK114", P, "title: Levies of old", "'title' stands twice (first on line 7)", "remove one"),
)
broken(
    "quote not closed",
    edit(K, 'unit: "%"', 'unit: "%'),
    told("RK114", K, 'unit: "%', "close the quotes"),
)
broken(
    "colon in text",
    edit(P, "title: Levies", "title: Levies: an overview"),
    told("RK114", P, "an overview", "put quotes around a text that has a colon in it"),
)
broken(
    "bracket not closed",
    edit(D, "key: [case_no] #", "key: [case_no #"),
    told("RK114", D, "key: [case_no", "close the bracket"),
)
broken(
    "bracket not closed and no remark behind it",
    edit(D, "key: [case_no] # no two rows with the same", "key: [case_no"),
    told("RK114", D, "key: [case_no", "still open after this", "close the bracket"),
)
broken(
    "comma forgotten between brackets",
    edit(D, "{code: COMPLAINT, label: Complaint}", "{code: COMPLAINT,\n        label: Complaint\n        }, # two\n"),
    told("RK114", D, "# two", "expected <block end>", "indent"),
)
broken(
    "colon forgotten",
    edit(P, "  title: Levies", "  title Levies"),
    told("RK114", P, "title Levies", "there is no colon", "with a blank after the colon"),
)
broken(
    "not indented alike",
    edit(K, "    title: Cases received\n    unit", "     title: Cases received\n    unit"),
    told("RK114", K, "     title: Cases received", "indent the fields of one thing alike"),
)
broken(
    "not UTF-8",
    edit(P, "title: Levies", "title: Lev\xefes".encode("latin-1")),
    told("RK114", P, "title: Lev", "the file is not UTF-8", "save it as UTF-8"),
)
broken(
    "tag of Python",
    edit(P, "title: Levies", "title: !!python/object/apply:os.system [echo]"),
    told("RK114", P, "os.system", "is not allowed", "leave it out"),
)
broken(
    "merge key",
    edit(D, "    kind: events", "    <<: {area: district}\n    kind: events"),
    told("RK114", D, "<<", "merge keys (<<) are not supported", "write the fields out"),
)
broken(
    "two documents",
    edit(K, "\nkpis:", "\n---\nkpis:"),
    told("RK114", K, "---", "a file holds one document"),
)
broken(
    "list where a file has keys",
    add("more.yaml", "- id: levies.more\n"),
    told("RK101", "more.yaml", "- id", "a file must hold keys with values", "codelists, datasets"),
)
broken(
    "file of text alone",
    add("more.yaml", "To be written\n"),
    told("RK101", "more.yaml", "To be", "a file must hold keys with values", "codelists, datasets"),
)
broken(
    "fields where a list of definitions is needed",
    edit(A, "  - id: levies.register\n    dataset", "    id: levies.register\n    dataset"),
    told("RK101", A, "adapters:", "needs a list of definitions", "begin each definition with '- '"),
)
broken(
    "list where fields are needed",
    edit(K, "formula: {kind: total, measure: levies.received}", "formula: [levies.received]"),
    told("RK101", K, "formula: [", "formula: needs fields", "write fields with values"),
)
broken(
    "no plugin head",
    edit(P, "plugin:", "#plugin:"),
    edit(P, "  name: levies #", "#  name: levies #"),
    edit(P, "  title: Levies", "#  title: Levies"),
    edit(P, "  description:", "#  description:"),
    edit(P, "  owner:", "#  owner:"),
    edit(P, "  version:", "#  version:"),
    told("RK101", "levies", "", "no file says which plugin this is", "write plugin: with name and title under it"),
)
broken(
    "plugin without a name",
    edit(P, "  name: levies # begins every id: levies.case\n", ""),
    told("RK101", P, "plugin:", "name: the field is missing", "give 'name'"),
)
broken(
    "plugin without fields",
    edit(P, "plugin:\n", "plugin: levies\n#"),
    edit(P, "  title: Levies", "#  title: Levies"),
    edit(P, "  description:", "#  description:"),
    edit(P, "  owner:", "#  owner:"),
    edit(P, "  version:", "#  version:"),
    told("RK101", P, "plugin: levies", "plugin: needs fields", "give name, title"),
)
broken(
    "plugin described twice",
    add("second.yaml", "plugin: {name: khassadar, title: Khassadar}\n"),
    told("RK102", "second.yaml", "plugin:", "described twice, first in levies/plugin.yaml:6", "keep one"),
)
broken(
    "definitions inside the head",
    add(P, "  kpis: []\n"),
    told("RK101", P, "kpis", "there is no such field", "put 'kpis' beside 'plugin', not in it"),
)
broken(
    "two faults in two files",
    edit(D, "    area: district #", "    aera: district #"),
    edit(K, "measure: levies.received}", "measure: levies.recieved}"),
    told("RK101", D, "aera", "there is no such field", "did you mean 'area'?"),
    told("RK104", K, "levies.recieved", "no measure 'levies.recieved'", "did you mean 'levies.received'?"),
)
broken(
    "a file that cannot be read beside a fault in another",
    edit(D, "\ndatasets:", "\ndatasets: {"),
    edit(K, "    direction: up", "    direction: upwards"),
    told("RK114", D, "datasets: {", "the bracket of line 11 is still open", "close the bracket"),
    told("RK101", K, "direction: upwards", "'upwards' is not a value", "use one of: band, context, down, up"),
)

# -- fields ---------------------------------------------------------------------------------------------------
group("fields")

broken(
    "misspelt field",
    edit(K, "    direction: up", "    dirction: up"),
    told("RK101", K, "dirction", "there is no such field", "did you mean 'direction'?"),
    told("RK101", K, "levies.decided_within_30_days", "direction: the field is missing", "one of up, down, band"),
)
broken(
    "yes-or-no field with something else",
    edit(D, "type: area, required: true", "type: area, required: maybe"),
    told("RK101", D, "maybe", "needs true or false, not 'maybe'", "write true or false"),
)
broken(
    "number where text is needed",
    edit(D, "{code: REFERENCE,", "{code: 302,"),
    told("RK101", D, "302", "needs text, not 302", "write it in quotes: '302'"),
)
broken(
    "text where a number is needed",
    edit(K, "    direction: up", "    direction: up\n    min_base: few"),
    told("RK101", K, "min_base", "needs a whole number, not 'few'", "write digits only, without quotes"),
)
broken(
    "missing field",
    edit(K, '    unit: "%"\n', ""),
    told("RK101", K, "levies.decided_within_30_days", "unit: the field is missing", "give 'unit'"),
)
broken(
    "text where a list is needed",
    edit(D, "key: [case_no] #", "key: case_no #"),
    told("RK101", D, "key: case_no", "needs a list, not 'case_no'", "write a list here"),
)
broken(
    "empty list that must not be",
    edit(K, "    sources:\n      - dataset: levies.case # counted", "    sources: []\n      # counted"),
    told("RK101", K, "sources: []", "must not be empty", "give at least one"),
)
broken(
    "unknown rule",
    edit(K, "rule: flow # how", "rule: flows # how"),
    told("RK101", K, "rule: flows", "there is no rule 'flows'", "did you mean 'flow'?"),
)
broken(
    "rule missing",
    edit(K, "    rule: flow # how", "    # how"),
    told("RK101", K, "- id: levies.received", "'rule' is missing", "give 'rule': one of flow, "),
)
broken(
    "unknown kind of formula",
    edit(K, "kind: total", "kind: sum"),
    told("RK101", K, "kind: sum", "there is no kind 'sum'", "use one of: cohort_share, derived"),
)
broken(
    "unknown kind of dataset",
    edit(D, "kind: events", "kind: event"),
    told("RK101", D, "kind: event", "did you mean 'events'?"),
)
broken(
    "unknown type of a column",
    edit(D, "type: key", "type: string"),
    told("RK101", D, "type: string", "is not a value of this field", "use one of: area, bool, code, date"),
)
broken(
    "unknown direction",
    edit(K, "direction: up", "direction: upp"),
    told("RK101", K, "direction: upp", "did you mean 'up'?"),
)
broken(
    "capital letters in an id",
    edit(D, "  - id: levies.kind", "  - id: levies.Kind"),
    told("RK101", D, "levies.Kind", "'levies.Kind' is not an id", "plugin.name, in lower case letters"),
)
broken(
    "date that is none",
    edit(
        K,
        "        date: decided_on # counted",
        "        effective_from: 2024-02-30\n        date: decided_on # counted",
    ),
    told("RK101", K, "2024-02-30", "needs a day of the calendar, not '2024-02-30'", "2024-03-15"),
)
broken(
    "role that is no column",
    edit(D, "    area: district #", "    area: distrikt #"),
    told("RK101", D, "area: distrikt", "'distrikt'", "did you mean 'district'?"),
)

# -- ids ------------------------------------------------------------------------------------------------------
group("ids")

IDS = ("received", "decided # alone", "decided_in_time", "cases_received", "decided_within_30_days")

broken(
    "id twice",
    edit(K, "  - id: levies.decided\n", "  - id: levies.received # again\n"),
    edit(K, "denominator: levies.decided}", "denominator: levies.received}"),
    told("RK102", K, "# again", "'levies.received'", "already defined", "give one of the two another id"),
)
broken(
    "id of another plugin",
    edit(K, "  - id: levies.cases_received", "  - id: police.cases_received"),
    told("RK103", K, "police.cases_received", "may not define", "call it 'levies.cases_received'"),
)
broken(
    "code twice in a codelist",
    edit(D, "by a court}", "by a court}\n      - {code: PETITION, label: Appeal}"),
    told("RK102", D, "label: Appeal", "'PETITION'", "twice"),
)

broken(
    "another name of the plugin than its ids have",
    edit(P, "  name: levies #", "  name: levis #"),
    edit(A, "  - id: levies.register", "  - id: levis.register"),
    edit(D, "  - id: levies.kind", "  - id: levis.kind"),
    edit(D, "codelist: levies.kind", "codelist: levis.kind"),
    told("RK103", D, "- id: levies.case", "call it 'levis.case'"),
    edit(K, "  - id: levies.decided\n", "  - id: levies.decided # alone\n"),
    *(told("RK103", K, f"- id: levies.{name}", f"call it 'levis.{name.split()[0]}'") for name in IDS),
)
broken(
    "definition without a sound id, named elsewhere",
    edit(D, "  - id: levies.case", "  - idd: levies.case"),
    told("RK101", D, "idd: levies.case", "there is no such field", "did you mean 'id'?"),
    told("RK101", D, "idd: levies.case", "id: the field is missing", "give 'id'"),
)
broken(
    "column twice in the key",
    edit(D, "key: [case_no] #", "key: [case_no, case_no] #"),
    told("RK101", D, "key: [case_no", "key names 'case_no' twice", "name each column once"),
)

# -- references -----------------------------------------------------------------------------------------------
group("references")

broken(
    "unknown codelist",
    edit(D, "codelist: levies.kind", "codelist: levies.kinds"),
    told("RK104", D, "levies.kinds", "no codelist 'levies.kinds'", "did you mean 'levies.kind'?"),
)
broken(
    "unknown dataset",
    edit(K, "dataset: levies.case # counted", "dataset: levies.cases # counted"),
    told("RK104", K, "levies.cases #", "no dataset 'levies.cases'", "did you mean 'levies.case'?"),
)
broken(
    "dataset of a plugin that is not there",
    edit(K, "dataset: levies.case # counted", "dataset: customs.case # counted"),
    told("RK104", K, "customs.case", "no dataset 'customs.case'", "add 'customs' to 'needs'"),
)
broken(
    "unknown column in the key",
    edit(D, "key: [case_no] #", "key: [case_nr] #"),
    told("RK101", D, "case_nr", "'case_nr'", "did you mean 'case_no'?"),
)
broken(
    "unknown measure in a formula",
    edit(K, "denominator: levies.decided}", "denominator: levies.decide}"),
    told("RK104", K, "levies.decide}", "no measure 'levies.decide'", "did you mean 'levies.decided'?"),
)
broken(
    "unknown measure in a derived formula",
    edit(K, "{kind: ratio, numerator: levies.decided_in_time,", "{kind: derived, numerator: levies.decided_in_tim,"),
    told("RK107", K, "levies.decided_in_tim,", "levies.decided_in_tim", "did you mean 'levies.decided_in_time'?"),
)
broken(
    "unknown column that dates a measure",
    edit(K, "date: decided_on # counted", "date: decidedon # counted"),
    told("RK104", K, "decidedon", "has no column 'decidedon'", "did you mean 'decided_on'?"),
)
broken(
    "unknown column in an adapter",
    edit(A, "district: {column: District}", "districts: {column: District}"),
    told("RK104", A, "districts:", "stores no column 'districts'", "did you mean 'district'?"),
)
broken(
    "unknown code in an adapter",
    edit(A, "Petition: PETITION", "Petition: PETITON"),
    told("RK108", A, "PETITON", "'PETITON' is not in codelist 'levies.kind'", "did you mean 'PETITION'?"),
)
broken(
    "unknown column in an example",
    edit(K, "received_on: 2024-03-31, decided_on: 2024-04-02}", "received_on: 2024-03-31, decided: 2024-04-02}"),
    told("RK104", K, "decided: 2024", "stores no column 'decided'", "did you mean 'decided_on'?"),
)
broken(
    "unknown dataset in an example",
    edit(
        K,
        "title: Counted in the month it was received, in its district\n        tables:\n          levies.case:",
        "title: Counted in the month it was received, in its district\n        tables:\n          levies.cas:",
    ),
    told("RK104", K, "levies.cas:", "no dataset 'levies.cas'", "did you mean 'levies.case'?"),
)
broken(
    "link to a dataset that is not there",
    edit(D, "    rules: #", "    links: [{name: office, dataset: levies.office, on: {district: code}}]\n    rules: #"),
    told("RK104", D, "levies.office", "no dataset 'levies.office'"),
)
broken(
    "derived column through a link that is not there",
    edit(D, "    rules: #", "    derived: [{kind: lookup, name: staff, link: office, column: staff}]\n    rules: #"),
    told("RK104", D, "link: office", "no link 'office'", "none is defined"),
)
broken(
    "breakdown that is no column",
    edit(
        K,
        "measure: levies.received}\n    disaggregations: [[kind]]",
        "measure: levies.received}\n    disaggregations: [[sex]]",
    ),
    told("RK112", K, "[[sex]]", "'levies.received' has no dimension 'sex'", "kind"),
)
TWO = """\
    derived:
      - {kind: formula, name: a, type: int, expression: b + 1}
      - {kind: formula, name: b, type: int, expression: %s + 1}
    rules: #"""
broken(
    "derived column that builds on a later one",
    edit(D, "    rules: #", TWO % "1"),
    told("RK104", D, "expression: b + 1", "'b' is derived only after this", "move it up"),
)
OFFICE = """
  - id: levies.office
    kind: reference
    columns: [{name: code, type: text}, {name: staff, type: int}]
    key: [code]
    rows:
      - {code: A, staff: %s}
      - {code: B, staff: 1}
"""
broken(
    "row of a reference dataset with text for a number",
    add(D, OFFICE % "many"),
    told("RK101", D, "staff: many", "'many' is not of type 'int'", "write it like 12"),
)
broken(
    "row of a reference dataset with an endless number",
    add(D, OFFICE % "1000000000000000000000"),
    told("RK101", D, "staff: 1000000", "is too large for a column of type 'int'", "the largest is 999999999999999"),
)
broken(
    "derived columns in a circle",
    edit(D, "    rules: #", TWO % "a"),
    told("RK113", D, "expression: b + 1", "in a circle: a -> b -> a", "take one of them out"),
)
DAY_IN_TIME = "where: within(received_on, decided_on, '30 days') #"

RATIO = "formula: {kind: ratio, numerator: levies.decided_in_time, denominator: levies.decided}"
SCORE = "{kind: score, parts: [{kpi: levies.%s, worst: 0, best: 100}]}"
broken(
    "datasets whose derived columns make a circle",
    edit(
        D,
        "    rules: #",
        "    derived:\n"
        "      - {kind: aggregate, name: n, dataset: levies.visit, on: {case_no: case_no}, function: count}\n"
        "    rules: #",
    ),
    add(
        D,
        """
  - id: levies.visit
    kind: events
    columns:
      - {name: case_no, type: key}
      - {name: district, type: area}
      - {name: visited_on, type: date}
    area: district
    date: visited_on
    links: [{name: case, dataset: levies.case, on: {case_no: case_no}}]
    derived: [{kind: lookup, name: kind, link: case, column: kind}]
""",
    ),
    told("RK113", D, "{kind: lookup", "levies.case -> levies.visit -> levies.case", "into a dataset of its own"),
)
broken(
    "KPIs in a circle",
    edit(K, "{kind: total, measure: levies.received}\n    disaggregations: [[kind]]", SCORE % "decided_within_30_days"),
    edit(K, RATIO.removeprefix("formula: ") + "\n    disaggregations: [[kind]]", SCORE % "cases_received"),
    told("RK113", K, "levies.cases_received, worst", "in a circle", "take one of them out of the formula"),
)

# -- expressions ----------------------------------------------------------------------------------------------
group("expressions")

broken(
    "no SQL",
    edit(D, "check: decided_on >= received_on", "check: decided_on >= (received_on"),
    told("RK105", D, "check:", "this bracket is never closed", "close it"),
)
broken(
    "function that is not allowed",
    edit(K, DAY_IN_TIME, "where: date_diff('day', received_on, decided_on) <= 30 #"),
    told("RK106", K, "date_diff", "days(a, b)"),
)
broken(
    "one day taken from another",
    edit(K, DAY_IN_TIME, "where: decided_on - received_on <= 30 #"),
    told("RK106", K, "decided_on - received_on", "days(a, b)"),
)
broken(
    "unknown column in an expression",
    edit(K, DAY_IN_TIME, "where: within(recieved_on, decided_on, '30 days') #"),
    told("RK107", K, "recieved_on", "recieved_on", "did you mean 'received_on'?"),
)
broken(
    "literal that is no code",
    edit(K, DAY_IN_TIME, "where: kind = 'COMPLANT' #"),
    told("RK108", K, "COMPLANT", "'COMPLANT'", "did you mean 'COMPLAINT'?"),
)
broken(
    "day that is not in the calendar",
    edit(K, DAY_IN_TIME, "where: received_on >= DATE '2024-02-30' #"),
    told("RK109", K, "2024-02-30", "2024-02-30"),
)
broken(
    "day compared with text",
    edit(K, DAY_IN_TIME, "where: received_on >= '2024-02-01' #"),
    told("RK110", K, "2024-02-01", "DATE '2024-02-01'"),
)
broken(
    "number where a condition is needed",
    edit(K, DAY_IN_TIME, "where: days(received_on, decided_on) #"),
    told("RK110", K, "where: days", "gives whole number, where true/false is needed", "compare it: ... > 0"),
)
broken(
    "always true: numbers alone",
    edit(K, DAY_IN_TIME, "where: 1 = 1 #"),
    told("RK121", K, "1 = 1", "true of every row", "leave it out where every row counts"),
)
broken(
    "always true: a mandatory column with itself",
    edit(K, DAY_IN_TIME, "where: kind = kind #"),
    told("RK121", K, "kind = kind", "true of every row", "compare what differs from row to row"),
)
broken(
    "always true: all codes there are",
    edit(K, DAY_IN_TIME, "where: kind IN ('COMPLAINT', 'PETITION', 'REFERENCE') #"),
    told("RK121", K, "kind IN", "true of every row"),
)
broken(
    "never true",
    edit(K, DAY_IN_TIME, "where: kind = 'COMPLAINT' AND kind = 'PETITION' #"),
    told("RK121", K, "kind = 'COMPLAINT' AND", "true of no row", "an AND that contradicts another"),
)
broken(
    "rule that nothing can break",
    edit(D, "check: decided_on >= received_on", "check: received_on IS NOT NULL"),
    told("RK121", D, "IS NOT NULL", "no row can break the rule", "say what a wrong row looks like"),
)
broken(
    "rule that everything breaks",
    edit(D, "check: decided_on >= received_on", "check: received_on IS NULL"),
    told("RK121", D, "IS NULL", "every row breaks the rule", "a rule says what is right"),
)

# -- meaning --------------------------------------------------------------------------------------------------
group("meaning")

OPEN = """
  - id: levies.open
    rule: stock
    title: Open cases
    unit: cases
    sources: [{dataset: levies.case, start: received_on, end: decided_on}]

kpis:"""
PERSONS = """
  - id: levies.days
    rule: distinct
    title: Days on which cases were received
    unit: days
    key: received_on
    sources: [{dataset: levies.case}]

kpis:"""
broken(
    "units that do not fit",
    edit(K, "    title: Cases decided\n    unit: cases", "    title: Cases decided\n    unit: persons"),
    told("RK117", K, RATIO, "counts cases", "counts persons", "across_units: true"),
)
broken(
    "units said to differ that are the same",
    edit(K, "denominator: levies.decided}", "denominator: levies.decided, across_units: true}"),
    told("RK117", K, "across_units", "both sides count cases", "leave across_units out"),
)
broken(
    "flow over stock",
    edit(K, "\nkpis:", OPEN),
    edit(K, "denominator: levies.decided}", "denominator: levies.open}"),
    told("RK111", K, "denominator: levies.open}", "one counts months, the other an instant", "average_stock"),
)
broken(
    "different keys broken down without saying that parts overlap",
    edit(K, "\nkpis:", PERSONS),
    edit(K, "measure: levies.received}", "measure: levies.days}"),
    told("RK111", K, "disaggregations: [[kind]] # of days", "the parts overlap", "overlapping: [kind]"),
    edit(K, "levies.days}\n    disaggregations: [[kind]]", "levies.days}\n    disaggregations: [[kind]] # of days"),
)
broken(
    "stock brought to a year",
    edit(K, "\nkpis:", OPEN),
    edit(K, RATIO, "formula: {kind: rate, numerator: levies.open, annualise: true}"),
    told("RK111", K, "annualise: true", "is a stock", "leave annualise out"),
)
broken(
    "days and cases added up",
    edit(K, RATIO, "formula: {kind: derived, numerator: levies.decided + period_days, denominator: levies.decided}"),
    told("RK117", K, "period_days", "days are added to cases", "add and subtract only what counts the same thing"),
)

# -- worked examples ------------------------------------------------------------------------------------------
group("examples")

FIRST, SECOND = "- title: Counted in the month", "- title: Day 30 is in time"
AGAIN = "reckon the example again by hand"
broken(
    "wrong number",
    edit(K, "- {value: 3, n: 3, obs_status: ok}", "- {value: 4, n: 3, obs_status: ok}"),
    told("RK120", K, "{value: 4", "value is 3.0, the example says 4.0", AGAIN),
)
broken(
    "row that breaks a rule",
    edit(K, "received_on: 2024-03-31, decided_on: 2024-04-02}", "received_on: 2024-03-31, decided_on: 2024-03-02}"),
    told("RK120", K, "decided_on: 2024-03-02}", "V01: The case was decided before it was received."),
)
broken(
    "row with a code that is none",
    edit(K, "district: B, kind: PETITION", "district: B, kind: PETITON"),
    told("RK120", K, "PETITON", "kind = PETITON", "PETITION"),
)
broken(
    "row without a mandatory field",
    edit(K, '{case_no: "3", district: B, kind: PETITION, received_on', '{case_no: "3", district: B, received_on'),
    told("RK120", K, "district: B, received_on", "kind", "mandatory"),
)
broken(
    "row without its area",
    edit(
        K,
        '{case_no: "3", district: B, kind: PETITION, received_on',
        '{case_no: "3", district: "", kind: PETITION, received_on',
    ),
    told("RK120", K, 'district: "", kind', "district: the field is mandatory and empty", "correct the row"),
)
broken(
    "row with a day that is none",
    edit(K, "kind: PETITION, received_on: 2024-03-15", "kind: PETITION, received_on: 15/03/2024"),
    told("RK120", K, "15/03/2024", "15/03/2024"),
)
broken(
    "period that is none",
    edit(
        K,
        "        period: 2024-03\n        expect:\n          - {value: 3,",
        "        period: 2024-13\n        expect:\n          - {value: 3,",
    ),
    told("RK120", K, "period: 2024-13", "'2024-13' is no period", "write it as 2024-03, 2024-Q1, 2024 or FY2023-24"),
)
broken(
    "area that no row names",
    edit(K, "- {area: A, value: 2}", "- {area: C, value: 2}"),
    told("RK120", K, "{area: C", "there is no such cell", "A, ALL, B"),
)
broken(
    "breakdown that is not declared",
    edit(K, "- {disaggregation: kind=REFERENCE, value: 0}", "- {disaggregation: sex=F, value: 0}"),
    told("RK120", K, "sex=F", "there is no such cell", "kind=REFERENCE"),
)
broken(
    "day up to which everything is known that is none",
    edit(
        K,
        "        period: 2024-03\n        expect:\n          - {value: 3,",
        "        period: 2024-03\n        as_of: end of May\n        expect:\n          - {value: 3,",
    ),
    told("RK120", K, "as_of: end of May", "'end of May' is no day", "2024-03-31"),
)

# -- lifecycle ------------------------------------------------------------------------------------------------
group("lifecycle")

OWNER = '    owner: Levies Technical Working Group\n    source: "To be named: the law, rule or standing order that sets'
HISTORY = "    history: [{version: %d, on: 2024-07-01, change: First version., author: %s, checker: %s%s}]\n"


def signed(status: str, history: str = "", more: str = "") -> Edit:
    """Gives the second KPI a status and a history."""
    return edit(K, OWNER, f"    status: {status}\n{history}{more}{OWNER}")


broken(
    "active without history",
    signed("active"),
    told("RK118", K, "status: active", "status 'active' needs a history", "version, on, change, author"),
)
broken(
    "author is checker",
    signed("active", HISTORY % (1, "A. Baloch", "A. Baloch", "")),
    told("RK118", K, "history:", "author and checker are both 'A. Baloch'", "somebody else"),
)
broken(
    "author is checker, written otherwise",
    signed("active", HISTORY % (1, "A. Baloch", "'a.  BALOCH '", "")),
    told("RK118", K, "history:", "author and checker are both 'A. Baloch'", "somebody else"),
)
broken(
    "versions that do not begin with 1",
    signed("active", HISTORY % (2, "A", "B", "")),
    told("RK118", K, "history:", "number the versions of its history 1, 2, 3"),
)
broken(
    "deprecated without a day",
    signed("deprecated", HISTORY % (1, "A", "B", "")),
    told("RK118", K, "status: deprecated", "'deprecated_on' goes with status 'deprecated'"),
)
broken(
    "replaced by something that is not there",
    signed(
        "deprecated",
        HISTORY % (1, "A", "B", ""),
        "    deprecated_on: 2024-08-01\n    replaced_by: levies.case_received\n",
    ),
    told("RK104", K, "replaced_by", "no KPI 'levies.case_received'", "did you mean 'levies.cases_received'?"),
    told("RK119", K, "history:", "version 1 of 'levies.decided_within_30_days' is not sealed", 'write there: seal: "'),
)
broken(
    "active without a seal",
    signed("active", HISTORY % (1, "A", "B", "")),
    told("RK119", K, "history:", "version 1 of 'levies.decided_within_30_days' is not sealed", 'write there: seal: "'),
)
broken(
    "signed with another seal: changed since",
    signed("active", HISTORY % (1, "A", "B", ', seal: "0123456789abcdef"')),
    told("RK119", K, "history:", "says something else than the version 1", "take the change back", "version: 2"),
)
broken(
    "a seal that is none",
    signed("active", HISTORY % (1, "A", "B", ', seal: "signed"')),
    told("RK101", K, "history:", "'signed' is not a seal", "rolkpi check tells the seal"),
)

# -- interface ------------------------------------------------------------------------------------------------
group("interface")

broken(
    "folder for a newer rolkpi",
    add(P, "  api: 99\n  motto: Serve\nforecasts: []\n"),
    edit(K, "    direction: up", "    direction: sideways"),
    told("RK203", P, "api: 99", "plugin interface 99", "pip install --upgrade rolkpi"),
)

# -- several plugins in a workspace ---------------------------------------------------------------------------
group("workspace")

OTHER = "./khassadar"
broken(
    "catalogue code of another plugin",
    edit(K, "code: LEV-01", "code: KHA-01"),
    told("RK102", K, "code: KHA-01", "is also the code of 'khassadar.cases_received'", "only KPIs of one plugin share"),
    beside=(OTHER,),
)
broken(
    "id of a plugin that is there too",
    edit(K, "  - id: levies.decided\n", "  - id: khassadar.received # again\n"),
    edit(K, "denominator: levies.decided}", "denominator: levies.decided_in_time}"),
    told("RK102", K, "# again", "already defined by plugin 'khassadar'", "give one of the two another id"),
    told("RK103", K, "# again", "plugin 'levies' may not define", "call it 'levies.received'"),
    beside=(OTHER,),
)
broken(
    "dataset that another plugin does not publish",
    edit(K, "dataset: levies.case # counted", "dataset: khassadar.case # counted"),
    told("RK115", K, "dataset: khassadar.case", "is not published", "ask the owner of 'khassadar'"),
    told("RK115", K, "disaggregations: [[kind]] # of cases", "'kind'", "ask the owner of 'khassadar'"),
    edit(
        K,
        "levies.received}\n    disaggregations: [[kind]]",
        "levies.received}\n    disaggregations: [[kind]] # of cases",
    ),
    beside=(OTHER,),
)
broken(
    "link that does not join on the key",
    edit(
        D, "    rules: #", "    links: [{name: same, dataset: khassadar.case, on: {district: district}}]\n    rules: #"
    ),
    edit("khassadar/datasets.yaml", "    rules: #", "    published: all\n    rules: #"),
    told("RK116", D, "links:", "joins on district, but the key of 'khassadar.case' is case_no", "on: {...: case_no}"),
    beside=(OTHER,),
)
broken(
    "a plugin that is not installed beside a fault in another",
    edit(K, "measure: levies.received}", "measure: levies.recieved}"),
    told("RK201", "rolkpi.toml", "", "plugin 'customs' is not installed", "write './customs'"),
    told("RK104", K, "levies.recieved", "no measure 'levies.recieved'", "did you mean 'levies.received'?"),
    beside=("customs",),
)
broken(
    "a folder that is not there beside one that builds on it",
    edit(K, "dataset: levies.case # counted", "dataset: customs.case # counted"),
    told("RK200", "customs", "", "there is no folder 'customs'", "correct the path of the plugin"),
    beside=("./customs",),
)
broken(
    "a newer plugin beside a fault in another",
    edit("khassadar/plugin.yaml", "  version: 0.1.0", "  version: 0.1.0\n  api: 99"),
    edit(K, "measure: levies.received}", "measure: levies.recieved}"),
    told("RK203", "khassadar/plugin.yaml", "api: 99", "plugin interface 99", "pip install --upgrade rolkpi"),
    told("RK104", K, "levies.recieved", "no measure 'levies.recieved'", "did you mean 'levies.received'?"),
    beside=(OTHER,),
)
broken(
    "two plugins of one name",
    edit("khassadar/plugin.yaml", "name: khassadar", "name: levies"),
    told("RK102", "khassadar", "", "two plugins are called 'levies'", "list one of the two, or give one another name"),
    beside=(OTHER,),
)


# -- what officers met who had the documents alone -------------------------------------------------------------
group("trial")

broken(
    "a file that an editor gave another ending",
    add("more.yaml.txt", "kpis: []\n"),
    told("RK114", "more.yaml.txt", "", "is not read", "call it more.yaml"),
)
broken(
    "a breakdown by the area",
    edit(K, "levies.received}\n    disaggregations: [[kind]]", "levies.received}\n    disaggregations: [[district]]"),
    told("RK112", K, "[[district]]", "figures by area come by themselves"),
)
broken(
    "the total of a cohort",
    edit(
        K,
        "rule: flow # how it adds up: a flow is added over areas and over months",
        "rule: cohort\n    days: 45\n    success: decided_on IS NOT NULL",
    ),
    told("RK111", K, "measure: levies.received}", "{kind: cohort_share, measure: levies.received}"),
)
broken(
    "a text in double quotes",
    edit(K, "within(received_on, decided_on, '30 days')", 'kind = "COMPLAINT"'),
    told("RK107", K, 'kind = "COMPLAINT"', "with single quotes"),
)
broken(
    "a total shown in another unit",
    edit(K, "unit: cases\n    direction: context", "unit: persons\n    direction: context"),
    told("RK117", K, "unit: persons", "write unit: cases"),
)
broken(
    "dates without signs for day, month and year",
    edit(A, 'Received, format: "%d/%m/%Y"', "Received, format: DD/MM/YYYY"),
    told("RK101", A, "DD/MM/YYYY", "%d, %m and %Y"),
)
broken(
    "a dash for what is not known, as a code",
    edit(A, "codes: {Complaint: COMPLAINT,", 'codes: {"-": _U, Complaint: COMPLAINT,'),
    told("RK108", A, '"-": _U', "empty: ['-']"),
)
broken(
    "a plugin that is called otherwise than all its ids",
    edit(P, "  name: levies #", "  name: levis #"),
    told("RK103", P, "name: levis #", "begin with 'levies.'", "call it levies"),
)
