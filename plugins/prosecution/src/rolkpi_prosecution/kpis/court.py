"""KPIs of the work in court: PRO-12, PRO-13, PRO-15, PRO-16 and PRO-19."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Ratio, Window
from rolkpi_prosecution import examples
from rolkpi_prosecution.kpis.common import CPS_MEASURES, LEVELS, OWNER, PUNJAB_KPIS, PUNJAB_REPORT

WITNESS_ATTENDANCE = Kpi(
    id="prosecution.witness_attendance",
    code="PRO-12",
    title="Prosecution witness attendance",
    description="Of the prosecution witnesses summoned for hearings in the period, the share that came. The same "
    "witness counts once for every day of hearing.",
    why_it_matters="A hearing without its witness is lost for all who came. The Prosecutor General takes it up with "
    "the police for constables, with the Health Department for doctors; unseen, witnesses stay away until the court "
    "acquits for want of evidence.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.witnesses_attended",
        denominator="prosecution.witnesses_summoned",
        scale=100,
    ),
    disaggregations=(("witness_type",),),
    levels=LEVELS,
    owner=OWNER,
    source=f"{PUNJAB_KPIS}; House of Commons Public Accounts Committee (2022), on victims who "
    "leave the process, stage by stage",
    note="Counts appearances: the same person summoned for three days counts three times. Came means came, examined "
    "or sent home; how many were examined is in the records. A witness who was never served did not come. Read from "
    "the list of witnesses by kind; where there is none, from the totals of the hearings, which should be the same; "
    "else from line R10 of the return.",
    examples=examples.WITNESS_ATTENDANCE,
)

PROSECUTION_ADJOURNMENTS = Kpi(
    id="prosecution.adjournments_per_100_hearings",
    code="PRO-13",
    title="Adjournments sought by the prosecution per 100 hearings",
    description="For every 100 hearings listed in the period, how many were adjourned at the prosecution's instance.",
    why_it_matters="It is the part of the courts' delay that the prosecution can end. The District Public Prosecutor "
    "sees by it whether prosecutors come prepared and the roster holds; unseen, prosecution and court each blame the "
    "other.",
    unit="per 100",
    direction=Direction.DOWN,
    formula=Ratio(
        numerator="prosecution.hearings_adjourned_by_prosecution",
        denominator="prosecution.hearings",
        scale=100,
    ),
    disaggregations=(("court_type",),),
    levels=LEVELS,
    owner=OWNER,
    source=CPS_MEASURES,
    note="Whose doing an adjournment was is what the order sheet says; one whose side was not noted counts as a "
    "hearing and for nobody. Witnesses of the police who did not come count for the police. The courts keep their own "
    "count of the same hearings: a difference is a finding. It can be shown by kind of court, but not court by court, "
    "because there is no agreed list of courts yet. Without records line R11 of the return serves; a breakdown needs "
    "records.",
    examples=examples.PROSECUTION_ADJOURNMENTS,
)

BAIL_REFUSED = Kpi(
    id="prosecution.opposed_bail_refused_share",
    code="PRO-15",
    title="Bail refused, of the petitions the prosecution opposed",
    description="Of the bail petitions that the prosecution opposed and the court granted or refused in the period, "
    "the share that was refused.",
    why_it_matters="It shows whether prosecutors oppose bail where they have grounds. The Prosecutor General gives "
    "guidance by it; unseen, some oppose every petition out of habit and fill the prisons, others none.",
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(
        numerator="prosecution.bail_opposed_refused",
        denominator="prosecution.bail_opposed_decided",
        scale=100,
    ),
    disaggregations=(("severity",), ("stage",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"CrPC s.497 (bail after arrest) and s.498 (bail before arrest); {PUNJAB_REPORT}",
    note="Context only: liberty before a verdict is the rule of the law, so a high share is no success in itself. "
    "Belongs to the month of the order. Petitions conceded, those on which no stance was taken, and those the "
    "petitioner withdrew are on neither side. One per accused. Without records line R12 of the return serves; "
    "breakdowns need records.",
    examples=examples.BAIL_REFUSED,
)

_LIVE_NOTE = (
    "A case is live from the day it came to the court until it ended for its last accused, moved or became dormant; "
    "the records must include every case that was live when they began. In post means at work in the district: "
    "prosecutors on long leave or posted elsewhere are not. No value where nobody is in post. Too many means that "
    "nobody prepares, too few that posts are in the wrong place: what is right is for the working group to set. "
    "Without records line R14 of the return serves."
)

LIVE_CASES_PER_PROSECUTOR = Kpi(
    id="prosecution.live_cases_per_prosecutor",
    code="PRO-16",
    title="Live cases per prosecutor",
    description="Cases live in the courts at the end of the period for every prosecutor in post on that day.",
    why_it_matters="The Secretary of Prosecution moves posts by it. Unseen, one prosecutor in a growing district has "
    "three hundred files and reads none, while another waits for work.",
    unit="cases per post",
    direction=Direction.BAND,
    formula=Ratio(
        numerator="prosecution.live_cases",
        denominator="prosecution.prosecutors_in_post",
        scale=1,
        across_units=True,
    ),
    levels=LEVELS,
    owner=OWNER,
    source="UNODC, UN Survey of Crime Trends (UN-CTS) completion instructions; Organization of American States, "
    "glossary of UN-CTS variables",
    note="Two stocks of one day: a quarter or a year shows its last month-end. For a whole year see the mean of the "
    f"month-ends. {_LIVE_NOTE}",
    examples=examples.LIVE_CASES_PER_PROSECUTOR,
)

LIVE_CASES_PER_PROSECUTOR_MEAN = Kpi(
    id="prosecution.live_cases_per_prosecutor_mean",
    code="PRO-16",
    title="Live cases per prosecutor, mean of the month-ends",
    description="Cases live in the courts for every prosecutor in post, each taken as the mean of the twelve "
    "month-ends of the year.",
    why_it_matters="Posts are sanctioned for years, not for a day in June when the courts have cleared their lists. "
    "The Finance Department asks for this one; with the last day alone a budget rests on chance.",
    unit="cases per post",
    direction=Direction.BAND,
    formula=Ratio(
        numerator="prosecution.live_cases_on_average",
        denominator="prosecution.prosecutors_on_average",
        scale=1,
        across_units=True,
    ),
    levels=LEVELS,
    frequencies=(Frequency.YEAR, Frequency.FISCAL_YEAR),
    windows=(Window.PERIOD,),
    owner=OWNER,
    source="UNODC, UN Survey of Crime Trends (UN-CTS) completion instructions; Organization of American States, "
    "glossary of UN-CTS variables",
    note="The mean of the live cases is divided by the mean of the prosecutors in post, so a month with many "
    f"prosecutors weighs more. Needs all twelve month-ends. {_LIVE_NOTE}",
    examples=examples.LIVE_CASES_PER_PROSECUTOR_MEAN,
)

HEARINGS_PER_CASE = Kpi(
    id="prosecution.hearings_per_finalised_case",
    code="PRO-19",
    title="Average hearings per finalised case",
    description="For how many hearings a case that was finalised in the period had been listed in all, on average.",
    why_it_matters="Every hearing costs the witness a day's wage and the police an escort. The Prosecutor General and "
    "the Sessions Judges see by it what case management saves; unseen, cases are listed thirty times and nobody adds "
    "it up.",
    unit="hearings per case",
    direction=Direction.DOWN,
    formula=Ratio(
        numerator="prosecution.hearings_of_finalised",
        denominator="prosecution.cases_finalised",
        scale=1,
        across_units=True,
    ),
    disaggregations=(("plea",), ("court_type",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"{CPS_MEASURES} (average hearings per case)",
    note="Counts the whole life of the case, years back too, so the records of hearings must reach as far: hearings of "
    "a month that never came are missing from the cases closed later, and the completeness of the later month does not "
    "show it. Adjourned hearings count, for they are what the figure is to show. Belongs to the month the case was "
    "closed for its last accused. A case that only moved to another court or became dormant is not finalised, and what "
    "it had been listed for under another number is not known here. An average: one case of ninety hearings moves it. "
    "Needs records.",
    examples=examples.HEARINGS_PER_CASE,
)

IN_COURT = (
    WITNESS_ATTENDANCE,
    PROSECUTION_ADJOURNMENTS,
    BAIL_REFUSED,
    LIVE_CASES_PER_PROSECUTOR,
    LIVE_CASES_PER_PROSECUTOR_MEAN,
    HEARINGS_PER_CASE,
)
