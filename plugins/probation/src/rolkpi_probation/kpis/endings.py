"""PRB-07, PRB-08, PRB-10 and PRB-16: how orders end, and what becomes of the persons."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Frequency, Kpi, Ratio
from rolkpi_probation import examples
from rolkpi_probation.kpis.common import JUVENILES, LEVELS, ORDINANCE, OWNER, SERVICE_LEVELS

_BREAKDOWNS = (("length",), ("sex",), ("age_class",))

COMPLETION_OF_ENDED = Kpi(
    id="probation.completion_of_ended",
    code="PRB-07",
    title="Successful completion (orders ending)",
    description="Of the orders and licences that were completed or revoked in the period, the share completed.",
    why_it_matters="It is what a judge asks before making the next order, and the Director of Probation answers by it "
    "for the service. Without it one revocation that made the news stands for all, and the courts go back to prison.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="probation.completed", denominator="probation.ended", scale=100),
    disaggregations=_BREAKDOWNS,
    levels=LEVELS,
    owner=OWNER,
    source=f"{SERVICE_LEVELS} (successful completions)",
    note="By the day the order ended. Death, transfer and other endings are on neither side. It leans towards short "
    "orders and early failures while the number of orders grows: PRB-08 follows the same start cohort to its end. From "
    "the register, else from the three parts of line B4 of the return, all of which must be there, and which do not "
    f"tell the length. {JUVENILES}",
    examples=examples.COMPLETION_OF_ENDED,
)

COMPLETION_OF_STARTED = Kpi(
    id="probation.completion_of_started",
    code="PRB-08",
    title="Successful completion (start cohort)",
    description="Of the orders courts made in the period, the share completed by the day they were to run out.",
    why_it_matters="It is the fair answer to whether probation works: every order made is followed to its end, and "
    "none drops out because it failed early or late. The Steering Committee can set it against the return to prison of "
    "those released; from orders ending alone nobody can.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="probation.completion_cohort"),
    disaggregations=_BREAKDOWNS,
    levels=LEVELS,
    owner=OWNER,
    source=f"{ORDINANCE} (orders of one to three years); our own definition",
    note="By the day of the order; each is given its own time. A month has a value once the longest of its orders was "
    "to run out, as a rule three years on, and then stays. Ended as completed on or before that day, early discharge "
    "included; an order that is still open then, or whose file was closed later than the day it ended, was not: enter "
    "the day it ended. Orders that death or transfer ended before are left out, and those received from another "
    "district too, so nobody follows an order that moved. An order without such a day is in no cohort. Parole licences "
    "are left out: they run as long as the sentence, and one of ten years would keep its month without a value for ten "
    f"years. PRB-07 and PRB-13 tell what becomes of them. {JUVENILES}",
    examples=examples.COMPLETION_OF_STARTED,
)

REOFFENDING = Kpi(
    id="probation.reoffending",
    code="PRB-10",
    title="Reoffending within 12 months of the order",
    description="Of the persons who started an order or licence in the period, the share with a new offence within 12 "
    "months that led to a challan.",
    why_it_matters="The Steering Committee judges by it whether supervision protects the public, and the Director of "
    "Probation sees for whom it does not, by age and by what they had done. Without it probation is judged by the one "
    "person who did it again, or by nobody.",
    unit="%",
    direction=Direction.DOWN,
    formula=CohortShare(measure="probation.reoffending_cohort"),
    disaggregations=(("sex",), ("age_band",), ("offence_cat",)),
    levels=LEVELS,
    frequencies=(Frequency.QUARTER, Frequency.YEAR, Frequency.FISCAL_YEAR),
    linkage="probation.orders_linked_share",
    owner=OWNER,
    source="UK Ministry of Justice, reoffending measures (one year of follow-up, then a wait for the outcome)",
    note="Persons: an order counts when the person had none in the twelve months before, and of several made on one "
    "day the longest. A new offence is one that happened after the day of the order and at most 12 months after it "
    "(the day of the FIR where that of the offence is not known), anywhere in the police's records, in which the "
    "person is named as accused and a complete challan followed within 180 days of the offence. The 180 days are our "
    "own choice. A month has a value 12 months and 180 days after its end. A challan is no conviction: it shows less "
    "than what was done and more than what is proved. Persons without a number are left out, since nobody can follow "
    "them; the linkage says how many persons the police know at all. Age band on the day of the order.",
    examples=examples.REOFFENDING,
)

ORDERS_LINKED = Kpi(
    id="probation.orders_linked_share",
    code="PRB-10",
    title="Orders whose person is found in the police's records",
    description="Of the orders and licences made in the period, the share whose person is accused in at least one FIR "
    "on the police's records.",
    why_it_matters="Everybody on an order was once accused in an FIR, so nearly all should be found. The Director of "
    "Probation has the CNIC numbers filled in where this is low: who is not found cannot be seen to reoffend, and the "
    "district with the worst papers looks best in PRB-10.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="probation.orders_linked", denominator="probation.orders_and_licences", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source="Our own definition: persons found by their number",
    note="The linkage of PRB-10. Orders whose FIR is older than the police's electronic records are not found either, "
    "and nothing is wrong with them.",
    examples=examples.ORDERS_LINKED,
)

OCCUPIED = Kpi(
    id="probation.occupied_at_completion",
    code="PRB-16",
    title="In work, study or training at completion",
    description="Of the orders completed in the period, the share whose person was in work, training, school or study "
    "at the end.",
    why_it_matters="Work or school is what keeps people from coming back. The Director of Probation looks by it for "
    "employers and training centres that take them; a service that only counts signatures never asks.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="probation.occupied", denominator="probation.completed_on_file", scale=100),
    disaggregations=(("sex",),),
    levels=LEVELS,
    owner=OWNER,
    source="Rule of Law Roadmap for Balochistan, objectives (rehabilitation); our own definition",
    note="By the day the order ended. One of the three is enough, and counts once. Where nothing is on file the order "
    "is in the denominator only: not asked is not shown as in work. Lines B12 of the return cannot be added up, since "
    "one person may be in two of them, and are not used.",
    examples=examples.OCCUPIED,
)

KPIS = (COMPLETION_OF_ENDED, COMPLETION_OF_STARTED, REOFFENDING, ORDERS_LINKED, OCCUPIED)
