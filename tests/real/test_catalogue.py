"""The shipped KPIs against the catalogue they were written from: codes, units, directions, breakdowns.

What differs on purpose stands below with its reason, and a reason that explains nothing any more fails too. The file
``reference/kpi_catalogue.json`` is looked for beside the folder of the data sets; without it these tests skip.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rolkpi.loader import load_plugins
from rolkpi.model import Kpi

REPOSITORY = Path(__file__).resolve().parents[2]
PLUGINS = ("chain", "judiciary", "police", "prisons", "probation", "prosecution")

PLACES = {
    "district": "district",
    "division": "division",
    "province": "province",
    "facility": "facility",
    "prison": "facility",
    "court": "court",
    "district of facility": "district",
    "division (district only if n>=20, S)": "division",
    "province (district of residence if recorded)": "province",
    "police district": "district",
}
"""Words of the catalogue that are levels of areas here."""

DIMENSIONS = {
    "age band": ("age_band",),
    "age band of the case (18-30, 31-90, 91-180, >180 days)": (),
    "age class": ("age_class", "juvenile"),
    "age class (adult/juvenile)": ("age_class",),
    "age of report": (),
    "appellant side": ("side",),
    "case type": ("case_type",),
    "case type (criminal/civil)": ("case_type",),
    "category": ("category",),
    "cause": ("cause",),
    "class of limit": ("limit_id",),
    "complainant sex": ("complainant_sex",),
    "court": ("court_level", "court_type"),
    "court level": ("court_level",),
    "court type": ("court_type",),
    "defect code": (),
    "disposal mode": ("disposal_mode",),
    "exit reason": ("exit_reason",),
    "facility type": ("facility_type",),
    "force": ("force",),
    "force (police/ex-Levies)": ("force",),
    "GBV flag": ("gbv_flag",),
    "hour band": ("hour_band",),
    "institution": ("plugin",),
    "juvenile flag": ("juvenile", "juvenile_flag", "age_class"),
    "kind": ("kind", "report_kind"),
    "kind (adult, juvenile, parole)": ("kind",),
    "KPI": ("kpi",),
    "length of order": ("length",),
    "mode": ("mode",),
    "nationality": ("nationality",),
    "offence": ("offence_cat",),
    "offence category": ("offence_cat", "offence"),
    "offence severity": ("severity",),
    "offence type": ("offence_cat",),
    "penalty class": ("penalty_class",),
    "plea/contest": ("plea",),
    "programme": ("programme",),
    "property type": ("property_type",),
    "prosecutor grade": ("prosecutor_grade",),
    "rank group": ("rank_group",),
    "reason": ("acquittal_reason",),
    "reason (prosecution, defence, court, prison, police)": ("adj_reason",),
    "reason for failure": ("missed_reason",),
    "release reason": ("release_reason",),
    "sex": ("sex", "juvenile_sex"),
    "status": ("status",),
    "status at admission": ("status",),
    "urban/rural": ("urban",),
    "victim age band": ("victim_age",),
    "victim age band (<18, 18+)": ("victim_age",),
    "victim sex": ("victim_sex",),
    "witness type (police, medical, private)": ("witness_type",),
}
"""Words of the catalogue that are dimensions here, by any of these names; by none where siblings say it."""

SIBLINGS = {
    ("CHN-03", "stage"): "stage_",
    ("CHN-08", "stage"): "attrition_",
    ("CHN-16", "institution"): "public_confidence_",
    ("CHN-16", "sex"): "public_confidence_of_",
    ("CHN-16", "urban/rural"): "public_confidence_",
    ("CHN-17", "stage"): "map_",
    ("JUD-03", "age band"): "pending_",
    ("POL-06", "age band of the case (18-30, 31-90, 91-180, >180 days)"): "open_",
    ("PRI-02", "sex wing"): "occupancy_",
    ("PRI-13", "victim type"): "assaults_",
    ("PRO-03", "age of report"): "pending_",
    ("PRO-04", "defect code"): "defect_return_rate_",
}
"""(code, word): the beginning of the names of siblings, each a number of its own, that the word is told by."""

STATION = (
    "stations open, close and are handed over: no closed list of codes. A workspace that wants figures by station has "
    "them as areas"
)
SESSIONS = "the sessions divisions are areas: a workspace lists them in the hierarchy 'judicial'"
COUNT = "the unit says what is counted: "
ON_PURPOSE: Mapping[tuple[str, str], str] = {
    ("CHN-09", "by facility"): "the report is owed by the police of the FIR's district, and a share by prison would "
    "blame the prison; who is held where stands in PRI-05 and PRI-06",
    ("CHN-10", "by age band"): "the register holds no date of birth, only the age class",
    ("CHN-11", "unit 'count'"): COUNT + "cases",
    ("CHN-18", "unit '0-100'"): "0 to 100 is the range; the unit is points",
    (
        "CHN-18",
        "by district within comparison group",
    ): "no comparison groups have been agreed, and ranks are no figures of an area",
    ("JUD-01", "by sessions division"): SESSIONS,
    ("JUD-02", "by sessions division"): SESSIONS,
    ("JUD-03", "by sessions division"): SESSIONS,
    ("JUD-09", "by age band"): "pending cases by age stand in JUD-03; a median within a band of ages says little",
    ("JUD-16", "by sessions division"): SESSIONS,
    ("POL-01", "by police station"): STATION,
    ("POL-04", "by police station"): STATION,
    ("POL-05", "by police station"): STATION,
    ("POL-06", "by police station"): STATION,
    ("POL-20", "by month"): "every KPI has its months: that is a frequency",
    ("PRB-06", "by officer"): "it would rank persons by name",
    ("PRB-18", "unit 'person-days'"): "who has two orders at a time is counted under both: the days are of orders",
    ("PRI-06", "by offence category"): "a person may be held for several offences: the gravest penalty decides",
    ("PRI-14", "unit 'count'"): COUNT + "escapes",
    ("PRO-04", "by police station"): STATION,
    ("PRO-05", "by police station"): STATION,
}
"""(code, what differs): why."""


@pytest.fixture(scope="module")
def catalogue() -> dict[str, dict[str, Any]]:
    for folder in REPOSITORY.parents:
        path = folder / "shared" / "reference" / "kpi_catalogue.json"
        if path.exists():
            return {k["id"]: k for k in json.loads(path.read_text(encoding="utf-8"))["kpis"]}
    pytest.skip("the catalogue the definitions were written from (reference/kpi_catalogue.json) is not on this machine")


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[Kpi]]:
    by_code = defaultdict(list)
    for kpi in load_plugins(PLUGINS).catalog.kpis.values():
        by_code[kpi.code].append(kpi)
    return by_code


def test_every_code_is_there_and_no_other(catalogue: dict[str, Any], shipped: dict[str, list[Kpi]]) -> None:
    assert len(catalogue) == 115
    assert set(shipped) == set(catalogue)


def test_units_directions_and_breakdowns(
    catalogue: dict[str, Any], shipped: dict[str, list[Kpi]], capsys: pytest.CaptureFixture[str]
) -> None:
    found = {
        (code, what)
        for code, entry in catalogue.items()
        for what in (
            *_units(entry, shipped[code]),
            *_directions(entry, shipped[code]),
            *_breakdowns(entry, shipped[code], catalogue),
        )
    }
    with capsys.disabled():
        sys.stdout.write("\nOn purpose not as the catalogue has it:\n")
        for code, what in sorted(found):
            sys.stdout.write(f"  {code} {what}: {ON_PURPOSE.get((code, what), 'NO REASON GIVEN')}\n")
    assert found - set(ON_PURPOSE) == set(), "differs, and nobody says why"
    assert set(ON_PURPOSE) - found == set(), "is explained, and does not differ"


def _units(entry: Mapping[str, Any], kpis: list[Kpi]) -> Iterator[str]:
    """Units the catalogue names that no sibling has."""
    said = re.sub(r"\((vector|distribution|with confidence interval)\)|by stage", "", entry["unit"])
    for unit in (u.strip(" )") for u in re.split(r";|\(and|\(share of UTPs as companion", said)):
        if unit and unit not in {k.unit for k in kpis}:
            yield f"unit '{unit}'"
    if "share of UTPs" in entry["unit"] and "%" not in {k.unit for k in kpis}:
        yield "unit '%'"


def _directions(entry: Mapping[str, Any], kpis: list[Kpi]) -> Iterator[str]:
    """The direction of the catalogue, where no sibling has it."""
    said = entry["direction"].split()[0]
    if said not in {k.direction.value for k in kpis}:
        yield f"direction '{said}'"


def _breakdowns(entry: Mapping[str, Any], kpis: list[Kpi], catalogue: Mapping[str, Any]) -> Iterator[str]:
    """Breakdowns that no sibling has, as dimension or level."""
    levels = {level for k in kpis for level in k.levels}
    dimensions = {d for k in kpis for by in k.disaggregations for d in by}
    for word in _words(entry["disaggregations"], catalogue):
        names = SIBLINGS.get((entry["id"], word))
        told = names is not None and sum(k.id.partition(".")[2].startswith(names) for k in kpis) > 1
        there = PLACES.get(word) in levels or dimensions & set(DIMENSIONS.get(word, ()))
        if not told and not there:
            yield f"by {word}"


def _words(text: str, catalogue: Mapping[str, Any]) -> list[str]:
    words = [w.strip() for w in re.split(r",\s*(?![^()]*\))", text)]
    return [
        w
        for word in words
        for w in (_words(catalogue[word[3:]]["disaggregations"], catalogue) if word.startswith("as ") else [word])
    ]
