"""POL-16, POL-17 and POL-19: calls, complaints and strength."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Rate, Ratio, Total, Window
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

_CALLS_SOURCE = "Punjab Police, 36 indicators of the performance of districts (Dawn, August 2024)"
_CALLS_NOTE = (
    "Calls a unit went to, in the month they were received; the others are in the share of calls nobody went to. "
    "Whole minutes, seconds cut off. Recomputed from the records for every area and period, never an average. Below "
    "10 calls it is marked as a small base; that is ours. Without records line P15 of the return says how many calls "
    "took 0 to 5 minutes, 6 to 10 and so on: then there is no value but the range it lies in."
)

RESPONSE_MINUTES_MEDIAN = Kpi(
    id="police.response_minutes_median",
    code="POL-16",
    title="Median emergency response time",
    description="Half of the emergency calls attended in the period had the first unit on the scene after this many "
    "minutes or fewer.",
    why_it_matters="The district officer places patrols and posts by it, and shifts by the hour of the day. Where "
    "nobody measures it, people stop calling, and the next figure to fall is that of registered crime.",
    unit="minutes",
    direction=Direction.DOWN,
    formula=Total(measure="police.response_minutes_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("urban",), ("hour_band",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source=_CALLS_SOURCE,
    note=_CALLS_NOTE,
    examples=examples.RESPONSE_MINUTES_MEDIAN,
)

RESPONSE_MINUTES_P90 = Kpi(
    id="police.response_minutes_p90",
    code="POL-16",
    title="90th percentile of emergency response time",
    description="Nine in ten of the emergency calls attended in the period had the first unit on the scene after this "
    "many minutes or fewer.",
    why_it_matters="A good median leaves room for the woman in a far village who waited two hours. The Inspector "
    "General sees by it where no post is near enough.",
    unit="minutes",
    direction=Direction.DOWN,
    formula=Total(measure="police.response_minutes_p90"),
    windows=(Window.PERIOD,),
    disaggregations=(("urban",), ("hour_band",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source=_CALLS_SOURCE,
    note=_CALLS_NOTE,
    examples=examples.RESPONSE_MINUTES_P90,
)

CALLS_NOT_ATTENDED = Kpi(
    id="police.calls_not_attended",
    code="POL-16",
    title="Emergency calls no unit went to",
    description="Of the emergency calls received in the period that needed a unit, the share to which none went.",
    why_it_matters="Response times are of the calls that were attended. A district that leaves the far ones alone has "
    "the best times of all; the officer who compares districts must see this figure beside them.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="police.calls_not_attended", denominator="police.calls_needing_a_unit", scale=100),
    disaggregations=(("urban",), ("hour_band",)),
    levels=LEVELS,
    owner=OWNER,
    source=_CALLS_SOURCE,
    note="Hoaxes, calls settled on the telephone and second calls about the same incident needed no unit and are in "
    "neither side; that is ours. Needs records: the return knows attended calls only.",
    examples=examples.CALLS_NOT_ATTENDED,
)

COMPLAINTS_CLOSED_WITHIN_30_DAYS = Kpi(
    id="police.complaints_closed_within_30_days",
    code="POL-17",
    title="Public complaints resolved within the service standard",
    description="Of the complaints about the police received in a month, the share closed within 30 days.",
    why_it_matters="Whoever is turned away at a station complains, or gives up. The Inspector General sees by it "
    "whether his districts answer. Where complaints lie, people go to the courts for a direction to register an FIR, "
    "or to nobody.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="police.complaint_cohort"),
    disaggregations=(("category",), ("complainant_sex",)),
    levels=LEVELS,
    owner=OWNER,
    source="Punjab Police, complaint management system; 36 indicators of the performance of districts (Dawn, August "
    "2024)",
    note="Belongs to the month of receipt: March is final on 30 April. The day of receipt is day 0, day 30 is in "
    "time. 30 days are ours until the police publish a standard. Closed means that the complainant was given a "
    "result, whatever it was. Needs records; lines P16 and P16A of the return are a check only.",
    examples=examples.COMPLAINTS_CLOSED_WITHIN_30_DAYS,
)

STRENGTH_RATE = Kpi(
    id="police.strength_rate",
    code="POL-19",
    title="Police officers per 100,000 population",
    description="Police officers in post on the last day of the period per 100,000 people living in the same areas.",
    why_it_matters="Posts and money are shared out by it. Where only the sanctioned strength is known, a district "
    "with half of its posts empty passes for well staffed.",
    unit="per 100,000",
    direction=Direction.UP,
    formula=Rate(numerator="police.officers_in_post", scale=100_000),
    disaggregations=(("rank_group",),),
    levels=LEVELS,
    owner=OWNER,
    source="UNODC, UN Survey of Crime Trends (UN-CTS), police personnel; Pakistan Bureau of Statistics, Census 2023",
    note="A stock: a quarter shows its last month-end. Officers in post, not sanctioned posts. The merger of the "
    "Levies (2025 and 2026) raises it without recruitment: do not read that step as growth. A breakdown by rank "
    "divides by the whole population. Without staff records line P17 of the return serves for the total.",
    examples=examples.STRENGTH_RATE,
)

FEMALE_OFFICERS_SHARE = Kpi(
    id="police.female_officers_share",
    code="POL-19",
    title="Share of women among police officers",
    description="Of the police officers in post on the last day of the period, the share who are women.",
    why_it_matters="Women and children report to a woman. The Home Department recruits and posts by it. Where nobody "
    "looks at ranks and districts, the women there are stand in one city and in the lowest rank.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.women_in_post", denominator="police.officers_in_post", scale=100),
    disaggregations=(("rank_group",),),
    levels=LEVELS,
    owner=OWNER,
    source="UNODC, UN Survey of Crime Trends (UN-CTS), police personnel by sex",
    note="A stock: both counts are of the same day. The merger of the Levies, who have hardly any women, lowers it. "
    "Without staff records line P17 of the return serves for the total.",
    examples=examples.FEMALE_OFFICERS_SHARE,
)

KPIS = (
    RESPONSE_MINUTES_MEDIAN,
    RESPONSE_MINUTES_P90,
    CALLS_NOT_ATTENDED,
    COMPLAINTS_CLOSED_WITHIN_30_DAYS,
    STRENGTH_RATE,
    FEMALE_OFFICERS_SHARE,
)
