"""Who is held, who comes back, and who is produced: warrants, stays and productions with what others know of them."""

from __future__ import annotations

from rolkpi.model import Aggregate, ColumnType, Formula, Lookup, View
from rolkpi_chain.views.cases import FIR_BY_NUMBER

WARRANT = View(
    id="chain.warrant",
    of="prisons.warrant",
    description="Warrants of under-trial prisoners with the FIR they rest on, found by its number.",
    links=(FIR_BY_NUMBER,),
    derived=(
        Lookup(
            name="fir_registered_at",
            link="fir",
            column="registered_at",
            description="Day the FIR was registered; NULL where the police's records have no such FIR.",
        ),
        Lookup(
            name="fir_report_at",
            link="fir",
            column="first_any_report_at",
            description="Day the first report of any kind on the FIR went to the prosecutor.",
        ),
        Formula(
            name="fir_found",
            type=ColumnType.BOOL,
            expression="fir_registered_at IS NOT NULL",
            description="Whether the police's records have the FIR.",
        ),
    ),
)

CUSTODY = View(
    id="chain.custody",
    of="prisons.custody",
    description="Stays in prison with the next one of the same person, in whichever prison.",
    derived=(
        Aggregate(
            name="returned_at",
            dataset="prisons.custody",
            on={"person_key": "person_key"},
            function="min",
            column="admitted_at",
            where="admission_kind = 'NEW'",
            after="released_at",
            description="Time of the first admission on a new case after the release. A transfer, a recall from parole "
            "and the return from a court are none.",
        ),
    ),
)

_THE_HEARING = {"case_id": "case_id", "listed_date": "due_date"}

PRODUCTION = View(
    id="chain.production",
    of="prisons.production",
    description="Days on which a court asked for a prisoner, with what the court wrote down about the hearing of that "
    "case and day.",
    derived=(
        Aggregate(
            name="hearing_found",
            dataset="judiciary.hearing",
            on=_THE_HEARING,
            function="exists",
            description="Whether the courts' records have a hearing of the case on that day.",
        ),
        Aggregate(
            name="court_says_lost",
            dataset="judiciary.hearing",
            on=_THE_HEARING,
            function="exists",
            where="outcome = 'ADJOURNED' AND adj_reason = 'ACCUSED_NOT_PRODUCED'",
            description="Whether the court adjourned the hearing because an accused was not produced.",
        ),
        Aggregate(
            name="prison_says_missed",
            dataset="prisons.production",
            on={"case_id": "case_id", "due_date": "due_date"},
            function="exists",
            where="NOT produced AND COALESCE(reason_code <> 'COURT_CANCELLED', TRUE)",
            description="Whether a prison missed the production of any of the accused of the case on that day.",
        ),
    ),
)
