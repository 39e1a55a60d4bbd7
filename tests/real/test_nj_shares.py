"""New Jersey municipal courts, each judged by itself: how many of a county's courts clear more than they receive.

And a score for every court, county and the state over clearance and backlog, where one of the two may be missing.
Counted again from the publisher's page in plain Python, with whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    Dataset,
    Expected,
    Flow,
    Kpi,
    Parent,
    Plugin,
    Ratio,
    Score,
    ScorePart,
    Stock,
    Total,
    UnitShare,
)

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

STATE, YEAR = "NJ", "FY2015-16"
LINES = ("Filings", "Resolutions", "Backlog", "ActivePending")
COUNTIES = {
    # courts that cleared more than came in, courts with filings; cases filed in the former, cases filed
    "ATLANTIC": (11, 23, 65_059, 142_443),
    "CUMBERLAND": (0, 14, 0, 72_755),
    "HUDSON": (5, 13, 490_056, 1_027_235),
    "MERCER": (6, 13, 134_884, 204_822),
    STATE: (169, 557, 1_841_714, 5_899_845),
}
CLEARANCE = {"worst": 80.0, "best": 120.0}
BACKLOG = {"worst": 60.0, "best": 10.0}


@dataclass(frozen=True)
class Court:
    """The grand totals of one court, county or the state."""

    filings: int
    resolutions: int
    backlog: int
    pending: int

    @property
    def parts(self) -> Iterator[tuple[int, Fraction]]:
        """Weight and norm of the two parts of a score, without one that divides by nothing."""
        shares = (
            (3, CLEARANCE, self.resolutions, self.filings),
            (1, BACKLOG, self.backlog, self.pending),
        )
        for weight, ends, over, under in shares:
            if under:
                worst, best = Fraction(ends["worst"]), Fraction(ends["best"])
                yield weight, min(Fraction(1), max(Fraction(0), (Fraction(over * 100, under) - worst) / (best - worst)))

    @property
    def score(self) -> Fraction:
        parts = list(self.parts)
        return sum((w * norm for w, norm in parts), Fraction(0)) * 100 / sum(w for w, _ in parts)


@pytest.fixture(scope="module")
def rows(read_csv: Read) -> list[dict[str, str]]:
    return read_csv("06_courts_nj_municipal/municipal-courts-2016-06.csv.gz")


def count(row: dict[str, str], line: str) -> int:
    return int(row[f"{line}_Current_GrandTotal"].replace(",", ""))


def code_of(row: dict[str, str]) -> str:
    return f"{row['County']}/{row['Municipality']}"


@pytest.fixture(scope="module")
def courts(rows: list[dict[str, str]]) -> dict[str, Court]:
    """Courts, and counties and the state as the sums of theirs."""
    sums: dict[str, Counter[str]] = {}
    for row in rows:
        for place in (code_of(row), row["County"], STATE):
            sums.setdefault(place, Counter()).update({line: count(row, line) for line in LINES})
    return {place: Court(*(lines[line] for line in LINES)) for place, lines in sums.items()}


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    shown: dict[str, Any] = {"levels": ("municipality", "county", "state"), "frequencies": ("fiscal_year",)}
    above = {**shown, "levels": ("county", "state")}
    clears: dict[str, Any] = {"kpi": "nj.clearance", "level": "municipality", "test": ">", "threshold": 100}
    parts = (
        ScorePart(kpi="nj.clearance", weight=3, **CLEARANCE),
        ScorePart(kpi="nj.backlog_share", **BACKLOG),
    )
    good: dict[str, Any] = {"kpi": "nj.score_of_some", "level": "municipality", "test": ">=", "threshold": 50}
    return Plugin(
        name="nj",
        title="New Jersey municipal courts",
        codelists=(codelist("nj.item", ("ALL",)),),
        datasets=(form("nj.table", "nj.item", reported_by=("municipality",)),),
        measures=(
            *(line_of("nj.table", line, Flow) for line in ("Filings", "Resolutions")),
            *(line_of("nj.table", line, Stock) for line in ("Backlog", "ActivePending")),
        ),
        kpis=(
            kpi("nj.filed", Total(measure="nj.filings"), "cases", **shown),
            kpi("nj.clearance", Ratio(numerator="nj.resolutions", denominator="nj.filings"), **shown),
            kpi("nj.backlog_share", Ratio(numerator="nj.backlog", denominator="nj.activepending"), **shown),
            kpi("nj.clearing", UnitShare(**clears), **above),
            kpi("nj.filed_where_clearing", UnitShare(**clears, weight="nj.filed"), **above),
            kpi("nj.score_of_all", Score(parts=parts), "points", **shown),
            kpi("nj.score_of_some", Score(parts=parts, min_coverage="3/4"), "points", **shown),
            kpi("nj.good_courts", UnitShare(**good), **above),
        ),
    )


@pytest.fixture(scope="module")
def computed(rows: list[dict[str, str]], plugin: Plugin, owed_in: Callable[..., list[Expected]]) -> rolkpi.Computation:
    counties = sorted({row["County"] for row in rows})
    answer = rolkpi.compute(
        [plugin],
        {
            "nj.table": [
                {"place": code_of(row), "month": "2016-06", "line": line, "item": "ALL", "value": count(row, line)}
                for row in rows
                for line in LINES
            ]
        },
        [
            Area(code=STATE, name="New Jersey", level="state"),
            *(Area(code=c, name=c, level="county") for c in counties),
            *(Area(code=code_of(r), name=r["Municipality"], level="municipality") for r in rows),
        ],
        parents=[
            *(Parent(area=c, parent=STATE) for c in counties),
            *(Parent(area=code_of(r), parent=r["County"]) for r in rows),
        ],
        expected=owed_in("nj.table", [(2016, 6)]),
        first_month="2015-07",
        last_month="2016-06",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def within(place: str, courts: dict[str, Court]) -> list[Court]:
    return [c for code, c in courts.items() if "/" in code and (place == STATE or code.startswith(f"{place}/"))]


def test_courts_that_clear_more_than_they_receive(
    courts: dict[str, Court], computed: rolkpi.Computation, figures: Figures
) -> None:
    """21 counties and the state: 169 of 557 courts, with 31.2 % of the cases. 100 % itself is not more; the court
    nothing was filed in is on neither side, and its county says so."""
    shares, weighted = figures(computed, "nj.clearing"), figures(computed, "nj.filed_where_clearing")
    assert len(shares) == len(weighted) == 22
    found = {}
    for (place, period, _), row in shares.items():
        units = within(place, courts)
        judged = [c for c in units if c.filings]
        clearing = [c for c in judged if c.resolutions > c.filings]
        by_cases = weighted[place, period, ""]
        assert (row["numerator"], row["denominator"], row["n"]) == (len(clearing), len(judged), len(judged))
        wanted = sum(c.filings for c in clearing), sum(c.filings for c in judged), len(judged)
        assert (by_cases["numerator"], by_cases["denominator"], by_cases["n"]) == wanted
        for figure in (row, by_cases):
            assert (figure["covered"], figure["expected"]) == (len(judged), len(units))
            assert figure["value"] == figure["numerator"] * 100 / figure["denominator"]
            assert figure["obs_status"] == ("ok" if len(judged) == len(units) else "provisional")
        found[place] = (row["numerator"], row["denominator"], *wanted[:2])
    assert {place: found[place] for place in COUNTIES} == COUNTIES
    assert sum(c.filings == c.resolutions > 0 for c in within(STATE, courts)) == 3


def test_a_share_of_courts_is_not_the_clearance_of_their_cases(
    courts: dict[str, Court], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Three counties clear more than they receive, and in each of them most courts do not."""
    shares, clearance = figures(computed, "nj.clearing"), figures(computed, "nj.clearance", levels=("county", "state"))
    above = {p for (p, _, _), row in clearance.items() if row["value"] > 100}
    assert above == {p for p, c in courts.items() if "/" not in p and c.resolutions > c.filings}
    assert {p: f"{shares[p, YEAR, '']['value']:.1f}" for p in above} == {
        **{"HUDSON": "38.5", "MERCER": "46.2", "SOMERSET": "42.9"}
    }
    assert f"{clearance[STATE, YEAR, '']['value']:.1f} {shares[STATE, YEAR, '']['value']:.1f}" == "98.4 30.3"


def test_scores_with_and_without_a_missing_part(
    courts: dict[str, Court], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Clearance weighs 3, backlog 1. Where one is undefined the other stands alone, if so little is allowed to."""
    outcome: Counter[tuple[str, str]] = Counter()
    for name, least in (("all", Fraction(1)), ("some", Fraction(3, 4))):
        got = figures(computed, f"nj.score_of_{name}")
        assert len(got) == len(courts) == 558 + 21 + 1
        for (place, _, _), row in got.items():
            court = courts[place]
            weights = [weight for weight, _ in court.parts]
            assert (row["covered"], row["expected"]) == (len(weights), 2)
            if weights and Fraction(sum(weights), 4) >= least:
                assert row["value"] == pytest.approx(float(court.score), rel=1e-12, abs=1e-9)
                assert row["n"] == len(weights)
                assert (row["numerator"], row["denominator"]) == (None, None)
                assert row["obs_status"] == ("ok" if len(weights) == 2 else "provisional")
                assert row["reason"] == (None if len(weights) == 2 else "1 of 2 parts have a value")
            else:
                assert (row["value"], row["n"], row["obs_status"]) == (None, None, "no_data")
            outcome[name, row["obs_status"]] += 1
    assert outcome == {
        **{("all", "ok"): 569, ("all", "no_data"): 11},  # ten courts without a pending case, one without any case
        **{("some", "ok"): 569, ("some", "provisional"): 10, ("some", "no_data"): 1},
    }


def test_scores_are_reckoned_for_each_area_and_never_added(
    courts: dict[str, Court], computed: rolkpi.Computation, figures: Figures
) -> None:
    """And courts can be judged by their score: 50 itself is enough; no score is no bad score."""
    good = figures(computed, "nj.good_courts")
    for (place, _, _), row in good.items():
        scores = [c.score for c in within(place, courts) if any(c.parts)]
        assert (row["numerator"], row["denominator"]) == (sum(s >= 50 for s in scores), len(scores)), place
    state = figures(computed, "nj.score_of_all", levels="state")[STATE, YEAR, ""]
    whole = [float(c.score) for c in within(STATE, courts) if len(list(c.parts)) == 2]
    assert [f"{v:.2f}" for v in (state["value"], sum(whole) / len(whole))] == ["49.06", "46.44"]
    row = good[STATE, YEAR, ""]
    assert (row["numerator"], row["denominator"], row["expected"], row["obs_status"]) == (271, 557, 558, "provisional")
