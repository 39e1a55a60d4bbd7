"""CHN-13: hearings that are lost because a prisoner is not brought, as courts and as prisons count them."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import COURT_LEVELS, OWNER, PMIS, PRISON_LEVELS

HEARINGS_LOST = Kpi(
    id="chain.hearings_lost_share",
    code="CHN-13",
    title="Hearings lost to non-production of prisoners, as the courts count them",
    description="Of the hearings to which an accused in prison was to be brought, the share that the court adjourned "
    "because he was not produced.",
    why_it_matters="Sessions Judge, prison superintendent and the police who give the escort can mend it in one "
    "meeting. Unwatched, the case is put off for a month for want of one vehicle, witnesses go home unheard, and the "
    "prisoner pays with his time.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.hearings_lost", denominator="chain.hearings_in_custody", scale=100),
    levels=COURT_LEVELS,
    hierarchy="judicial",
    owner=OWNER,
    source=PMIS,
    note="By court. One hearing is a case and a day, however many prisoners it needs. Held in part is not lost. From "
    "the courts' records only: their return has adjournments for this reason, but not the hearings with an accused in "
    "prison. Read it with the prisons' count and with how far the two agree.",
    examples=examples.HEARINGS_LOST,
)

PRODUCTIONS_MISSED = Kpi(
    id="chain.productions_missed_share",
    code="CHN-13",
    title="Prisoners not produced for a hearing, as the prisons count them",
    description="Of the times a court that sat asked for a prisoner, the share on which the prisoner was not produced, "
    "in person or by video.",
    why_it_matters="The IG of Prisons sees by it where escorts, vehicles or the video link fail, prison by prison. "
    "Where only the courts count, each prison can say that it was the other one, and nobody buys the vehicle.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.productions_missed", denominator="chain.productions_due", scale=100),
    levels=PRISON_LEVELS,
    hierarchy="prison",
    owner=OWNER,
    source=PMIS,
    note="By prison. One per prisoner and day: a hearing that needs three prisoners is three. Days on which the court "
    "did not sit or cancelled are on neither side. Illness counts as missed: the hearing is lost all the same.",
    examples=examples.PRODUCTIONS_MISSED,
)

AGREEMENT = Kpi(
    id="chain.non_production_agreed_share",
    code="CHN-13",
    title="Non-production on which court and prison agree",
    description="Of the productions for a hearing that the court's or the prison's record says failed because the "
    "prisoner was not brought, the share on which both records say so.",
    why_it_matters="Both write down the same event, so the registers must agree: the Delivery Unit sends both sides "
    "the list of those that do not. Where they are never compared, a court blames the prison for its own adjournments, "
    "or a prison enters as produced whom nobody saw.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.lost_by_both", denominator="chain.lost_by_either", scale=100),
    levels=PRISON_LEVELS,
    hierarchy="prison",
    linkage="chain.productions_found_share",
    owner=OWNER,
    source="Law and Justice Commission of Pakistan: figures of registrars, police and prosecutors examined together "
    "before submission (Express Tribune, 26 August 2012)",
    note="By prison, case by case and day by day, over productions whose hearing is found. Where a case needs several "
    "prisoners, one of them missing is enough for either side. A hearing that the court held in part without him is "
    "lost for the prison only, and so lowers it.",
    examples=examples.AGREEMENT,
)

PRODUCTIONS_FOUND = Kpi(
    id="chain.productions_found_share",
    code="CHN-13",
    title="Court productions whose hearing is found",
    description="Of the times a court that sat asked for a prisoner, the share for which the courts' records have a "
    "hearing of that case and day.",
    why_it_matters="Where few are found, prisons write down the number of the FIR for that of the case, or nothing; "
    "the Delivery Unit has it mended first. The agreement of the handful that is found says nothing of the rest.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.productions_found", denominator="chain.productions_asked", scale=100),
    levels=PRISON_LEVELS,
    hierarchy="prison",
    owner=OWNER,
    source="Our own definition: hearings found by the number of the case and the day",
    note="The linkage of the comparison of courts and prisons (CHN-13). The prison asks the courts of the district it "
    "lies in; hearings of courts elsewhere are found as well where these have sent their records.",
    examples=examples.PRODUCTIONS_FOUND,
)
