"""CHN-08: cases that complainants and victims no longer support, stage by stage."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import ATTRITION, LEVELS, LINKAGE, OWNER

_NOTE = (
    "The share is of all cases that left the stage in the period, those that went on to the next stage included, so "
    "that the three stages can be laid beside each other, and beside those of other countries, where the share falls "
    "from one to the next. A case counts as lost when it ended at this stage and the complainant or victim had "
    "withdrawn, compounded the offence or no longer supported it; why, and whether freely, the registers do not say. "
    "Cases of which nobody wrote down whether the complainant withdrew are on neither side. The shares of the three "
    "stages do not add up: each is of other cases."
)

POLICE_ATTRITION = Kpi(
    id="chain.attrition_police",
    code="CHN-08",
    title="Cases lost with the police after the complainant withdrew",
    description="Of the investigations that ended in the period, the share that ended without a challan (cancelled, "
    "untraced or quashed) and in which the complainant had withdrawn.",
    why_it_matters="Heads of investigation see by it where complainants give up before anything reaches a court, and "
    "send victim officers and women investigators there. Unwatched, a station that talks families into a settlement "
    "looks as if it had solved the case.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.investigations_lost", denominator="chain.investigations_ended", scale=100),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=ATTRITION,
    note="On the day the investigation ended, in the district that registered the FIR. A transfer does not end it. "
    f"{_NOTE}",
    examples=examples.POLICE_ATTRITION,
)

PROSECUTION_ATTRITION = Kpi(
    id="chain.attrition_prosecution",
    code="CHN-08",
    title="Cases lost with the prosecution after the complainant withdrew",
    description="Of the complete reports that left the prosecution in the period, filed in court or recommended to be "
    "dropped, the share that was recommended to be dropped after the complainant had withdrawn.",
    why_it_matters="The Prosecutor General sees by it whether his prosecutors let go of cases that could stand without "
    "the complainant. Where nobody looks, a withdrawal that was bought or forced ends the case, and the same family "
    "pays again.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.scrutinies_lost", denominator="chain.scrutinies_ended", scale=100),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.attrition_prosecution_linked",
    owner=OWNER,
    source=ATTRITION,
    note="On the day the report was filed in court or recommended to be dropped, in the district of the prosecutor. "
    "The prosecution's register does not say whether the complainant withdrew, so it is taken from the FIR record of "
    "the police, whenever it was written down there; so are the offence and whether it is gender-based violence. "
    f"{_NOTE}",
    examples=examples.PROSECUTION_ATTRITION,
)

COURT_ATTRITION = Kpi(
    id="chain.attrition_court",
    code="CHN-08",
    title="Cases lost in court after the complainant withdrew",
    description="Of the cases that courts of first instance ended in the period, the share that ended without a "
    "conviction after the complainant or victim had withdrawn or no longer supported them.",
    why_it_matters="Working groups see by it whether victims and witnesses hold out to the end, and whether protection "
    "and early dates for their evidence help. A trial that is put off until the family settles counts as one more "
    "disposal, and nobody asks what it cost them.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.trials_lost", denominator="chain.trials_ended", scale=100),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=ATTRITION,
    note="From the prosecution's records of verdicts, on the day of judgment. A case in which anybody was convicted "
    f"that day was not lost; cases transferred or made dormant have not ended. {_NOTE}",
    examples=examples.COURT_ATTRITION,
)

ATTRITION_LINKED = Kpi(
    id="chain.attrition_prosecution_linked",
    code="CHN-08",
    title="Reports that left the prosecution whose FIR says whether the complainant withdrew",
    description="Of the complete reports that left the prosecution in the period, the share whose FIR is found and "
    "says whether the complainant withdrew.",
    why_it_matters="Where it is low, the Delivery Unit asks the police to write down for every FIR whether the "
    "complainant withdrew, before it believes that no case was lost. Otherwise the districts that write nothing down "
    "come out best.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.scrutinies_ended", denominator="chain.reviews_ended", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-08, for the stage of the prosecution: how many of its reports can be judged at all. The "
    "other two stages need no records of another institution.",
    examples=examples.ATTRITION_LINKED,
)
