"""FIRs registered, homicide victims, property."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

_FORCES = "line IN ('P2_POLICE', 'P2_LEVIES')"
_BOTH_TOTALS = "item = 'TOTAL' AND totals_of_forces = 2"
_BOTH_HEADS = "item <> 'TOTAL' AND heads_of_forces = 46"
_BY_FORCE = {"force": "line_force"}
_BY_HEAD = {"force": "line_force", "offence_cat": "item_offence"}

# The form tells a force by two printed totals and an offence by 46 heads. Each serves only when all of it is there,
# or a line or head that was left out would read as 0.
FIRS_REGISTERED = Flow(
    id="police.registered",
    title="FIRs registered",
    unit="cases",
    description="One per FIR, at its registration, in the district and by the force that registered it.",
    published=True,
    sources=(
        FlowSource(dataset="police.fir"),
        FlowSource(dataset="police.monthly_return", where="line = 'P2' AND item = 'TOTAL'", value="value"),
        FlowSource(
            dataset="police.return_lines",
            where=f"{_FORCES} AND {_BOTH_TOTALS}",
            value="value",
            dimensions=_BY_FORCE,
        ),
        FlowSource(
            dataset="police.return_lines",
            where=f"{_FORCES} AND {_BOTH_HEADS}",
            value="value",
            dimensions=_BY_HEAD,
        ),
    ),
)

REGISTERED_BY_BOTH = Flow(
    id="police.registered_by_both",
    title="FIRs registered by Police and Levies",
    unit="cases",
    description="The sum of the two forces, not the total a form prints beside them.",
    sources=(
        FlowSource(dataset="police.fir"),
        FlowSource(dataset="police.return_lines", where=f"{_FORCES} AND {_BOTH_TOTALS}", value="value"),
        FlowSource(dataset="police.return_lines", where=f"{_FORCES} AND {_BOTH_HEADS}", value="value"),
    ),
)

REGISTERED_BY_POLICE = Flow(
    id="police.registered_by_police",
    title="FIRs registered by Police",
    unit="cases",
    sources=(
        FlowSource(dataset="police.fir", where="\"force\" = 'POLICE'"),
        FlowSource(dataset="police.monthly_return", where="line = 'P2_POLICE' AND item = 'TOTAL'", value="value"),
        FlowSource(dataset="police.monthly_return", where="line = 'P2_POLICE' AND item <> 'TOTAL'", value="value"),
    ),
)

HOMICIDE_VICTIMS = Flow(
    id="police.homicide_victims",
    title="Victims of intentional homicide",
    unit="persons",
    description="One per victim who died, in FIRs of murder, killing in the name of honour or terrorism, in the month "
    "the FIR was registered.",
    sources=(
        FlowSource(
            dataset="police.victim_of_fir",
            where="died AND offence_cat IN ('MURDER', 'HONOUR_KILLING', 'TERRORISM')",
        ),
        FlowSource(dataset="police.monthly_return", where="line = 'P12' AND item = 'TOTAL'", value="value"),
        FlowSource(
            dataset="police.return_lines",
            where="line = 'P12' AND item <> 'TOTAL' AND cells_of_line = 36",
            value="value",
            dimensions={"sex": "item_sex", "age_band": "item_age_band"},
        ),
    ),
)

PROPERTY_STOLEN = Flow(
    id="police.property_stolen",
    title="Value of property reported stolen",
    unit="rupees",
    description="In the month the FIR was registered.",
    sources=(
        FlowSource(dataset="police.fir", value="property_stolen_value"),
        FlowSource(dataset="police.monthly_return", where="line = 'P14_STOLEN' AND item = 'TOTAL'", value="value"),
    ),
)

PROPERTY_RECOVERED = Flow(
    id="police.property_recovered",
    title="Value of property recovered",
    unit="rupees",
    description="In the month of the recovery, whenever the theft was.",
    sources=(
        FlowSource(dataset="police.fir", date="recovered_at", value="property_recovered_value"),
        FlowSource(dataset="police.monthly_return", where="line = 'P14_RECOVERED' AND item = 'TOTAL'", value="value"),
    ),
)

MEASURES = (
    FIRS_REGISTERED,
    REGISTERED_BY_BOTH,
    REGISTERED_BY_POLICE,
    HOMICIDE_VICTIMS,
    PROPERTY_STOLEN,
    PROPERTY_RECOVERED,
)
