"""Closed lists of values the chain plugin adds: what two institutions name alike, and what a survey asks."""

from __future__ import annotations

from rolkpi.model import Code, Codelist


def _list(list_id: str, labels: dict[str, str]) -> Codelist:
    return Codelist(id=list_id, codes=tuple(Code(code=code, label=label) for code, label in labels.items()))


REPORT_KINDS = {"INTERIM": "Interim report (incomplete challan)", "COMPLETE": "Complete report (challan)"}

INSTITUTIONS = {
    "POLICE": "Police and Levies",
    "PROSECUTION": "Prosecution service",
    "COURTS": "Courts",
    "PRISONS": "Prisons",
    "PROBATION": "Probation and parole",
}

REPORT_KIND = _list("chain.report_kind", REPORT_KINDS)

QUESTION = _list(
    "chain.question",
    {
        "CONFIDENCE": "Has a great deal or some confidence",
        "REPORTED_VIOLENCE": "Of victims of violence in the last 12 months: reported it to the authorities",
    },
)

INSTITUTION = _list("chain.institution", {"ALL": "All justice institutions together", **INSTITUTIONS})

SEX = _list("chain.survey_sex", {"ALL": "All respondents", "F": "Women", "M": "Men"})

RESIDENCE = _list("chain.residence", {"ALL": "All respondents", "URBAN": "Urban", "RURAL": "Rural"})

CODELISTS = (REPORT_KIND, QUESTION, INSTITUTION, SEX, RESIDENCE)
