"""Police of India, districts by year: every printed total of 35 states adds up, and two districts do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import rolkpi
from rolkpi.model import Area, Codelist, Dataset, Expected, Flow, Kpi, Parent, Plugin, Total

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, str]]

HEADS = (
    *("MURDER", "ATTEMPT TO MURDER", "CULPABLE HOMICIDE NOT AMOUNTING TO MURDER", "RAPE", "KIDNAPPING and ABDUCTION"),
    *("DACOITY", "PREPARATION AND ASSEMBLY FOR DACOITY", "ROBBERY", "BURGLARY", "THEFT", "RIOTS"),
    *("CRIMINAL BREACH OF TRUST", "CHEATING", "COUNTERFIETING", "ARSON", "HURT/GREVIOUS HURT", "DOWRY DEATHS"),
    *("ASSAULT ON WOMEN WITH INTENT TO OUTRAGE HER MODESTY", "INSULT TO MODESTY OF WOMEN"),
    *("CRUELTY BY HUSBAND OR HIS RELATIVES", "IMPORTATION OF GIRLS FROM FOREIGN COUNTRIES"),
    *("CAUSING DEATH BY NEGLIGENCE", "OTHER IPC CRIMES"),
)
PARTS = (
    *("CUSTODIAL RAPE", "OTHER RAPE", "AUTO THEFT", "OTHER THEFT"),
    *("KIDNAPPING AND ABDUCTION OF WOMEN AND GIRLS", "KIDNAPPING AND ABDUCTION OF OTHERS"),
)
"""Parts of three heads, printed beside them: adding them to the heads counts them twice."""
ALL_CRIMES = "TOTAL IPC CRIMES"
INDIA = "IN"
CRIMES = {
    "2001": 1_769_308,
    "2002": 1_780_330,
    "2003": 1_716_120,
    "2004": 1_832_010,
    "2005": 1_822_602,
    "2006": 1_878_293,
}


def is_total(row: dict[str, str]) -> bool:
    return row["DISTRICT"] in ("TOTAL", "DELHI UT TOTAL")


def code_of(row: dict[str, str]) -> str:
    return f"{row['STATE/UT']}/{row['DISTRICT']}"


@pytest.fixture(scope="module")
def rows(read_csv: Callable[..., Rows]) -> Rows:
    return read_csv("05_police_india_ncrb/district_ipc_crimes_2001_2006.csv.gz")


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    """Heads of districts; their parts; and a definition that forgets to leave out total rows."""
    wheres = {"crimes": "line = 'HEAD'", "parts": "line = 'PART'", "everything": "line IN ('HEAD', 'TOTAL ROW')"}
    by = {"dimensions": {"head": "item"}}
    shown: dict[str, Any] = {"levels": ("district", "state", "country"), "frequencies": ("year",)}
    broken_down = {"disaggregations": (("head",),)}
    return Plugin(
        name="ncrb",
        title="Police of India",
        codelists=(codelist("ncrb.head", (*HEADS, *PARTS)),),
        datasets=(form("ncrb.yearbook", "ncrb.head"),),
        measures=tuple(
            line_of("ncrb.yearbook", line, Flow, "crimes", where=where, **by) for line, where in wheres.items()
        ),
        kpis=(
            kpi("ncrb.crimes_total", Total(measure="ncrb.crimes"), "crimes", **shown, **broken_down),
            kpi("ncrb.parts_total", Total(measure="ncrb.parts"), "crimes", **shown, **broken_down),
            kpi("ncrb.everything_total", Total(measure="ncrb.everything"), "crimes", **shown),
        ),
    )


def compute(rows: Rows, plugin: Plugin, *, total_rows_owe: bool) -> rolkpi.Computation:
    states = sorted({row["STATE/UT"] for row in rows})
    districts = sorted({(code_of(row), row["STATE/UT"]) for row in rows})
    cells = [
        {
            "place": code_of(row),
            "month": f"{row['YEAR']}-12",  # one table a year, dated by its last month: no other is owed
            "line": "PART" if head in PARTS else "TOTAL ROW" if is_total(row) else "HEAD",
            "item": head,
            "value": row[head],
        }
        for row in rows
        for head in (*HEADS, *PARTS)
        if not (is_total(row) and head in PARTS)
    ]
    owed = [
        Expected(
            dataset="ncrb.yearbook",
            area=code_of(row),
            valid_from=date(int(row["YEAR"]), 12, 1),
            valid_to=date(int(row["YEAR"]) + 1, 1, 1),
        )
        for row in rows
        if total_rows_owe or not is_total(row)
    ]
    answer = rolkpi.compute(
        [plugin],
        {"ncrb.yearbook": cells},
        [
            Area(code=INDIA, name="India", level="country"),
            *(Area(code=s, name=s, level="state") for s in states),
            *(Area(code=d, name=d, level="district") for d, _ in districts),
        ],
        parents=[
            *(Parent(area=s, parent=INDIA) for s in states),
            *(Parent(area=d, parent=s) for d, s in districts),
        ],
        expected=owed,
        kpis=["ncrb.everything_total"] if total_rows_owe else ["ncrb.crimes_total", "ncrb.parts_total"],
    )
    assert answer.quarantined.num_rows == 0
    return answer


@pytest.fixture(scope="module")
def computed(rows: Rows, plugin: Plugin) -> rolkpi.Computation:
    return compute(rows, plugin, total_rows_owe=False)


def test_every_printed_total_of_a_state(rows: Rows, computed: rolkpi.Computation, figures: Figures) -> None:
    """35 states in 6 years, 30 columns: 6,300 printed cells are the sums of their districts."""
    by_head = figures(computed, "ncrb.crimes_total", "head", levels="state")
    by_part = figures(computed, "ncrb.parts_total", "head", levels="state")
    whole = figures(computed, "ncrb.crimes_total", levels="state")
    compared = 0
    for row in filter(is_total, rows):
        state, year = row["STATE/UT"], row["YEAR"]
        for head in (*HEADS, *PARTS):
            figure = (by_part if head in PARTS else by_head)[state, year, head]
            assert figure["value"] == int(row[head]), (state, year, head)
        assert whole[state, year, ""]["value"] == int(row[ALL_CRIMES])
        assert whole[state, year, ""]["obs_status"] == "ok"
        compared += len(HEADS) + len(PARTS) + 1
    assert compared == 35 * 6 * 30


def test_two_districts_whose_own_total_is_misprinted(
    rows: Rows, computed: rolkpi.Computation, figures: Figures
) -> None:
    """Of 4,155 printed district totals two differ from their heads, by 9 up and 9 down: the state hides it."""
    whole = figures(computed, "ncrb.crimes_total", levels="district")
    districts = [row for row in rows if not is_total(row)]
    found = {}
    for row in districts:
        figure = whole[code_of(row), row["YEAR"], ""]
        if figure["value"] != int(row[ALL_CRIMES]):
            found[code_of(row), row["YEAR"]] = (int(row[ALL_CRIMES]), figure["value"])
    assert found == {
        ("TAMIL NADU/PERAMBALUR", "2001"): (1_100, 1_091),
        ("TAMIL NADU/VIRUDHUNAGAR", "2001"): (4_503, 4_512),
    }
    states = Counter(row["obs_status"] for row in whole.values())
    assert states == {"ok": len(districts), "not_applicable": 435}  # districts that came or went in the six years
    assert len(districts) == 4_155


def test_total_rows_double_what_they_are_added_to(
    rows: Rows, plugin: Plugin, computed: rolkpi.Computation, figures: Figures
) -> None:
    of_2006 = compute([row for row in rows if row["YEAR"] == "2006"], plugin, total_rows_owe=True)
    doubled = figures(of_2006, "ncrb.everything_total", levels="country")
    whole = figures(computed, "ncrb.crimes_total", levels="country")
    printed: Counter[str] = Counter()
    for row in filter(is_total, rows):
        printed[row["YEAR"]] += int(row[ALL_CRIMES])
    assert printed == CRIMES
    assert {year: whole[INDIA, year, ""]["value"] for year in CRIMES} == CRIMES
    assert doubled[INDIA, "2006", ""]["value"] == 2 * 1_878_293


def test_parts_of_a_head_are_no_further_crimes(computed: rolkpi.Computation, figures: Figures) -> None:
    heads = figures(computed, "ncrb.crimes_total", "head", areas=INDIA)
    parts = figures(computed, "ncrb.parts_total", "head", areas=INDIA)
    for head, of_it in (("RAPE", PARTS[:2]), ("THEFT", PARTS[2:4]), ("KIDNAPPING and ABDUCTION", PARTS[4:])):
        for year in CRIMES:
            assert sum(parts[INDIA, year, part]["value"] for part in of_it) == heads[INDIA, year, head]["value"]
    assert (heads[INDIA, "2006", "RAPE"]["value"], parts[INDIA, "2006", "CUSTODIAL RAPE"]["value"]) == (19_348, 2)
