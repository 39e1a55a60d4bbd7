"""Who is held: warrants with the FIR they rest on."""

from __future__ import annotations

from rolkpi.model import ColumnType, Formula, Lookup, View
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
