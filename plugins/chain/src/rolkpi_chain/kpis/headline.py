"""CHN-06: the headline on convictions."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, OWNER, ROADMAP

CONVICTION_HEADLINE = Kpi(
    id="chain.serious_conviction_headline",
    code="CHN-06",
    title="Headline: conviction rate in serious and violent crime",
    description="Of the serious and violent cases that courts of first instance decided on the merits in the period, "
    "the share in which at least one accused was convicted: one of the two headline figures of the Rule of Law "
    "Roadmap.",
    why_it_matters="The Steering Committee holds it against the path it has agreed on and decides where police, "
    "prosecution and courts must change course. A headline that nobody traces back to districts and cases is repeated "
    "in speeches and changes nothing for those who complained.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.serious_cases_convicted", denominator="prosecution.serious_cases_decided", scale=100
    ),
    levels=LEVELS,
    owner=OWNER,
    source=f"{ROADMAP} (20% in 2019, 40% in 2023)",
    note="The same figure as PRO-07, from the same counts of the prosecution: it stands here so that both headlines "
    "stand together. What counts as serious and violent and as decided on the merits is said there, and so are the "
    "breakdowns by court and offence. Baseline 20% in 2019, reported 40% in 2023, both without the counts behind them: "
    "how they were reckoned is not public. The path to the target is the Steering Committee's to set; no figure of it "
    "is held here yet.",
    examples=examples.CONVICTION_HEADLINE,
)
