"""CHN-07, CHN-09 and CHN-10: who is held under trial, and who comes back."""

from __future__ import annotations

from rolkpi.model import Baseline, CohortShare, Direction, Index, Kpi, Ratio, Total
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, LINKAGE, OWNER, PRISON_LEVELS, ROADMAP

UNDER_TRIAL_CHANGE = Kpi(
    id="chain.under_trial_change",
    code="CHN-07",
    title="Headline: change in under-trial prisoners against 2019",
    description="How much the number of under-trial prisoners at the end of the period lies above or below the "
    "baseline of 2019, in percent of the baseline: one of the two headline figures of the Rule of Law Roadmap.",
    why_it_matters="The Steering Committee tells by it whether the reform brings down the number of people who are "
    "held without a conviction. Where nobody looks, bail is not sought and trials slip, and the prisons fill with "
    "people whom no court has found guilty.",
    unit="% change",
    direction=Direction.DOWN,
    formula=Index(
        measure="prisons.unsentenced",
        baselines=(Baseline(area="PK2", value=1_122, period="2019", source=f"{ROADMAP}, as reported"),),
        scale=100,
    ),
    levels=("facility", "province"),
    hierarchy="prison",
    owner=OWNER,
    source=ROADMAP,
    note="Negative is a fall. Baseline 1,122 in 2019 as reported, for the province alone: a single prison has no "
    "baseline, and so no value. The number under trial is shown as n. The source prints a fall of 11.2% for 1,122 to "
    "900; its own counts give 19.8%: keep the counts. The day of the baseline and who counted as under trial are not "
    "public. A stock: a quarter or year shows its last month-end. It also moves with the number of arrests, so read it "
    "with PRI-04.",
    examples=examples.UNDER_TRIAL_CHANGE,
)

_REPORT_NOTE = (
    "Day 17 of the detention is not yet beyond, day 18 is; the day of detention is day 0. A report of any kind, "
    "forwarded on or before the last day of the period, counts, and so does one from before the arrest. Both sides are "
    "rebuilt as they were on the last day, from dates: a report that came later changes no earlier month. A stock: a "
    "quarter shows its last month-end. Belongs to the police district the warrant names, wherever the prison is, "
    "because its police owe the report, and it is known only where both the warrants and the police's records of that "
    "district are in. A person held on several FIRs counts once, and counts when one of them has no report; districts "
    "therefore add up to at least the province. Warrants whose FIR is not found are on neither side: the linkage says "
    "how many are."
)

WITHOUT_REPORT = Kpi(
    id="chain.under_trial_without_report",
    code="CHN-09",
    title="Under-trial prisoners held more than 17 days without any police report",
    description="Persons in prison under trial for more than 17 days on whose FIR the police have forwarded no report "
    "of any kind.",
    why_it_matters="Nobody has told a court why these persons are held. The IG of Police can ask the stations for each "
    "report tomorrow, and the prison superintendent can name each person to the court; unasked, they wait for months "
    "on a report that nobody is writing.",
    unit="persons",
    direction=Direction.DOWN,
    formula=Total(measure="chain.without_report"),
    levels=LEVELS,
    linkage="chain.under_trial_linked_share",
    owner=OWNER,
    source="CrPC s.173; Supreme Court of Pakistan (2021) on the time limits of s.173(1)",
    note=_REPORT_NOTE,
    examples=examples.WITHOUT_REPORT,
)

WITHOUT_REPORT_SHARE = Kpi(
    id="chain.under_trial_without_report_share",
    code="CHN-09",
    title="Share of under-trial prisoners held more than 17 days without any police report",
    description="Of the under-trial prisoners at the end of the period whose FIR is found, the share held for more "
    "than 17 days on whose FIR the police have forwarded no report of any kind.",
    why_it_matters="By it a district with many prisoners is not judged by its size: the IG of Police sees where "
    "leaving prisoners without a report is the habit. By numbers alone the largest district always comes first, and a "
    "small one that reports on nobody is never asked.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.without_report", denominator="chain.under_trial_linked", scale=100),
    levels=LEVELS,
    linkage="chain.under_trial_linked_share",
    owner=OWNER,
    source="CrPC s.173; Supreme Court of Pakistan (2021) on the time limits of s.173(1)",
    note=f"{_REPORT_NOTE} The denominator has all whose FIR is found, those held for 17 days or less included.",
    examples=examples.WITHOUT_REPORT_SHARE,
)

UNDER_TRIAL_LINKED = Kpi(
    id="chain.under_trial_linked_share",
    code="CHN-09",
    title="Under-trial prisoners whose FIR is found",
    description="Of the under-trial prisoners at the end of the period for whom there is a warrant, the share held "
    "under one whose FIR is found in the records of the police.",
    why_it_matters="The IG of Prisons has the numbers of the FIRs filled in where this is low. A prisoner whose "
    "warrant names no FIR is on nobody's list, so the district with the worst papers looks best in CHN-09.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.under_trial_linked", denominator="chain.under_trial", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-09: of how many prisoners it speaks. A warrant without the number of an FIR, or with one "
    "the police do not have, is not found. A person with several warrants is found when one of them is.",
    examples=examples.UNDER_TRIAL_LINKED,
)

RETURNED = Kpi(
    id="chain.return_to_prison",
    code="CHN-10",
    title="Return to prison within 12 months of release",
    description="Of the releases of a month or quarter, the share after which the same person was admitted on a new "
    "case within 12 months, to whichever prison.",
    why_it_matters="The only figure that tells whether prison, parole and probation change anything: the IG of Prisons "
    "and the Director of Probation decide by it which programmes to keep. Unwatched, the same men come back again and "
    "again, and each time they are counted as new.",
    unit="%",
    direction=Direction.DOWN,
    formula=CohortShare(measure="chain.returned"),
    disaggregations=(("sex",), ("age_class",), ("release_reason",)),
    levels=PRISON_LEVELS,
    hierarchy="prison",
    linkage="chain.releases_known_share",
    owner=OWNER,
    source="UK Ministry of Justice, measures of re-offending (one-year follow-up)",
    note="Belongs to the prison and month of the release, and is final 12 months later; before that it shows no value, "
    "never 0. Releases, not persons: who is let go twice counts twice. A transfer, a death and an escape are no "
    "release; a transfer in, a recall from parole and a return from court are no new case. Under trial or convicted "
    "alike: a release on bail followed by another arrest is a return. It says who comes back to a prison of the "
    "province, not who offends again. A person without a number, or with another one, is never found: read the "
    "linkage. The age class is that on admission, because the register has no date of birth.",
    examples=examples.RETURNED,
)

RELEASES_KNOWN = Kpi(
    id="chain.releases_known_share",
    code="CHN-10",
    title="Releases of persons whose CNIC or other number is known",
    description="Of the releases of the period, the share in which the prison has written down the CNIC or another "
    "number of the person.",
    why_it_matters="Who has no number can never be recognised: a prison that writes none down has no returns to "
    "prison. The IG of Prisons has the numbers filled in where this is low, before anybody is praised for it.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.released_known", denominator="chain.released", scale=100),
    disaggregations=(("sex",), ("age_class",), ("release_reason",)),
    levels=PRISON_LEVELS,
    hierarchy="prison",
    owner=OWNER,
    source="Our own definition: persons known by their number",
    note="The linkage of CHN-10: of how many releases it speaks. The number itself is not kept: only a coded form of "
    "it, which cannot be read back.",
    examples=examples.RELEASES_KNOWN,
)
