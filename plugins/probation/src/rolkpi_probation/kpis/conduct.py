"""PRB-04, PRB-05, PRB-06 and PRB-09: what the officers do, and when."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Ratio
from rolkpi_probation import examples
from rolkpi_probation.kpis.common import JUVENILES, LEVELS, OWNER, SERVICE_LEVELS, TARGETS_2003

REPORTS_ON_TIME = Kpi(
    id="probation.reports_on_time",
    code="PRB-04",
    title="Social investigation reports on time",
    description="Of the reports asked for in the period, the share submitted on or before the day they were due.",
    why_it_matters="A court that waits for the report adjourns, and one that has waited twice sentences without it. "
    "The Director of Probation sees by it which office needs help before the judges stop asking; nobody sees "
    "otherwise that a boy stayed in prison for a month because a visit to his home was not made.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="probation.reports"),
    disaggregations=(("kind",),),
    levels=LEVELS,
    owner=OWNER,
    source=f"{TARGETS_2003} (reports within 15 working days)",
    note="By the day of the request; the day due is the court's own and differs from report to report. Submitted on "
    "the day due is in time. A month has a value once the last of its reports has fallen due, and then stays. A report "
    "for which no day was set is on neither side and is counted by the checks of the file. One that never came is "
    "late. The English rule of 15 working days is not used: the courts here set each day.",
    examples=examples.REPORTS_ON_TIME,
)

FIRST_CONTACT = Kpi(
    id="probation.first_contact_within_7_days",
    code="PRB-05",
    title="First contact within 7 days of the order",
    description="Of the orders and licences made in the period, the share whose person kept a contact with the officer "
    "within 7 days.",
    why_it_matters="Who is not met in the first week is often never met. The Director of Probation sees which office "
    "takes hold of an order at once; where nobody looks, the first the officer hears of a person may be the next FIR.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="probation.first_contact"),
    disaggregations=(("sex",), ("age_class",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"{SERVICE_LEVELS} (timely first contact); the 7 days are our own choice",
    note="Day 7 is in time, day 8 late; the day of the order is day 0. Only a contact that was kept counts, in "
    "whatever way it was held; one dated before the order is an error and does not. An order nobody has registered, or "
    "of which the office never heard, counts as not met. A conditional discharge asks for good conduct and not for "
    f"contact, and is left out; so are orders received from another district. {JUVENILES} Needs the register of orders "
    "and the contact diary; line B9 of the return counts by the month due and is not used.",
    examples=examples.FIRST_CONTACT,
)

CONTACTS_KEPT = Kpi(
    id="probation.contacts_kept_share",
    code="PRB-06",
    title="Scheduled contacts kept",
    description="Of the contacts due in the period, the share that was kept.",
    why_it_matters="It is the pulse of supervision: the Director of Probation sees where persons stop coming or the "
    "officer stops calling, months before orders are broken. Unwatched, an order is a name in a book until it ends.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="probation.contacts_kept", denominator="probation.contacts_due", scale=100),
    disaggregations=(("mode",),),
    levels=LEVELS,
    owner=OWNER,
    source="UK National Probation Service, performance reports (compliance); UK Probation Circular 43/2004",
    note="Both sides by the day due. A contact that the diary does not say was kept counts as not kept, so a month "
    "looks bad until the diary is written up. An excused absence is not kept: the diary has no such mark. The officer "
    "is on file with the order, and is no breakdown: it would rank persons, on few contacts each. From the diary, else "
    "from line B8 of the return, whose modes serve the breakdown.",
    examples=examples.CONTACTS_KEPT,
)

BREACH_ACTION = Kpi(
    id="probation.breach_action_within_10_days",
    code="PRB-09",
    title="Breach action within 10 working days",
    description="Of the breaches detected in the period, the share on which action began within 10 working days.",
    why_it_matters="An order that can be broken without an answer binds nobody. The courts trust probation as far as "
    "breaches come back to them; the Director of Probation sees by this which office lets them lie.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="probation.breaches"),
    levels=LEVELS,
    owner=OWNER,
    source=f"{TARGETS_2003}; UK Probation Circular 43/2005 on enforcement",
    note="Working days after the day of detection, without the weekend and the gazetted holidays that the Delivery "
    "Unit has entered; action on the same day is day 0. Day 10 is in time, day 11 late. A month has a value 30 days "
    "after its end, by when ten working days have passed even over Eid, and then stays. A breach nobody acts on is "
    "late, and one nobody detects is not in it: read it with PRB-06. Action is a report to the court, a notice or a "
    "request for a warrant, not a note in the file.",
    examples=examples.BREACH_ACTION,
)

KPIS = (REPORTS_ON_TIME, FIRST_CONTACT, CONTACTS_KEPT, BREACH_ACTION)
