"""CHN-18: one score of a district from figures of all five institutions."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Score, ScorePart, Window
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEAGUE, OWNER

DISTRICT_SCORE = Kpi(
    id="chain.district_score",
    code="CHN-18",
    title="Composite district score",
    description="One figure from each of the five institutions of a district, each brought to 0 to 100 and averaged: "
    "first report within 17 days, scrutiny within 3 days, court productions done, clearance rate, contacts with "
    "probationers kept.",
    why_it_matters="The Delivery Unit finds by it the districts that need its help first, and then reads the five "
    "figures, not the score. Where each institution is looked at alone, nobody sees that all five fail in the same "
    "place.",
    unit="points",
    direction=Direction.UP,
    formula=Score(
        parts=(
            ScorePart(kpi="police.first_report_within_17_days", worst=0, best=100),
            ScorePart(kpi="prosecution.scrutiny_within_3_days", worst=0, best=100),
            ScorePart(kpi="prisons.production_rate", worst=0, best=100),
            ScorePart(kpi="judiciary.clearance_rate", worst=50, best=100),
            ScorePart(kpi="probation.contacts_kept_share", worst=0, best=100),
        ),
        min_coverage="3/4",
        scale=100,
    ),
    levels=("district",),
    frequencies=(Frequency.QUARTER, Frequency.YEAR, Frequency.FISCAL_YEAR),
    windows=(Window.PERIOD,),
    owner=OWNER,
    source=LEAGUE,
    note="Parts, weights and ends are ours and to be agreed on. All five weigh the same. Shares score as they are; a "
    "clearance rate of 50% or less scores 0, of 100% or more 100. A part that has no value is left out and neither "
    "lowers nor raises the score, but three quarters of the weight that applies must be there: four of the five, or "
    "three of the four in a district without a prison, where court productions do not apply. A part with a small base "
    "is no value. No ranks and no comparison groups are made: districts are too unlike, and a rank by a mean of five "
    "tells nobody what to do. Compare a district with itself. Computed for each district and period by itself and "
    "never added up.",
    examples=examples.DISTRICT_SCORE,
)
