"""How investigations end, and with what evidence."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

FINALISED = Flow(
    id="police.finalised",
    title="Investigations finalised",
    unit="cases",
    description="One per FIR, on the day of its first complete, cancellation or untraced report, or of its closing as "
    "cancelled, untraced or transferred out without one.",
    published=True,
    sources=(
        FlowSource(dataset="police.fir", date="finalised_at"),
        FlowSource(
            dataset="police.return_lines",
            where="line IN ('P4', 'P6_CANCELLED', 'P6_UNTRACED', 'P6_TRANSFERRED') AND item = 'TOTAL' "
            "AND lines_of_closing = 4",
            value="value",
        ),
    ),
)

CHALLANED = Flow(
    id="police.challaned",
    title="Investigations finalised by a challan",
    unit="cases",
    description="Finalised by a complete report that sends up at least one accused.",
    published=True,
    sources=(
        FlowSource(dataset="police.fir", date="finalised_at", where="first_challan_at = finalised_at"),
        FlowSource(dataset="police.monthly_return", where="line = 'P4' AND item = 'TOTAL'", value="value"),
    ),
)

UNTRACED = Flow(
    id="police.untraced",
    title="Investigations finalised as untraced",
    unit="cases",
    sources=(
        FlowSource(dataset="police.fir", date="finalised_at", where="outcome = 'UNTRACED'"),
        FlowSource(dataset="police.monthly_return", where="line = 'P6_UNTRACED' AND item = 'TOTAL'", value="value"),
    ),
)

CANCELLED = Flow(
    id="police.cancelled",
    title="Investigations finalised by cancellation",
    unit="cases",
    sources=(
        FlowSource(dataset="police.fir", date="finalised_at", where="outcome = 'CANCELLED'"),
        FlowSource(dataset="police.monthly_return", where="line = 'P6_CANCELLED' AND item = 'TOTAL'", value="value"),
    ),
)

SERIOUS_COMPLETED = Flow(
    id="police.serious_completed",
    title="Serious cases with a complete report",
    unit="cases",
    description="Cases of heinous offences, on the day of their first complete report.",
    sources=(FlowSource(dataset="police.fir", date="first_complete_at", where="severity = 'HEINOUS'"),),
)

SERIOUS_WITH_FORENSICS = Flow(
    id="police.serious_with_forensics",
    title="Serious cases with forensic evidence in the complete report",
    unit="cases",
    description="At least one forensic result is attached to the first complete report, or to another of the same day.",
    sources=(
        FlowSource(
            dataset="police.fir",
            date="first_complete_at",
            where="severity = 'HEINOUS' AND first_forensic_at = first_complete_at",
        ),
    ),
)

SCHEDULED_OFFENCES = Flow(
    id="police.scheduled_offences",
    title="FIRs of scheduled sexual offences",
    unit="cases",
    sources=(FlowSource(dataset="police.fir", where="scheduled_ara"),),
)

REFERRED_IN_6_HOURS = Flow(
    id="police.referred_in_6_hours",
    title="FIRs of scheduled sexual offences referred within 6 hours",
    unit="cases",
    description="The referral to an anti-rape crisis cell lies at most 6 hours after the report of the offence.",
    sources=(
        FlowSource(
            dataset="police.fir",
            where="scheduled_ara AND within(reported_at, arcc_referred_at, '6 hours')",
        ),
    ),
)

MEASURES = (
    FINALISED,
    CHALLANED,
    UNTRACED,
    CANCELLED,
    SERIOUS_COMPLETED,
    SERIOUS_WITH_FORENSICS,
    SCHEDULED_OFFENCES,
    REFERRED_IN_6_HOURS,
)
