"""CHN-11: gender-based violence from FIR to conviction, counted side by side over twelve months."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Ratio, Total, Window
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import GBV_REPORTS, LINKAGE, OWNER

_LEVELS = ("division", "province", "country")
_FREQUENCIES = (Frequency.MONTH, Frequency.QUARTER)
_WINDOWS = (Window.ROLLING_12,)
_BY_OFFENCE = (("offence_cat",),)

_NOTE = (
    "The twelve months end with the period; where one is missing there is no value. Every stage is counted on its own "
    "day, so the cases of one stage are not those of the stage before: what is decided now was mostly recorded years "
    "ago. From the records one FIR counts once at each stage, in the district of the police and as they entered the "
    "offence and whether it is gender-based violence, whichever court tries it. An FIR not yet classified counts "
    "nowhere. For divisions and the province only: in a district the numbers are so small that they point at persons, "
    "and none may be published by which a victim could be recognised. An independent report for 2024 names 21 rapes, "
    "185 abductions, 32 killings in the name of honour and 160 cases of domestic violence in the province, and no "
    "conviction."
)

_SHARE_NOTE = (
    "Not a conversion rate: two counts of the same twelve months, divided. It exceeds 100% when an old backlog is "
    "cleared, and falls when more victims come forward. What becomes of the FIRs of one month is told by CHN-01, by "
    f"gender-based violence too, but in serious and violent crime alone. {_NOTE}"
)

GBV_RECORDED = Kpi(
    id="chain.gbv_recorded_cases",
    code="CHN-11",
    title="GBV cases recorded in twelve months",
    description="FIRs of gender-based violence registered in the twelve months: the mouth of the funnel.",
    why_it_matters="All other stages are read against it; the Home Department asks by it whether help desks bring "
    "victims to the police. A low number is praised as safety where women are only turned away at the station.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="chain.gbv_recorded"),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    owner=OWNER,
    source=GBV_REPORTS,
    note=f"Neither up nor down is good: more may be more violence, or more trust. {_NOTE}",
    examples=examples.GBV_RECORDED,
)

GBV_CHALLANED = Kpi(
    id="chain.gbv_challaned_cases",
    code="CHN-11",
    title="GBV cases challaned in twelve months",
    description="FIRs of gender-based violence on which the first complete report was forwarded in the twelve months.",
    why_it_matters="The head of investigations sees by it how many of these cases his officers bring to an end. Where "
    "only FIRs are counted, a case that was opened and never worked on looks like one that is being dealt with.",
    unit="cases",
    direction=Direction.UP,
    formula=Total(measure="chain.gbv_challaned"),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    owner=OWNER,
    source=GBV_REPORTS,
    note=f"From records only: the police's return does not tell challans of gender-based violence apart. {_NOTE}",
    examples=examples.GBV_CHALLANED,
)

GBV_FILED = Kpi(
    id="chain.gbv_filed_cases",
    code="CHN-11",
    title="GBV cases filed in court in twelve months",
    description="FIRs of gender-based violence on which the first trial was instituted in the twelve months.",
    why_it_matters="The Prosecutor General sees by it whether reports of these cases reach a court at all. In the "
    "weeks between two offices families settle, and a case that was never filed is missed by nobody.",
    unit="cases",
    direction=Direction.UP,
    formula=Total(measure="chain.gbv_filed"),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    linkage="chain.gbv_linked_share",
    owner=OWNER,
    source=GBV_REPORTS,
    note=f"From records only: a court counts cases on its own form, where the police count FIRs on theirs. {_NOTE}",
    examples=examples.GBV_FILED,
)

GBV_DECIDED = Kpi(
    id="chain.gbv_decided_cases",
    code="CHN-11",
    title="GBV cases decided in twelve months",
    description="FIRs of gender-based violence with their first judgment of first instance in the twelve months.",
    why_it_matters="The High Court sees by it whether the special courts get through what they are given. A victim who "
    "waits for years withdraws or is made to, and the case then ends as a compromise.",
    unit="cases",
    direction=Direction.UP,
    formula=Total(measure="chain.gbv_decided"),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    linkage="chain.gbv_linked_share",
    owner=OWNER,
    source=GBV_REPORTS,
    note=f"Judgment as in CHN-02. From records only: the courts' form counts cases disposed in whatever way. {_NOTE}",
    examples=examples.GBV_DECIDED,
)

GBV_CONVICTED = Kpi(
    id="chain.gbv_convicted_cases",
    code="CHN-11",
    title="GBV cases with a conviction in twelve months",
    description="FIRs of gender-based violence in which a court of first instance first convicted an accused in the "
    "twelve months: the end of the funnel.",
    why_it_matters="The Steering Committee sees by it whether the law on violence against women means anything in a "
    "division. Where it is nought year after year and nobody asks, those who are violent know it too.",
    unit="cases",
    direction=Direction.UP,
    formula=Total(measure="chain.gbv_convicted"),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    linkage="chain.gbv_linked_share",
    owner=OWNER,
    source=GBV_REPORTS,
    note=f"Where there are only returns, the prosecution's count of cases with a conviction. {_NOTE}",
    examples=examples.GBV_CONVICTED,
)

GBV_CHALLANED_SHARE = Kpi(
    id="chain.gbv_challaned_share",
    code="CHN-11",
    title="GBV cases challaned per 100 recorded in the same twelve months (not a conversion rate)",
    description="FIRs of gender-based violence on which the first complete report was forwarded in the twelve months, "
    "for every 100 FIRs of it registered in the same twelve months.",
    why_it_matters="The head of investigations sees by it whether challans keep up with FIRs. Where they do not, cases "
    "pile up with the police, and evidence that must be taken within hours is gone.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.gbv_challaned", denominator="chain.gbv_recorded", scale=100),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    owner=OWNER,
    source=GBV_REPORTS,
    note=_SHARE_NOTE,
    examples=examples.GBV_CHALLANED_SHARE,
)

GBV_FILED_SHARE = Kpi(
    id="chain.gbv_filed_share",
    code="CHN-11",
    title="GBV cases filed in court per 100 recorded in the same twelve months (not a conversion rate)",
    description="FIRs of gender-based violence on which the first trial was instituted in the twelve months, for every "
    "100 FIRs of it registered in the same twelve months.",
    why_it_matters="Prosecutor General and head of investigations see by it together what does not reach a court. "
    "Shown apart, each stage is the other office's affair.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.gbv_filed", denominator="chain.gbv_recorded", scale=100),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    linkage="chain.gbv_linked_share",
    owner=OWNER,
    source=GBV_REPORTS,
    note=_SHARE_NOTE,
    examples=examples.GBV_FILED_SHARE,
)

GBV_DECIDED_SHARE = Kpi(
    id="chain.gbv_decided_share",
    code="CHN-11",
    title="GBV cases decided per 100 recorded in the same twelve months (not a conversion rate)",
    description="FIRs of gender-based violence with their first judgment of first instance in the twelve months, for "
    "every 100 FIRs of it registered in the same twelve months.",
    why_it_matters="The Provincial Justice Committee sees by it whether courts keep up with what the police record. "
    "Where they fall behind, the backlog of these cases grows out of sight among all others.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.gbv_decided", denominator="chain.gbv_recorded", scale=100),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    linkage="chain.gbv_linked_share",
    owner=OWNER,
    source=GBV_REPORTS,
    note=_SHARE_NOTE,
    examples=examples.GBV_DECIDED_SHARE,
)

GBV_CONVICTED_SHARE = Kpi(
    id="chain.gbv_convicted_share",
    code="CHN-11",
    title="GBV cases with a conviction per 100 recorded in the same twelve months (not a conversion rate)",
    description="FIRs of gender-based violence in which a court of first instance first convicted an accused in the "
    "twelve months, for every 100 FIRs of it registered in the same twelve months.",
    why_it_matters="The Steering Committee lays it beside what the newspapers write of the same year. Taken for a "
    "conversion rate it makes one conviction in a hundred of what may be one in ten.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.gbv_convicted", denominator="chain.gbv_recorded", scale=100),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    linkage="chain.gbv_linked_share",
    owner=OWNER,
    source=GBV_REPORTS,
    note=_SHARE_NOTE,
    examples=examples.GBV_CONVICTED_SHARE,
)

GBV_LINKED = Kpi(
    id="chain.gbv_linked_share",
    code="CHN-11",
    title="GBV FIRs with a complete report that are found in court",
    description="Of the FIRs of gender-based violence registered in the twelve months on which a complete report was "
    "forwarded, the share on which a trial is found in the records of the courts.",
    why_it_matters="Where it is low, the Delivery Unit has the numbers of the FIRs put on the files of the special "
    "courts first. A conviction that cannot be found counts as none, and the funnel looks emptier than it is.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.gbv_reported_linked", denominator="chain.gbv_reported", scale=100),
    disaggregations=_BY_OFFENCE,
    levels=_LEVELS,
    frequencies=_FREQUENCIES,
    windows=_WINDOWS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-11, from filing on: how many FIRs that should be in court could be found there. Reports "
    "of the newest months are still on their way to court.",
    examples=examples.GBV_LINKED,
)
