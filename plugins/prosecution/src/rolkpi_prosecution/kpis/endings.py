"""KPIs of cases that fail or end otherwise: PRO-09 to PRO-11 and PRO-14."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Ratio, Total
from rolkpi_prosecution import examples
from rolkpi_prosecution.kpis.common import CPS_DATA, LEVELS, OWNER, PUNJAB_KPIS, PUNJAB_REPORT
from rolkpi_prosecution.measures.verdicts import REASONS

ACQUITTALS = Kpi(
    id="prosecution.acquittals",
    code="PRO-09",
    title="Acquittals",
    description="How many accused were acquitted at first instance in the period, by the main reason the judgment "
    "gives.",
    why_it_matters="The Prosecutor General has every acquittal looked into, and this is how many there are and why. "
    "Where nobody counts the reasons, each case looks like bad luck and the same fault comes again.",
    unit="persons",
    direction=Direction.CONTEXT,
    formula=Total(measure="prosecution.accused_acquitted"),
    disaggregations=(("acquittal_reason",), ("offence_cat",), ("acquittal_reason", "offence_cat")),
    levels=LEVELS,
    owner=OWNER,
    source=PUNJAB_REPORT,
    note="Persons, not cases, acquitted in whatever way: after trial, early, or after a compromise. Neither good nor "
    "bad: an acquittal of the innocent is what courts are for. One main reason per accused. The share of each reason "
    "is a figure of its own under PRO-09. Without records line R9 of the return serves, by reason what is filled in "
    "there; a breakdown by offence needs records.",
    examples=examples.ACQUITTALS,
)

_AVOIDABLE = {
    "HOSTILE_WITNESS": "It tells the Secretary of Prosecution whether witnesses are protected. Left unseen, those who "
    "can pay or threaten walk free, and the next witness does not come.",
    "DEFECTIVE_INVESTIGATION": "The working groups of police and prosecution settle by it what investigators must be "
    "taught. Left unseen, prosecutors go on filing cases that cannot stand.",
    "NO_FORENSIC": "It says what the want of a laboratory costs in verdicts, and is the case for a budget. Left "
    "unseen, murder is tried on memory alone.",
    "TECHNICAL": "It is lost on paper: a sanction, a signature, a limit of time. The Prosecutor General can end it by "
    "a check list; left unseen it frees the guilty for nothing.",
    "NOT_RECORDED": "It is how much of the rest can be believed. The Prosecutor General asks the district for the "
    "judgments; where it is high, no share of a reason says anything.",
}
_OTHER_REASONS = {
    "BENEFIT_OF_DOUBT": "Doubt is what a fair trial may end in, and it is also what a judge writes when the case was "
    "weak. Prosecutors read these judgments for what was missing; a sudden rise is a question, not an answer.",
    "COMPROMISE": "It shows where parties settle what the law lets them settle, and where they are made to. Left "
    "unseen, pressure on a victim's family looks like peace.",
    "OTHER": "It shows what the list of reasons does not know; where it grows, the working group adds a reason. Left "
    "unseen, everything is written here and the other shares say nothing.",
}
_UNUSUAL = {
    "NOT_RECORDED": "for which no reason was recorded",
    "OTHER": "for which the judgment gives a main reason that is not on the list",
}


def _acquitted_for(reason: str, label: str) -> Kpi:
    name = f"{label[0].lower()}{label[1:]}"
    return Kpi(
        id=f"prosecution.acquittals_{reason.lower()}_share",
        code="PRO-09",
        title=f"Acquittals by reason: {name}",
        description="Of the accused acquitted at first instance in the period, the share "
        f"{_UNUSUAL.get(reason, f'for which the judgment gives this main reason: {name}')}.",
        why_it_matters={**_AVOIDABLE, **_OTHER_REASONS}[reason],
        unit="%",
        direction=Direction.DOWN if reason in _AVOIDABLE else Direction.CONTEXT,
        formula=Ratio(
            numerator=f"prosecution.acquitted_{reason.lower()}",
            denominator="prosecution.accused_acquitted",
            scale=100,
        ),
        disaggregations=(("offence_cat",),),
        levels=LEVELS,
        owner=OWNER,
        source=PUNJAB_REPORT,
        note="Each reason is divided by all acquittals, those with no reason recorded included, so that the eight "
        "shares make 100 % up to rounding. Persons, not cases; acquittals in whatever way. A share falls also when "
        "another reason grows: read it with the number of acquittals. Without records line R9 of the return serves; a "
        "breakdown by offence needs records.",
        examples=examples.ACQUITTED_FOR[reason],
    )


ACQUITTED_FOR = tuple(_acquitted_for(reason, label) for reason, label in REASONS.items())

_DISPOSED = (
    "Cases disposed are those that ended for at least one accused in the period: on the merits, early, by compromise, "
    "by withdrawal or by abatement; a case that moved to another court or became dormant has not ended. Each case "
    "counts once a day of judgment: where it ended in several ways for several accused, the first of merits, "
    "compromise, withdrawal, early acquittal and abatement is taken. "
)

COMPROMISE_SHARE = Kpi(
    id="prosecution.compromise_share",
    code="PRO-10",
    title="Compromise share of disposals",
    description="Of the cases that ended at first instance in the period, the share that ended by compromise of the "
    "parties.",
    why_it_matters="The Steering Committee sees by it how much of the law is settled outside the court room. In hurt "
    "or theft that may be peace; in murder or gender-based violence, unseen, it may be a family that was made to "
    "forgive.",
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(
        numerator="prosecution.cases_compromised",
        denominator="prosecution.cases_disposed",
        scale=100,
    ),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"CrPC s.345 (compounding of offences); {PUNJAB_REPORT}",
    note=f"{_DISPOSED}Neither good nor bad by itself. Without records line R7 of the return serves, and of it the "
    "cases that ended by compromise; breakdowns need records.",
    examples=examples.COMPROMISE_SHARE,
)

WITHDRAWN_SHARE = Kpi(
    id="prosecution.withdrawn_share",
    code="PRO-11",
    title="Prosecutions withdrawn, as share of disposals",
    description="Of the cases that ended at first instance in the period, the share that ended because the prosecution "
    "withdrew.",
    why_it_matters="A withdrawal needs the consent of the court, but nobody except the prosecution can ask for it, so "
    "the Prosecutor General answers for it. Many mean that weak reports were filed which should have been dropped at "
    "scrutiny; unseen, it is also the quiet way to let an accused go.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(
        numerator="prosecution.cases_withdrawn",
        denominator="prosecution.cases_disposed",
        scale=100,
    ),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.494 (withdrawal with the consent of the court); Organization of American States, glossary of UN-CTS "
    f"variables (prosecutions discontinued); {CPS_DATA} (cases dropped after charge)",
    note=f"{_DISPOSED}Reports dropped before they came to court are no cases and not counted. Without records line R7 "
    "of the return serves, and of it the cases withdrawn by the prosecution; a breakdown needs records.",
    examples=examples.WITHDRAWN_SHARE,
)

APPEAL_REVIEW = Kpi(
    id="prosecution.appeal_review_within_30_days",
    code="PRO-14",
    title="Acquittals in serious crime reviewed for appeal within 30 days",
    description="Of the accused acquitted of serious and violent crime in a month, the share for which the prosecution "
    "had decided by day 30 whether to appeal.",
    why_it_matters="After the limitation has run out nothing can be done any more. The Prosecutor General decides on "
    "every such acquittal, and sees by this where the judgment did not even reach the office; unseen, appeals are lost "
    "by the calendar.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="prosecution.appeal_cohort"),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    owner=OWNER,
    source=f"CrPC s.417 (appeal against an acquittal); {PUNJAB_KPIS}",
    note="Belongs to the month of the judgment: March is final on 30 April and shows no value before. The day of "
    "judgment is day 0, day 30 is in time, day 31 is late. A decision not to appeal counts as one to appeal does: what "
    "is asked for is that somebody looked. Acquittals in whatever way, one per accused; accused whose offence is not "
    "classified are left out. Thirty days is our choice and no period of limitation: the working group sets it by the "
    "limitation that applies. Needs records; line R13 of the return is a check only, it counts by the month of the "
    "review.",
    examples=examples.APPEAL_REVIEW,
)

ENDINGS = (ACQUITTALS, *ACQUITTED_FOR, COMPROMISE_SHARE, WITHDRAWN_SHARE, APPEAL_REVIEW)
