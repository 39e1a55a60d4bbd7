"""KPIs of defects and filing: PRO-04 to PRO-06, and PRO-17 on consultations that should prevent defects."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Ratio, Total, Window
from rolkpi_prosecution import examples
from rolkpi_prosecution.codelists import DEFECTS
from rolkpi_prosecution.kpis.common import CPS_DATA, LEVELS, OWNER, PUNJAB_KPIS

_GUIDELINES = "Punjab guidelines for the scrutiny of police reports (Punjab Act III of 2006, s.9)"

DEFECT_RETURN_RATE = Kpi(
    id="prosecution.defect_return_rate",
    code="PRO-04",
    title="Defect return rate, all defects",
    description="Of the police reports on which the prosecutor first decided in the period, the share that went back "
    "to the police for removal of defects.",
    why_it_matters="The Prosecutor General and the Inspector General settle by it which districts need training of "
    "investigators. Where it is high and nobody asks why, weeks are lost in every second case; where it is close to "
    "zero and acquittals are many, nobody is reading the reports.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prosecution.reports_returned", denominator="prosecution.reports_decided", scale=100),
    disaggregations=(("offence_cat",), ("kind",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"{_GUIDELINES}; {PUNJAB_KPIS}",
    note="Belongs to the month of the first decision, not of receipt. Only the first decision counts: a report "
    "returned twice is one return, and one that comes back is not decided again, else resubmissions would swell both "
    "sides. Reports held for a forensic report are decided, and not returned. Should agree with what the police got "
    "back (line P13 of their return). A low figure is good only where conviction rates are not low too. It cannot be "
    "shown by police station, because there is no agreed list of stations yet; the records name the station. Without "
    "records line R3 of the return serves, and of it the reports returned for defects; breakdowns need records.",
    examples=examples.DEFECT_RETURN_RATE,
)

_WHO_ACTS = {
    "NO_FORENSIC": "It tells the Home Department what a laboratory in reach would save: the investigator cannot cure a "
    "report that nobody writes. Left unseen, samples are not sent at all and cases rest on witnesses alone.",
    "NO_MEDICAL": "It is for the Health Department to act on: a doctor who does not hand over the certificate stops a "
    "case of hurt or rape. Left unseen, the victim's injuries heal and nothing proves them any more.",
    "WITNESS_LIST": "It is what an investigator can get right at his own desk, so the police cure it by training. Left "
    "unseen, witnesses are summoned late or never, and the trial waits for them.",
    "SECTION_WRONG": "It is what an early talk with the prosecutor prevents, and tells whether such talks are held. "
    "Left unseen, the charge is framed on the wrong section, and falls in appeal.",
    "DOCUMENT_MISSING": "It tells the police which papers a check list at the station would catch. Left unseen, the "
    "same memo of recovery or site plan is missing in case after case.",
    "ACCUSED_DETAIL": "It is mended in a day where the police keep the identity card with the file. Left unseen, "
    "summons and warrants go to nobody, and the accused is declared absconding.",
    "OTHER": "It shows what the list of defects does not know; where it grows, the working group adds a kind. Left "
    "unseen, clerks write everything here and the other figures say nothing.",
}


def _returned_for(code: str, label: str) -> Kpi:
    name = f"{label[0].lower()}{label[1:]}"
    return Kpi(
        id=f"prosecution.defect_return_rate_{code.lower()}",
        code="PRO-04",
        title=f"Defect return rate: {name}",
        description="Of the police reports on which the prosecutor first decided in the period, the share that went "
        f"back to the police with {'a defect that is not on the list' if code == 'OTHER' else f'this defect: {name}'}.",
        why_it_matters=_WHO_ACTS[code],
        unit="%",
        direction=Direction.DOWN,
        formula=Ratio(
            numerator=f"prosecution.reports_returned_{code.lower()}",
            denominator="prosecution.reports_decided",
            scale=100,
        ),
        disaggregations=(("offence_cat",),),
        levels=LEVELS,
        owner=OWNER,
        source=f"{_GUIDELINES}; {PUNJAB_KPIS}",
        note="A report returned for several defects counts under each of them, so these rates may add up to more than "
        "the defect return rate; one returned with no defect named counts under none. Divided by all reports decided, "
        "not by those returned. Needs records: the return does not tell defects apart.",
        examples=examples.RETURNED_FOR[code],
    )


RETURNED_FOR = tuple(_returned_for(code, label) for code, label in DEFECTS.items())

CURED_WITHIN_7_DAYS = Kpi(
    id="prosecution.defects_cured_within_7_days",
    code="PRO-05",
    title="Reports returned for defects and back within 7 days",
    description="Of the police reports returned for defects in a month, the share that was back with the prosecutor by "
    "day 7.",
    why_it_matters="A report that is sent back falls between two offices: the prosecutor has decided, the police have "
    "reported. The district's police and prosecution heads see by it, at one table, whether it comes back; otherwise a "
    "return is where cases end.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="prosecution.cure_cohort"),
    disaggregations=(("offence_cat",), ("kind",)),
    levels=LEVELS,
    owner=OWNER,
    source=PUNJAB_KPIS,
    note="Belongs to the month in which the report was sent back to the police: March is final on 7 April and shows no "
    "value before. The day it was sent back is day 0, day 7 is in time, day 8 is late; calendar days. Back means that "
    "the report came back for the first time; whether every defect was cured is not looked at. Seven days is our "
    "choice, no law sets it: for the working group to confirm. It cannot be shown by police station, because there is "
    "no agreed list of stations yet. Needs records; line R4a of the return is a check only, it counts by the month the "
    "report came back.",
    examples=examples.CURED_WITHIN_7_DAYS,
)

_FILING_NOTE = (
    "Belongs to the month of filing; calendar days. Counts from the first receipt, so the time a returned report spent "
    "with the police is in it; who lost the days is seen in PRO-02 and PRO-05. Reports that were dropped or still wait "
    "are not in it: where old reports are filed at last it rises, so read it with PRO-03. Without records the ranges "
    "of line R16 of the return serve, and then the figure is a range of days and no single number. Below 10 reports it "
    "is marked as a small base."
)

DAYS_TO_FILING_MEDIAN = Kpi(
    id="prosecution.days_to_filing_median",
    code="PRO-06",
    title="Median days from receipt to filing in court",
    description="Half of the police reports filed in court in the period were filed this many days or fewer after the "
    "prosecutor first received them.",
    why_it_matters="It is how long a report takes from the prosecutor's door to the court. The Prosecutor General "
    "decides by it where clerks or a second visit to court a week are needed; unseen, the delay is put down to police "
    "or court.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="prosecution.days_to_filing_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("severity",),),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source=f"{_GUIDELINES}; {CPS_DATA} (police and prosecutor time to charge)",
    note=_FILING_NOTE,
    examples=examples.DAYS_TO_FILING_MEDIAN,
)

DAYS_TO_FILING_P90 = Kpi(
    id="prosecution.days_to_filing_p90",
    code="PRO-06",
    title="90th percentile of days from receipt to filing in court",
    description="Nine in ten of the police reports filed in court in the period were filed this many days or fewer "
    "after the prosecutor first received them.",
    why_it_matters="A good median hides the reports that lie for months. The Prosecutor General asks by it for the "
    "slow ones by name; where only the middle is watched, one accused in ten waits and nobody is told.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="prosecution.days_to_filing_p90"),
    windows=(Window.PERIOD,),
    disaggregations=(("severity",),),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source=f"{_GUIDELINES}; {CPS_DATA} (police and prosecutor time to charge)",
    note=_FILING_NOTE,
    examples=examples.DAYS_TO_FILING_P90,
)

EARLY_CONSULTATION = Kpi(
    id="prosecution.early_consultation",
    code="PRO-17",
    title="Early investigator-prosecutor consultation in serious cases, within 7 days",
    description="Of the FIRs of serious and violent crime registered in a month, the share on which investigator and "
    "prosecutor consulted each other by day 7.",
    why_it_matters="Evidence that is not secured in the first week is seldom secured at all. The two Technical Working "
    "Groups decide by it whether the coordination mechanism works in a district; unseen, prosecutors first hear of a "
    "murder when the report arrives, and return it.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="prosecution.consult_cohort"),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    linkage="prosecution.consultations_linked",
    owner=OWNER,
    source="UNODC, investigator-prosecutor coordination mechanism in Balochistan (Pakistan Prosecution Forum, July "
    f"2021); {CPS_DATA} (early advice)",
    note="Belongs to the month of registration and to the district of the police station: March is final on 7 April "
    "and shows no value before. The day of registration is day 0, day 7 is in time, day 8 is late. Which offences are "
    "serious and violent stands in a draft list of ours; the list and the seven days are for the working group to "
    "confirm. One consultation is enough. The prosecution's consultations are matched with the FIRs of the police by "
    "number: without the records of the police there is no figure, and where few consultations find their FIR it is "
    "too low. Line R15 of the return is a check only: it has no number of FIRs to set beside it.",
    examples=examples.EARLY_CONSULTATION,
)

CONSULTATIONS_LINKED = Kpi(
    id="prosecution.consultations_linked",
    code="PRO-17",
    title="Share of consultations whose FIR is found",
    description="Of the consultations held in the period, the share whose FIR number is found in the records of the "
    "police.",
    why_it_matters="It says how far the figure on early consultation can be trusted. Where it is low the working "
    "groups mend the numbers first: a consultation under a wrong FIR number counts as none.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.consultations_found",
        denominator="prosecution.consultations",
        scale=100,
    ),
    levels=LEVELS,
    owner=OWNER,
    source="Our own definition, to stand beside PRO-17",
    note="Counts all consultations, not those in serious cases only: whether a case is serious is known from the FIR "
    "alone. Belongs to the month of the consultation and the district of the prosecutor.",
    examples=examples.CONSULTATIONS_LINKED,
)

PREPARATION = (
    DEFECT_RETURN_RATE,
    *RETURNED_FOR,
    CURED_WITHIN_7_DAYS,
    DAYS_TO_FILING_MEDIAN,
    DAYS_TO_FILING_P90,
    EARLY_CONSULTATION,
    CONSULTATIONS_LINKED,
)
