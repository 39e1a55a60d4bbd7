"""CHN-12: juveniles whose case is diverted from the court."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

_CHARGED = "juvenile AND severity IN ('MINOR', 'MAJOR')"

JUVENILES_CHARGED = Flow(
    id="chain.juveniles_charged",
    title="Juveniles accused of a minor or major offence",
    unit="persons",
    description="Accused who were under 18 at the offence, one per accused and FIR, by the day of registration, where "
    "the principal offence carries at most seven years.",
    sources=(FlowSource(dataset="police.accused", where=_CHARGED),),
)

JUVENILES_DIVERTED = Flow(
    id="chain.juveniles_diverted",
    title="Juveniles diverted",
    unit="persons",
    description="Of these, the ones whose case a Juvenile Justice Committee settled out of court, whenever it did.",
    sources=(FlowSource(dataset="police.accused", where=f"{_CHARGED} AND diversion_flag"),),
)
