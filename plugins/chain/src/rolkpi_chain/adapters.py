"""Files of outside systems that become the chain plugin's own dataset."""

from __future__ import annotations

from rolkpi.model import Adapter, ColumnMapping

_EVERYBODY = {"Total": "ALL", "All": "ALL"}
_NOTHING = ("-", "n/a", "N/A", "*")

SURVEY_TABLES = Adapter(
    id="chain.survey_tables",
    dataset="chain.survey",
    description="Tables of a perception survey as the statisticians hand them over (CSV or Excel, one row per result, "
    "with days written 31/10/2020). A star stands where there were too few answers for a margin. Results by age or "
    "income are left out and counted; those of another province go to quarantine.",
    columns={
        "province": ColumnMapping(column="Province", codes={"Balochistan": "PK2"}),
        "round_on": ColumnMapping(column="Field work ended", format="%d/%m/%Y"),
        "question": ColumnMapping(
            column="Indicator",
            codes={
                "Confidence in institution": "CONFIDENCE",
                "Confidence in justice institutions": "CONFIDENCE",
                "Victims of violence who reported it": "REPORTED_VIOLENCE",
                "SDG 16.3.1": "REPORTED_VIOLENCE",
            },
        ),
        "institution": ColumnMapping(
            column="Institution",
            default="ALL",
            codes={
                "All": "ALL",
                "Police": "POLICE",
                "Police and Levies": "POLICE",
                "Prosecution": "PROSECUTION",
                "Prosecution service": "PROSECUTION",
                "Courts": "COURTS",
                "Prisons": "PRISONS",
                "Jails": "PRISONS",
                "Probation": "PROBATION",
                "Probation and parole": "PROBATION",
            },
        ),
        "sex": ColumnMapping(column="Sex", default="ALL", codes={**_EVERYBODY, "Female": "F", "Male": "M"}),
        "residence": ColumnMapping(
            column="Urban/Rural", default="ALL", codes={**_EVERYBODY, "Urban": "URBAN", "Rural": "RURAL"}
        ),
        "estimate": ColumnMapping(column="Estimate (%)"),
        "low": ColumnMapping(column="Lower 95%", empty=_NOTHING),
        "high": ColumnMapping(column="Upper 95%", empty=_NOTHING),
        "asked": ColumnMapping(column="Respondents", empty=_NOTHING),
        "source": ColumnMapping(column="Table"),
    },
    ignore={
        "Cut by": {
            "Age": "results by age group are not asked for",
            "Income": "results by income are not asked for",
        }
    },
)

ADAPTERS = (SURVEY_TABLES,)
