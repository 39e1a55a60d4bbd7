"""People in an FIR: the accused and the victims."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Formula, Link, Lookup, Rule, View
from rolkpi_police.codelists import AGE_BANDS

_FIR_ID = Column(name="fir_id", type=ColumnType.KEY, required=True, description="The FIR: police.fir.fir_id.")
_DISTRICT = Column(
    name="district",
    type=ColumnType.AREA,
    required=True,
    description="District that registered the FIR, as in police.fir.",
)
_REGISTERED = Column(
    name="registered_at",
    type=ColumnType.DATE,
    required=True,
    description="Day the FIR was registered, as in police.fir: the register files its people under it.",
)
_V05 = Rule(
    id="V05",
    check="registered_at >= DATE '1990-01-01'",
    message="the FIR was registered before 1990: is the year right?",
)

ACCUSED = Dataset(
    id="police.accused",
    kind="events",
    description="One row per accused of an FIR. Somebody accused in two FIRs is two rows with one person key. The date "
    "of birth is not asked for: age at the offence and the juvenile flag say what is needed.",
    columns=(
        _FIR_ID,
        Column(
            name="accused_no",
            type=ColumnType.INT,
            required=True,
            description="Number of the accused within the FIR, kept through the whole chain.",
        ),
        _DISTRICT,
        _REGISTERED,
        Column(
            name="person_key",
            type=ColumnType.KEY,
            personal=True,
            description="Number that identifies the person (CNIC); stored as a keyed hash only. Empty when unknown.",
        ),
        Column(
            name="named",
            type=ColumnType.BOOL,
            description="Whether the accused is named; false for an unknown person.",
        ),
        Column(name="sex", type=ColumnType.CODE, codelist="police.sex"),
        Column(name="age_at_offence", type=ColumnType.INT, description="Completed years on the day of the offence."),
        Column(
            name="juvenile",
            type=ColumnType.BOOL,
            description="Whether the accused was under 18 at the offence. Empty: not known.",
        ),
        Column(
            name="arrested_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time of the arrest; of the last one where there were several. Empty when the accused "
            "was not arrested, or the time is not known.",
        ),
        Column(
            name="produced_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time of the first production before a magistrate after the arrest.",
        ),
        Column(
            name="travel_minutes",
            type=ColumnType.INT,
            description="Minutes of the journey from the place of arrest to the magistrate's court, where recorded.",
        ),
        Column(
            name="custody_status",
            type=ColumnType.CODE,
            codelist="police.custody_status",
            description="As it stands on the day of the delivery.",
        ),
        Column(
            name="po_declared_at",
            type=ColumnType.DATE,
            description="Day a court proclaimed the accused an offender who absconds (s.87 CrPC).",
        ),
        Column(
            name="po_cleared_at",
            type=ColumnType.DATE,
            description="Day the proclaimed offender left the list. Given together with the reason.",
        ),
        Column(name="po_clear_reason", type=ColumnType.CODE, codelist="police.po_clear_reason"),
        Column(
            name="diversion_flag",
            type=ColumnType.BOOL,
            description="Whether the case of a juvenile was diverted (s.9 of the Juvenile Justice System Act 2018).",
        ),
        Column(name="diversion_at", type=ColumnType.DATE, description="Day of the diversion."),
    ),
    key=("fir_id", "accused_no"),
    area="district",
    date="registered_at",
    reported_by=("district",),
    links=(Link(name="fir", dataset="police.fir", on={"fir_id": "fir_id"}),),
    derived=(
        Lookup(
            name="severity", link="fir", column="severity", description="Class of the principal offence of the FIR."
        ),
        Lookup(name="offence_cat", link="fir", column="offence_cat", description="Principal offence of the FIR."),
        Lookup(name="gbv_flag", link="fir", column="gbv_flag", description="Whether the FIR is one of GBV."),
    ),
    rules=(
        Rule(
            id="V03",
            check="accused_no >= 1 AND COALESCE(age_at_offence, 0) >= 0 AND COALESCE(travel_minutes, 0) >= 0",
            message="a number, an age or a journey is negative",
        ),
        Rule(
            id="V04-produced",
            check="produced_at >= arrested_at",
            message="the production before a magistrate lies before the arrest",
        ),
        Rule(
            id="V04-arrest",
            check="days(registered_at, arrested_at) >= 0",
            message="the arrest lies before the FIR",
            severity="warning",
        ),
        Rule(
            id="V04-proclaimed",
            check="po_cleared_at >= po_declared_at",
            message="the proclaimed offender left the list before being put on it",
        ),
        Rule(
            id="V02-proclaimed",
            check="(po_cleared_at IS NULL) = (po_clear_reason IS NULL)",
            message="the day a proclaimed offender left the list and the reason are given together or not at all",
        ),
        Rule(
            id="V02-declared",
            check="po_cleared_at IS NULL OR po_declared_at IS NOT NULL",
            message="a proclaimed offender left the list without a day of the proclamation",
        ),
        _V05,
        Rule(
            id="V19",
            check="days(arrested_at, produced_at) <= 30",
            message="more than 30 days from arrest to the magistrate: is the date right?",
            severity="warning",
        ),
        Rule(
            id="V22",
            check="juvenile = (age_at_offence < 18)",
            message="the juvenile flag does not agree with the age at the offence",
        ),
        Rule(
            id="V22-diversion",
            check="juvenile OR NOT diversion_flag",
            message="a case was diverted and the accused is no juvenile",
            severity="warning",
        ),
    ),
    published="all",
)

_BANDS = " ".join(
    f"WHEN age <= {high} THEN '{band}'" if high is not None else f"WHEN age IS NOT NULL THEN '{band}'"
    for band, (_, high) in AGE_BANDS.items()
)

VICTIM = Dataset(
    id="police.victim",
    kind="events",
    description="One row per victim named in an FIR: as many rows as police.fir.n_victims says.",
    columns=(
        _FIR_ID,
        Column(name="victim_no", type=ColumnType.INT, required=True, description="Number of the victim in the FIR."),
        _DISTRICT,
        _REGISTERED,
        Column(
            name="person_key",
            type=ColumnType.KEY,
            personal=True,
            description="Number that identifies the person (CNIC); stored as a keyed hash only. Empty when unknown.",
        ),
        Column(name="sex", type=ColumnType.CODE, codelist="police.sex"),
        Column(name="age", type=ColumnType.INT, description="Completed years on the day of the offence."),
        Column(
            name="died",
            type=ColumnType.BOOL,
            required=True,
            description="Whether the victim died of the offence, whenever that was. Corrected when it happens later.",
        ),
        Column(name="injury", type=ColumnType.CODE, codelist="police.injury"),
    ),
    key=("fir_id", "victim_no"),
    area="district",
    date="registered_at",
    reported_by=("district",),
    derived=(
        Formula(
            name="age_band",
            type=ColumnType.CODE,
            codelist="police.age_band",
            expression=f"CASE {_BANDS} END",
            description="Age band of the population table; NULL where the age is not known.",
        ),
    ),
    rules=(
        Rule(
            id="V03",
            check="victim_no >= 1 AND COALESCE(age, 0) >= 0",
            message="a number or an age is negative",
        ),
        _V05,
        Rule(id="V19", check="age <= 120", message="a victim of more than 120 years: is the age right?"),
        Rule(
            id="V10",
            check="died = (injury = 'FATAL')",
            message="injury and death do not agree",
            severity="warning",
        ),
    ),
    published=(
        "fir_id",
        "victim_no",
        "district",
        "registered_at",
        "sex",
        "age",
        "died",
        "injury",
        "age_band",
    ),
)

VICTIM_OF_FIR = View(
    id="police.victim_of_fir",
    of="police.victim",
    description="Victims with the principal offence of their FIR.",
    links=(Link(name="fir", dataset="police.fir", on={"fir_id": "fir_id"}),),
    derived=(
        Lookup(name="offence_cat", link="fir", column="offence_cat", description="Principal offence of the FIR."),
    ),
    published="all",
)
