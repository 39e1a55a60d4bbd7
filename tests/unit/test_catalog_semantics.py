"""The catalog: which definitions of measures and KPIs do not add up to a number, and where that is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from rolkpi.catalog import build
from rolkpi.catalog.lines import pinned
from rolkpi.errors import DefinitionError
from rolkpi.expression import Scope, check
from rolkpi.model import ColumnType, Plugin

Data = dict[str, Any]
Change = Callable[[Data], None]
OWNED = {"title": "t", "description": "d", "unit": "percent", "direction": "down", "owner": "o", "source": "s"}


def _column(name: str, kind: str, codelist: str | None = None) -> Data:
    return {"name": name, "type": kind, "codelist": codelist}


def _codes(id_: str, *codes: str) -> Data:
    return {"id": f"jail.{id_}", "codes": [{"code": c, "label": c} for c in codes]}


def _form(id_: str, **more: Any) -> Data:
    return {
        "id": f"jail.{id_}",
        "kind": "returns",
        "columns": [
            _column("district", "area"),
            _column("month", "month"),
            _column("line", "code", "jail.line"),
            _column("item", "code", "jail.item"),
            _column("value", "int"),
            _column("cell_status", "code", "jail.cell"),
        ],
        "area": "district",
        "date": "month",
        "published": "all",
        **more,
    }


def _datasets() -> list[Data]:
    stay = {
        "id": "jail.stay",
        "kind": "events",
        "columns": [
            _column("stay_no", "key"),
            _column("person", "key"),
            _column("case_no", "key"),
            _column("district", "area"),
            _column("came", "date"),
            _column("went", "date"),
            _column("sex", "code", "jail.sex"),
            _column("offence", "code", "jail.offence"),
            _column("guessed", "bool"),
            _column("dose", "decimal"),
        ],
        "key": ["stay_no"],
        "area": "district",
        "date": "came",
        "published": "all",
    }
    survey = {
        "id": "jail.survey",
        "kind": "events",
        "columns": [
            _column("district", "area"),
            _column("held_on", "date"),
            _column("estimate", "decimal"),
            _column("margin", "decimal"),
            _column("asked", "int"),
            _column("topic", "text"),
        ],
        "key": ["district", "held_on", "topic"],
        "area": "district",
        "date": "held_on",
    }
    return [stay, _form("form", stock_lines=["HELD", "ALL"]), _form("yearly", frequency="year"), survey]


def _measure(name: str, rule: str, *sources: Data, unit: str = "persons", **more: Any) -> Data:
    return {"id": f"jail.{name}", "rule": rule, "title": "t", "unit": unit, **more, "sources": list(sources)}


STAY: Data = {"dataset": "jail.stay"}
LASTS: Data = {**STAY, "start": "came", "end": "went"}
CAME: Data = {"dataset": "jail.form", "where": "line = 'CAME' AND item = 'TOTAL'", "value": "value"}
HELD: Data = {"dataset": "jail.form", "where": "line = 'HELD'", "value": "value", "total": "item = 'TOTAL'"}
BINS: Data = {"dataset": "jail.form", "where": "line IN ('CAME')", "bins": {"SHORT": [0, 9], "LONG": [10, None]}}


def _measures() -> list[Data]:
    return [
        _measure("came", "flow", STAY),
        _measure("days", "exposure", LASTS, unit="days"),
        _measure("held", "stock", LASTS),
        _measure("held_early", "stock", LASTS, instant="mid_month"),
        _measure("average", "average_stock", LASTS),
        _measure("stay_days", "quantile", STAY, BINS, unit="days", value="days(came, went)"),
        _measure("until_out", "survival", STAY, unit="days", event="went", censored="add_days(came, 900)"),
        _measure("people", "distinct", STAY, key="person", weak="guessed"),
        _measure("people_in", "distinct_stock", LASTS, key="person", weak="guessed"),
        _measure("released", "cohort", STAY, until="add_months(came, 3)", success="went IS NOT NULL"),
        _measure(
            "asked",
            "survey",
            {"dataset": "jail.survey", "where": "topic = 'TRUST'", "value": "estimate", "low": "margin"}
            | {"high": "margin", "n": "asked"},
            unit="percent",
        ),
        _measure("form_came", "flow", CAME),
        _measure("form_held", "stock", HELD),
        _measure("yearly", "flow", {"dataset": "jail.yearly", "value": "value"}),
        _measure("cases", "flow", STAY, unit="cases"),
    ]


def _kpi(name: str, formula: Data, **more: Any) -> Data:
    return {"id": f"jail.{name}", "code": f"J-{name}", **OWNED, "formula": formula, **more}


def _total(measure: str) -> Data:
    return {"kind": "total", "measure": f"jail.{measure}"}


def _two(above: str, below: str, **more: Any) -> Data:
    return {"kind": "ratio", "numerator": f"jail.{above}", "denominator": f"jail.{below}", **more}


def _reckoned(above: str, below: str) -> Data:
    return {"kind": "derived", "numerator": above, "denominator": below}


def _index(measure: str, *baselines: Data) -> Data:
    given = baselines or ({"area": "A", "value": 3, "period": "2019", "source": "s"},)
    return {"kind": "index", "measure": f"jail.{measure}", "baselines": list(given)}


def _share(kpi: str, **more: Any) -> Data:
    return {"kind": "unit_share", "kpi": f"jail.{kpi}", "level": "district", "test": ">", "threshold": 100, **more}


def _score(*kpis: str, **more: Any) -> Data:
    return {"kind": "score", "parts": [{"kpi": f"jail.{k}", "worst": 0, "best": 9} for k in kpis], **more}


def _baseline(**more: Any) -> Data:
    return {"area": "A", "value": 3, "period": "2019", "source": "s", **more}


YEAR = {"frequencies": ["year"], "windows": ["period"]}


def jail() -> Data:
    """A plugin with every rule and formula in which nothing is wrong."""
    names = ("days", "average", "stay_days", "until_out", "people_in", "asked", "form_came", "form_held")
    return {
        "name": "jail",
        "title": "Jail",
        "codelists": [
            _codes("sex", "F", "M"),
            _codes("offence", "THEFT", "FRAUD"),
            _codes("line", "CAME", "HELD", "ALL"),
            _codes("item", "TOTAL", "SHORT", "LONG"),
            _codes("cell", "REPORTED", "NOT_AVAILABLE"),
        ],
        "datasets": _datasets(),
        "measures": _measures(),
        "kpis": [
            *(_kpi(f"k_{name}", _total(name)) for name in names),
            _kpi("k_came", _total("came"), disaggregations=[["sex"]]),
            _kpi("k_people", _total("people"), disaggregations=[["offence"]], overlapping=["offence"]),
            _kpi("k_yearly", _total("yearly"), **YEAR),
            _kpi("per_average", _two("came", "average")),
            _kpi("again", _two("came", "people"), windows=["period", "rolling_12"], min_months=6),
            _kpi("per_place", _two("people_in", "held")),
            _kpi("per_case", _two("came", "cases", across_units=True), linkage="jail.again_all"),
            _kpi("again_all", _two("came", "came")),
            _kpi("time", _reckoned("(jail.held + 1) * period_days - jail.days * jail.came * 1", "jail.came - 2")),
            _kpi(
                "rate",
                {"kind": "rate", "numerator": "jail.came", "annualise": True, "population_by": ["sex"]},
                disaggregations=[["sex"]],
            ),
            _kpi("stock_index", _index("held", _baseline(), _baseline(area="B"))),
            _kpi(
                "flow_index",
                _index("came", _baseline(), _baseline(disaggregation="sex=F")),
                disaggregations=[["sex"]],
                **YEAR,
            ),
            _kpi("crowded", _share("per_place", weight="jail.k_form_held")),
            _kpi("score", _score("per_place", "crowded", min_coverage="1/2")),
        ],
    }


def test_what_is_right_builds() -> None:
    catalog = build([Plugin.model_validate(jail())])
    assert len(catalog.kpis) == 22
    assert catalog.measures_of("jail.score") == ()
    assert [m.id for m in catalog.measures_of("jail.stock_index")] == ["jail.held"]


# -- what is wrong: one change, the codes it must give, and what the place must name


def _add(name: str, formula: Data, **more: Any) -> Change:
    return lambda data: data["kpis"].append(_kpi(name, formula, **more))


def _measured(rule: str, *sources: Data, **more: Any) -> Change:
    return lambda data: data["measures"].append(_measure("x", rule, *sources, **more))


def _of(kind: str, id_: str, **fields: Any) -> Change:
    def change(data: Data) -> None:
        (found,) = (d for d in data[kind] if d["id"] == f"jail.{id_}")
        found.update(fields)

    return change


def _also(dataset: int, *derived: Data) -> Change:
    return lambda data: data["datasets"][dataset].update(derived=list(derived))


def _formula(name: str, type_: str, expression: str) -> Data:
    return {"kind": "formula", "name": name, "type": type_, "expression": expression}


def _decimal_form(data: Data) -> None:
    form = _form("third")
    form["columns"][4]["type"] = "decimal"
    data["datasets"].append(form)


X = "jail.x"
WRONG: dict[str, tuple[Change, str, str]] = {
    # decimals
    "decimal in a filter": (_measured("flow", {**STAY, "where": "dose > 3"}), "RK110", "jail.x, sources[0].where"),
    "decimal that is asked for": (_measured("flow", {**STAY, "where": "dose IS NULL"}), "RK110", "jail.x, sources"),
    "decimal that is added": (_measured("flow", {**STAY, "value": "dose"}), "RK110", "jail.x, sources[0].value"),
    "decimal that is derived": (_also(0, _formula("half", "decimal", "1")), "RK110", "jail.stay, derived[0].type"),
    "decimal that is a key": (_of("datasets", "stay", key=["dose"]), "RK110", "jail.stay, key"),
    "decimal that is counted": (_measured("distinct", STAY, key="dose"), "RK110", "jail.x, key"),
    "decimal that breaks down": (_add("x", _total("came"), disaggregations=[["dose"]]), "RK112", X),
    "decimal value of a form": (_decimal_form, "RK110", "jail.third, columns"),
    # measures
    "start of days at risk": (_measured("exposure", {**LASTS, "start": "sex"}), "RK110", "jail.x, sources[0].start"),
    "days at risk without an end": (_measured("exposure", {**STAY, "start": "came"}), "RK101", "jail.x, sources[0]"),
    "average of a yearly form": (
        _measured("average_stock", {"dataset": "jail.yearly", "value": "value"}),
        "RK111",
        "jail.x, sources[0].dataset",
    ),
    "average of a form with a start": (
        _measured("average_stock", {**HELD, "start": "month"}),
        "RK111",
        "jail.x, sources[0].start",
    ),
    "distinct stock of a form": (_measured("distinct_stock", HELD, key="item"), "RK111", "jail.x, sources[0].dataset"),
    "weak that is no condition": (_measured("distinct", STAY, key="person", weak="person"), "RK110", "jail.x, weak"),
    "weak stock that is no condition": (
        _measured("distinct_stock", LASTS, key="person", weak="came"),
        "RK110",
        "jail.x, weak",
    ),
    "stock of nothing distinct": (_measured("distinct_stock", LASTS, key="persn"), "RK104", "jail.x, key"),
    "age of a form": (_measured("stock_age", {"dataset": "jail.form"}), "RK111", "jail.x, sources[0].dataset"),
    "age since no day": (_measured("stock_age", LASTS, since="sex"), "RK110", "jail.x, since"),
    "rest from no day": (_measured("stock_age", LASTS, idle_from="1", idle_to="went"), "RK110", "jail.x, idle_from"),
    "event that is no day": (_measured("survival", STAY, event="sex"), "RK110", "jail.x, event"),
    "censored on no day": (_measured("survival", STAY, event="went", censored="1"), "RK110", "jail.x, censored"),
    "survival of a form": (
        _measured("survival", {"dataset": "jail.form"}, event="month"),
        "RK111",
        "jail.x, sources[0]",
    ),
    "window until no day": (_measured("cohort", STAY, until="5", success="TRUE"), "RK110", "jail.x, until"),
    "total of records": (_measured("flow", {**STAY, "total": "sex = 'F'"}), "RK111", "jail.x, sources[0].total"),
    "total that is no condition": (_measured("stock", {**HELD, "total": "item"}), "RK110", "jail.x, sources[0].total"),
    "bins of records": (
        _measured("quantile", {**STAY, "bins": {"SHORT": [0, 9]}}),
        "RK111",
        "jail.x, sources[0].dataset",
    ),
    "bins of no column": (
        _measured("quantile", {**BINS, "column": "itm"}),
        "RK104",
        "jail.x, sources[0].column",
    ),
    "bins of a number": (
        _measured("quantile", {**BINS, "column": "value"}),
        "RK110",
        "jail.x, sources[0].column",
    ),
    "bin that is no code": (
        _measured("quantile", {**BINS, "bins": {"SHRT": [0, 9]}}),
        "RK108",
        "jail.x, sources[0].bins",
    ),
    "survey of a form": (_measured("survey", {"dataset": "jail.form", "value": "value"}), "RK111", "jail.x, sources"),
    "survey with several results": (
        _measured("survey", {"dataset": "jail.survey", "where": "topic IN ('A', 'B')", "value": "estimate"}),
        "RK111",
        "jail.x, sources[0].where",
    ),
    "survey of no column": (
        _measured("survey", {"dataset": "jail.survey", "where": "topic = 'TRUST'", "value": "estimat"}),
        "RK104",
        "jail.x, sources[0].value",
    ),
    "survey of a day": (
        _measured("survey", {"dataset": "jail.survey", "where": "topic = 'TRUST'", "value": "held_on"}),
        "RK110",
        "jail.x, sources[0].value",
    ),
    "half a person answered": (
        _measured("survey", {"dataset": "jail.survey", "where": "topic = 'TRUST'", "value": "estimate", "n": "margin"}),
        "RK110",
        "jail.x, sources[0].n",
    ),
    # lines that are stocks
    "stock line that is none": (
        _of("datasets", "form", stock_lines=["HELD", "ALL", "HELT"]),
        "RK108",
        "jail.form, stock_lines[2]",
    ),
    "flow of a stock line": (
        _measured("flow", {**CAME, "where": "line IN ('CAME', 'HELD')"}),
        "RK111",
        "jail.x, sources[0].where",
    ),
    "flow of every line": (
        _measured("flow", {**CAME, "where": "item = 'TOTAL'"}),
        "RK111",
        "jail.x, sources[0].where",
    ),
    "days at risk from a stock line": (
        _measured("exposure", {**HELD, "total": None}),
        "RK111",
        "jail.x, sources[0].where",
    ),
    "bins of a stock line": (
        _measured("quantile", {**BINS, "where": "line = 'HELD'"}),
        "RK111",
        "jail.x, sources[0].where",
    ),
    "stock of a flow line": (_measured("stock", CAME), "RK111", "jail.x, sources[0].where"),
    "average of a flow line": (_measured("average_stock", CAME), "RK111", "jail.x, sources[0].where"),
    # ratios
    "average by stock": (_add("x", _two("average", "held")), "RK111", "jail.x, formula"),
    "flow by distinct stock": (_add("x", _two("came", "people_in")), "RK111", "jail.x, formula"),
    "two instants": (_add("x", _two("held", "held_early")), "RK111", "jail.x, formula"),
    "ratio of survivals": (_add("x", _two("until_out", "days")), "RK111", "jail.x, formula.numerator"),
    "ratio with a survey": (_add("x", _two("came", "asked")), "RK111", "jail.x, formula.denominator"),
    "different units": (_add("x", _two("came", "cases")), "RK117", "jail.x, formula"),
    "units that are the same": (
        _add("x", _two("came", "people", across_units=True)),
        "RK117",
        "jail.x, formula.across_units",
    ),
    # derived formulas
    "sum of two units": (_add("x", _reckoned("jail.came + jail.days", "1")), "RK117", "jail.x, formula.numerator"),
    "difference of a product": (
        _add("x", _reckoned("jail.came", "jail.held - jail.came * period_days")),
        "RK117",
        "jail.x, formula.denominator",
    ),
    "formula with an average": (
        _add("x", _reckoned("jail.came", "jail.average")),
        "RK111",
        "jail.x, formula.denominator",
    ),
    "formula with a survival": (_add("x", _reckoned("jail.until_out", "1")), "RK111", "jail.x, formula.numerator"),
    "formula of a plugin that is not there": (
        _add("x", _reckoned("hospital.beds", "jail.came")),
        "RK104",
        "jail.x, formula.numerator",
    ),
    # totals, shares, rates
    "total of a cohort": (_add("x", _total("released")), "RK111", "jail.x, formula.measure"),
    "share of a survival": (
        _add("x", {"kind": "cohort_share", "measure": "jail.until_out"}),
        "RK111",
        "jail.x, formula.measure",
    ),
    "rate of days at risk": (_add("x", {"kind": "rate", "numerator": "jail.days"}), "RK111", "jail.x, formula"),
    "stock of a year": (
        _add("x", {"kind": "rate", "numerator": "jail.held", "annualise": True}),
        "RK111",
        "jail.x, formula.annualise",
    ),
    "population by what is not used": (
        _add("x", {"kind": "rate", "numerator": "jail.came", "population_by": ["sex"]}),
        "RK112",
        "jail.x, formula.population_by",
    ),
    # indexes
    "index of a quantile": (_add("x", _index("stay_days"), **YEAR), "RK111", "jail.x, formula.measure"),
    "index of an average": (_add("x", _index("average"), **YEAR), "RK111", "jail.x, formula.measure"),
    "flow index of months and years": (_add("x", _index("came")), "RK111", "jail.x, frequencies"),
    "two baselines": (
        _add("x", _index("held", _baseline(), _baseline(value=4))),
        "RK102",
        "jail.x, formula.baselines[1]",
    ),
    "baseline of no breakdown": (
        _add("x", _index("held", _baseline(disaggregation="sex=F"))),
        "RK112",
        "jail.x, formula.baselines[0].disaggregation",
    ),
    "baseline that is not sorted": (
        _add(
            "x", _index("held", _baseline(disaggregation="sex=F;offence=FRAUD")), disaggregations=[["sex", "offence"]]
        ),
        "RK112",
        "jail.x, formula.baselines[0].disaggregation",
    ),
    "baseline of no code": (
        _add("x", _index("held", _baseline(disaggregation="sex=W")), disaggregations=[["sex"]]),
        "RK108",
        "jail.x, formula.baselines[0].disaggregation",
    ),
    # KPIs of KPIs
    "share of no KPI": (_add("x", _share("per_plaice")), "RK104", "jail.x, formula.kpi"),
    "score of no KPI": (_add("x", _score("k_came", "k_kame")), "RK104", "jail.x, formula.parts[1].kpi"),
    "KPI of itself": (_add("x", _score("x")), "RK113", "jail.x, formula"),
    "KPIs in a circle": (
        lambda d: d["kpis"].extend([_kpi("x", _score("y")), _kpi("y", _share("x"))]),
        "RK113",
        "jail.y, formula",
    ),
    "linkages in a circle": (
        lambda d: d["kpis"].extend(
            [_kpi("x", _two("came", "came"), linkage="jail.y"), _kpi("y", _two("came", "came"), linkage="jail.x")]
        ),
        "RK113",
        "jail.y, linkage",
    ),
    "weight that is a ratio": (
        _add("x", _share("per_place", weight="jail.per_place")),
        "RK111",
        "jail.x, formula.weight",
    ),
    "weight that is a quantile": (
        _add("x", _share("per_place", weight="jail.k_stay_days")),
        "RK111",
        "jail.x, formula.weight",
    ),
    "breakdown of a score": (
        _add("x", _score("k_came"), disaggregations=[["sex"]]),
        "RK112",
        "jail.x, disaggregations",
    ),
    "score of periods nobody offers": (_add("x", _score("k_yearly")), "RK111", "jail.x, formula.parts[0].kpi"),
    "score of a window nobody offers": (
        _add("x", _score("k_came"), windows=["rolling_12"], frequencies=["month"]),
        "RK111",
        "jail.x, formula.parts[0].kpi",
    ),
    "score at another level": (_add("x", _score("k_came"), levels=["court"]), "RK111", "jail.x, formula.parts[0].kpi"),
    "share in another hierarchy": (_add("x", _share("k_came"), hierarchy="prison"), "RK111", "jail.x, formula.kpi"),
    "units without a value": (_add("x", _share("k_came", level="court")), "RK111", "jail.x, formula.kpi"),
    "more than all": (_add("x", _score("k_came", min_coverage="3/2")), "RK101", "jail.x, formula.min_coverage"),
    "linkage to nothing": (_add("x", _total("came"), linkage="jail.agane"), "RK104", "jail.x, linkage"),
    "linkage that is no share": (_add("x", _total("came"), linkage="jail.k_came"), "RK111", "jail.x, linkage"),
    "linkage without the window": (
        _add("x", _total("came"), windows=["rolling_12"], linkage="jail.again_all"),
        "RK111",
        "jail.x, linkage",
    ),
    # breakdowns
    "parts that overlap": (
        _add("x", _total("people"), disaggregations=[["offence"]]),
        "RK111",
        "jail.x, disaggregations[0]",
    ),
    "parts of a stock that overlap": (
        _add("x", _two("people_in", "held"), disaggregations=[["sex"]]),
        "RK111",
        "jail.x, disaggregations[0]",
    ),
    "overlap of what is not used": (_add("x", _total("people"), overlapping=["sex"]), "RK112", "jail.x, overlapping"),
    # periods
    "no period": (
        _add("x", _total("came"), frequencies=["year"], windows=["rolling_12"]),
        "RK111",
        "jail.x, windows",
    ),
    "months of a yearly form": (
        _add("x", _total("yearly"), frequencies=["month", "fiscal_year"]),
        "RK111",
        "jail.x, frequencies",
    ),
    "fewer months of no window": (_add("x", _total("came"), min_months=3), "RK111", "jail.x, min_months"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refused(name: str) -> None:
    change, code, place = WRONG[name]
    data = jail()
    change(data)
    plugin = Plugin.model_validate(data)
    with pytest.raises(DefinitionError) as caught:
        build([plugin])
    (problem,) = caught.value.problems
    assert problem.code == code, str(problem)
    assert place in problem.where, str(problem)
    assert problem.fix, str(problem)


def test_all_of_it_at_once() -> None:
    data = jail()
    for change in ("two instants", "no period", "flow of every line", "linkage to nothing"):
        WRONG[change][0](data)
    for number, kpi in enumerate(k for k in data["kpis"] if k["id"] == X):
        kpi.update(id=f"jail.x{number}", code=f"X{number}")
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(data)])
    assert sorted(p.code for p in caught.value.problems) == ["RK104", "RK111", "RK111", "RK111"]


@pytest.mark.parametrize(
    ("where", "lines"),
    [
        ("line = 'A'", {"A"}),
        ("'A' = line AND item = 'B'", {"A"}),
        ("(line IN ('A', 'B')) AND NOT item = 'C'", {"A", "B"}),
        ("line IN ('A', 'B') AND line = 'B' AND item = 'C'", {"B"}),
        ("line = 'A' OR line = 'B'", {"A", "B"}),
        ("line = 'A' OR item = 'B'", None),
        ("NOT line = 'A'", None),
        ("line <> 'A'", None),
        ("line = item", None),
        ("TRUE", None),
        (" AND ".join(["item = 'A'"] * 200), None),
    ],
)
def test_the_lines_a_filter_names(where: str, lines: set[str] | None) -> None:
    scope = Scope({"line": ColumnType.TEXT, "item": ColumnType.TEXT})
    assert pinned(check(where, scope).tree, "line") == lines


def test_a_long_sum_is_one_sum() -> None:
    data = jail()
    _add("x", _reckoned(" + ".join(["jail.came"] * 300), "1"))(data)
    build([Plugin.model_validate(data)])


def test_a_sum_with_a_number_fits_everything() -> None:
    data = jail()
    _add("x", _reckoned("2 * (3 + jail.days) - period_days", "-(1 + 2)"))(data)
    build([Plugin.model_validate(data)])


# -- several plugins


def _courts() -> Data:
    """A plugin that views the jail's stays and finds the case of each."""
    case = {
        "id": "courts.case",
        "kind": "events",
        "columns": [_column("case_no", "key"), _column("district", "area"), _column("decided", "date")],
        "key": ["case_no"],
        "area": "district",
        "date": "decided",
    }
    view = {
        "id": "courts.stay",
        "of": "jail.stay",
        "links": [{"name": "case", "dataset": "courts.case", "on": {"case_no": "case_no"}}],
        "derived": [
            {"kind": "lookup", "name": "decided", "link": "case", "column": "decided"},
            {"kind": "formula", "name": "linked", "type": "bool", "expression": "decided IS NOT NULL"},
        ],
    }
    measures = [
        {**_measure("linked", "flow", {"dataset": "courts.stay", "where": "linked"}), "id": "courts.linked"},
        {**_measure("stays", "flow", {"dataset": "courts.stay"}), "id": "courts.stays"},
    ]
    ratio = {"kind": "ratio", "numerator": "courts.linked", "denominator": "courts.stays"}
    kpis = [
        {**_kpi("linked_share", ratio), "id": "courts.linked_share"},
        {**_kpi("linked", {"kind": "total", "measure": "courts.linked"}), "id": "courts.linked_stays"},
    ]
    kpis[1]["linkage"] = "courts.linked_share"
    return {
        "name": "courts",
        "title": "Courts",
        "needs": ["jail"],
        "datasets": [case],
        "views": [view],
        "measures": measures,
        "kpis": kpis,
    }


def test_a_join_of_two_institutions_says_how_many_found_their_partner() -> None:
    data = _courts()
    build([Plugin.model_validate(jail()), Plugin.model_validate(data)])
    data["kpis"][1].pop("linkage")
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(jail()), Plugin.model_validate(data)])
    first, second = caught.value.problems  # nor is the share a linkage any more
    assert "joins courts and jail records" in first.what
    assert (first.code, second.code) == ("RK111", "RK111")
    assert "courts.linked_stays, linkage" in second.where
    assert first.fix


def test_a_breakdown_by_a_joined_column_joins_too() -> None:
    data = _courts()
    formula = {"kind": "total", "measure": "courts.stays"}
    data["kpis"].append({**_kpi("x", formula, disaggregations=[["linked"]]), "id": "courts.x"})
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(jail()), Plugin.model_validate(data)])
    assert caught.value.code == "RK111"
    assert "courts.x, linkage" in caught.value.where


def test_reference_data_of_another_plugin_is_looked_up_not_joined() -> None:
    data = _courts()
    data["kpis"].pop()
    data["datasets"][0].update(kind="reference", published="all")
    build([Plugin.model_validate(jail()), Plugin.model_validate(data)])


def test_measures_of_other_plugins_must_be_published() -> None:
    data = _courts()
    data["kpis"][0]["formula"]["denominator"] = "jail.came"
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(jail()), Plugin.model_validate(data)])
    assert caught.value.code == "RK115"
    assert "formula.denominator" in caught.value.where
    assert "published: true" in caught.value.fix
    published = jail()
    published["measures"][0]["published"] = True
    build([Plugin.model_validate(published), Plugin.model_validate(data)])


def test_stock_lines_hold_for_views() -> None:
    data = _courts()
    data["views"].append({"id": "courts.form", "of": "jail.form"})
    source = {**CAME, "dataset": "courts.form", "where": "line = 'HELD'"}
    data["measures"].append({**_measure("x", "flow", source), "id": "courts.x"})
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(jail()), Plugin.model_validate(data)])
    assert caught.value.code == "RK111"


def test_joins_of_what_is_not_there_stay_unavailable() -> None:
    catalog = build([Plugin.model_validate(_courts())])
    assert set(catalog.unavailable) == {"courts.linked_share", "courts.linked_stays"}
    assert not catalog.kpis


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_limit_is_a_number_that_can_be_written_down(number: float) -> None:
    data = jail()
    data["kpis"].append(_kpi("x", _share("per_place", threshold=number)))
    with pytest.raises(ValidationError):
        Plugin.model_validate(data)


@pytest.mark.parametrize(
    "wrong",
    [{"idle_from": "went"}, {"idle_to": "went"}, {"sources": [{**LASTS, "value": "1"}]}, {"q": "3/2"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_age_has_a_whole_time_of_rest_and_no_worth(wrong: dict[str, Any]) -> None:
    data = jail()
    data["measures"].append({**_measure("x", "stock_age", LASTS), **wrong})
    with pytest.raises(ValidationError):
        Plugin.model_validate(data)
    data["measures"][-1] = _measure("x", "stock_age", LASTS, idle_from="came", idle_to="went")
    build([Plugin.model_validate(data)])
