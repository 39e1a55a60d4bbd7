"""CHN-08: cases that complainants and victims no longer support, stage by stage."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

_CLOSED = "closure <> 'TRANSFERRED' AND withdrawn_flag IS NOT NULL"
_REVIEWED = "kind = 'COMPLETE' AND fir_withdrawn IS NOT NULL"
_JUDGED = "ended <> 'MOVED' AND support_told"
_OF_FIR = {"offence_cat": "fir_offence", "gbv_flag": "fir_gbv"}

INVESTIGATIONS_ENDED = Flow(
    id="chain.investigations_ended",
    title="Investigations that ended",
    unit="cases",
    description="FIRs on the day the investigation ended, challaned or not, without those transferred. Only where the "
    "police say whether the complainant withdrew.",
    sources=(FlowSource(dataset="police.fir", date="closed_at", where=_CLOSED),),
)

INVESTIGATIONS_LOST = Flow(
    id="chain.investigations_lost",
    title="Investigations that ended without a challan after the complainant withdrew",
    unit="cases",
    description="Of these, the ones closed without a challan in which the complainant had withdrawn.",
    sources=(
        FlowSource(
            dataset="police.fir",
            date="closed_at",
            where="closure IN ('CANCELLED', 'UNTRACED', 'QUASHED') AND withdrawn_flag",
        ),
    ),
)

SCRUTINIES_ENDED = Flow(
    id="chain.scrutinies_ended",
    title="Complete reports that left the prosecution, where the FIR tells of a withdrawal or of none",
    unit="cases",
    description="Complete reports on the day they were filed in court, or recommended to be dropped. Only where the "
    "police say whether the complainant withdrew.",
    sources=(FlowSource(dataset="chain.review", date="ended_at", where=_REVIEWED, dimensions=_OF_FIR),),
)

SCRUTINIES_LOST = Flow(
    id="chain.scrutinies_lost",
    title="Complete reports dropped after the complainant withdrew",
    unit="cases",
    description="Of these, the ones recommended to be dropped and never filed in which the complainant had withdrawn.",
    sources=(
        FlowSource(
            dataset="chain.review",
            date="ended_at",
            where="kind = 'COMPLETE' AND court_filed_at IS NULL AND fir_withdrawn",
            dimensions=_OF_FIR,
        ),
    ),
)

REVIEWS_ENDED = Flow(
    id="chain.reviews_ended",
    title="All complete reports that left the prosecution",
    unit="cases",
    sources=(FlowSource(dataset="chain.review", date="ended_at", where="kind = 'COMPLETE'"),),
)

TRIALS_ENDED = Flow(
    id="chain.trials_ended",
    title="Cases that ended in court",
    unit="cases",
    description="Cases on the day a court of first instance ended them for an accused; transferred and dormant ones "
    "have not ended. Only where the prosecution says whether the complainant withdrew.",
    sources=(FlowSource(dataset="chain.judgment", where=_JUDGED),),
)

TRIALS_LOST = Flow(
    id="chain.trials_lost",
    title="Cases that ended in court without a conviction after the complainant withdrew",
    unit="cases",
    description="Of these, the ones in which nobody was convicted that day and the complainant or victim had withdrawn "
    "or did not support the case.",
    sources=(FlowSource(dataset="chain.judgment", where="ended <> 'MOVED' AND NOT convicted AND support_lost"),),
)
