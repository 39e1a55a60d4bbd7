"""Street-level crime of police.uk: a public register of another country, to try the framework on."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, ColumnMapping
from rolkpi_police.datasets import FIR

LSOA_SUFFIX = r"\s+[0-9]{3}[A-Z]$"
"""What follows the district in the name of a small area: ``Leeds 042A``."""


def read_street_crime(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """Add what a mapping cannot make from a police.uk street-level table; rows stay as many and in order.

    ``District``: the LSOA name without its number, empty where there is none. ``First day``: the first day of
    ``Month``.
    """
    district = pc.replace_substring_regex(table["LSOA name"], pattern=LSOA_SUFFIX, replacement="")
    month = table["Month"]
    first_day = pc.if_else(pc.equal(pc.utf8_length(month), 7), pc.binary_join_element_wise(month, "01", "-"), month)
    return table.append_column("District", district).append_column("First day", first_day)


STREET_CRIME = Adapter(
    id="police.street_crime",
    dataset="police.fir",
    description="police.uk street-level crime (CSV, one row per crime and month), West Yorkshire. Only the month is "
    "published: every crime stands on its first day. Nothing says when an investigation ended, so the files serve "
    "counts (POL-01, POL-02) and no clock. The key is the crime ID: the same row twice counts once, one ID with "
    "different content goes to quarantine, and so do a crime without an ID and a place outside the five districts.",
    columns={
        "fir_id": ColumnMapping(column="Crime ID"),
        "district": ColumnMapping(
            column="District",
            codes={
                "Bradford": "E08000032",
                "Calderdale": "E08000033",
                "Kirklees": "E08000034",
                "Leeds": "E08000035",
                "Wakefield": "E08000036",
            },
        ),
        "force": ColumnMapping(constant="POLICE"),
        "registered_at": ColumnMapping(column="First day"),
        "offence_cat": ColumnMapping(
            column="Crime type",
            codes={
                "Bicycle theft": "BICYCLE_THEFT",
                "Burglary": "BURGLARY",
                "Criminal damage and arson": "CRIMINAL_DAMAGE",
                "Drugs": "NARCOTICS",
                "Other crime": "OTHER",
                "Other theft": "OTHER_THEFT",
                "Possession of weapons": "ARMS",
                "Public order": "PUBLIC_ORDER",
                "Robbery": "ROBBERY",
                "Shoplifting": "SHOPLIFTING",
                "Theft from the person": "THEFT_PERSON",
                "Vehicle crime": "VEHICLE_CRIME",
                "Violence and sexual offences": "VIOLENCE",
            },
        ),
    },
    ignore={"Crime type": {"Anti-social behaviour": "an incident, not a recorded crime; it has no crime ID"}},
    absent=tuple(
        column.name
        for column in FIR.columns
        if column.name not in ("fir_id", "district", "force", "registered_at", "offence_cat")
    ),
    read=read_street_crime,
)
