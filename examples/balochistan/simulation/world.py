"""What there is in the simulated province: people, and every record the institutions keep of them.

One world, the same keys everywhere: an FIR has accused, victims and reports; a report is reviewed by a prosecutor; the
FIR becomes a case, the accused a stay in prison, a probation order or a parole licence. Objects hold each other, so
nothing has to be looked up; the texts that stand in files (``fir_id``, ``case_id`` ...) are fields of their own.

An area is a code: a district for police, prosecution, courts and probation, a facility for prisons. A day is a
``date``, a moment a ``datetime`` without a zone (wall time in Quetta). ``None`` is "not (yet)", "" is "no code". A day
that ends something is the first day it no longer holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

# -- people


@dataclass(slots=True, eq=False)
class Person:
    """A human being, known to every institution by the same number."""

    number: str
    """Raw number, invented; files carry it in columns called person_key."""
    sex: str
    """M, F, T (transgender) or U (not recorded)."""
    born: date | None
    """None: not recorded."""
    foreign: bool = False
    home: str = ""
    """District the person comes from."""


# -- police


@dataclass(slots=True, eq=False)
class Accused:
    """One accused of one FIR: key (fir_id, no)."""

    fir: Fir = field(repr=False)
    no: int
    person: Person
    named: bool
    """Named in the FIR or found by the investigation; the unknown culprit of an untraced case is no Accused."""
    age: int | None
    """In full years on the day of the offence."""
    juvenile: bool
    """Under 18 on the day of the offence."""
    arrested_at: datetime | None = None
    produced_at: datetime | None = None
    """Before a magistrate. None though arrested: the time was not written down."""
    travel_minutes: int | None = None
    custody: str = "NONE"
    """State reached last: POLICE_REMAND, JUDICIAL, BAIL_PRE, BAIL_POST, ABSCONDING, RELEASED_169, NONE."""
    absconded_on: date | None = None
    po_declared_at: date | None = None
    po_cleared_at: date | None = None
    po_clear_reason: str = ""
    """ARRESTED, SURRENDERED, DIED, WITHDRAWN."""
    diverted_at: date | None = None
    """Day a Juvenile Justice Committee disposed of it; None: not diverted."""
    sent: bool = False
    """Sent up for trial in a complete report."""
    stays: list[Stay] = field(default_factory=list, repr=False)
    bails: list[Bail] = field(default_factory=list, repr=False)
    trials: list[Defendant] = field(default_factory=list, repr=False)
    """One for each case the accused stood trial in; a case that moved counts in both courts."""
    on_order: Order | None = field(default=None, repr=False)
    """The probation order or licence the person was under when it happened."""

    @property
    def sex(self) -> str:
        return self.person.sex

    @property
    def age_class(self) -> str:
        return "JUVENILE" if self.juvenile else "UNKNOWN" if self.age is None else "ADULT"


@dataclass(slots=True, eq=False)
class Victim:
    fir: Fir = field(repr=False)
    no: int
    sex: str
    age: int | None
    died: bool
    injury: str
    """FATAL, GRIEVOUS, SIMPLE, NONE."""
    died_on: date | None = None


@dataclass(slots=True, eq=False)
class Report:
    """A police report (s.173) forwarded to the prosecutor."""

    report_id: str
    fir: Fir = field(repr=False)
    kind: str
    """INTERIM, COMPLETE, SUPPLEMENTARY, CANCELLATION, UNTRACED, DISCHARGE."""
    forwarded_at: date
    n_accused: int
    """Accused sent up in it."""
    forensic: bool = False
    medical: bool = False
    version: int = 1
    review: Review | None = field(default=None, repr=False)

    @property
    def district(self) -> str:
        return self.fir.district


@dataclass(slots=True, eq=False)
class Fir:
    fir_id: str
    """Station, number and year: PS226-03/45/2024."""
    district: str
    """District on the day of registration; everything that follows stays with it."""
    ps_code: str
    force: str
    """POLICE, LEVIES."""
    fir_no: int
    fir_year: int
    reported_at: datetime
    registered_at: datetime
    occurred_on: date
    offence: str
    severity: str
    """MINOR (up to 3 years), MAJOR (over 3 up to 7), HEINOUS."""
    gbv: bool
    scheduled_ara: bool
    """Sexual offence of the schedule of the Anti-Rape Act."""
    honour: bool
    complainant_sex: str
    io_id: str
    io_sex: str
    urban: bool
    accused: list[Accused] = field(default_factory=list, repr=False)
    victims: list[Victim] = field(default_factory=list, repr=False)
    reports: list[Report] = field(default_factory=list, repr=False)
    closed_at: date | None = None
    closure: str = ""
    """CHALLANED, CANCELLED, UNTRACED, TRANSFERRED, QUASHED."""
    cancel_class: str = ""
    """FALSE, CIVIL, NON_COGNIZABLE, DUPLICATE, OTHER."""
    transferred_to: str = ""
    """Who took the FIR over: FIA, CTD, ANF, OTHER_PROVINCE. Nothing is ever handed to a district of the province."""
    withdrawn: bool = False
    """The complainant or victim withdrew or no longer supported it while the police had it."""
    withdrawn_on: date | None = None
    arcc_referred_at: datetime | None = None
    medico_legal_at: datetime | None = None
    property_type: str = ""
    """CASH, JEWELLERY, VEHICLE, MOTORCYCLE, PHONE, LIVESTOCK, OTHER; "" where nothing was stolen."""
    stolen: int | None = None
    """Rupees."""
    recovered: int | None = None
    recovered_on: date | None = None
    consults: list[Consult] = field(default_factory=list, repr=False)
    cases: list[Case] = field(default_factory=list, repr=False)

    @property
    def day(self) -> date:
        """Day 0 of the clock of s.173."""
        return self.registered_at.date()

    @property
    def n_victims(self) -> int:
        return len(self.victims)

    def first(self, *kinds: str) -> date | None:
        """Day the first report of these kinds (of any kind when none is given) was forwarded."""
        return min((r.forwarded_at for r in self.reports if not kinds or r.kind in kinds), default=None)


@dataclass(slots=True, eq=False)
class Call:
    """A call to the emergency number 15."""

    call_id: str
    district: str
    received_at: datetime
    dispatched_at: datetime | None
    arrived_at: datetime | None
    urban: bool
    outcome: str
    """ATTENDED (only then there is an arrival), NOT_ATTENDED, ADVICE, HOAX, DUPLICATE."""
    category: str = "OTHER"


@dataclass(slots=True, eq=False)
class Complaint:
    """A complaint of the public about the police."""

    complaint_id: str
    district: str
    received_at: datetime
    category: str
    """NON_REGISTRATION, INVESTIGATION, MISCONDUCT, EXCESS, CORRUPTION, OTHER."""
    complainant_sex: str
    closed_at: datetime | None
    outcome: str
    """UPHELD, NOT_UPHELD, REFERRED, WITHDRAWN; "" while open."""


@dataclass(slots=True, eq=False)
class PoliceStaff:
    """At the end of a month. ``month``: year * 12 + month - 1, as everywhere."""

    district: str
    month: int
    rank: str
    """GO, INSPECTOR, SI_ASI, CONSTABLE."""
    sanctioned: int
    in_post: int
    female: int


# -- prosecution


@dataclass(slots=True, eq=False)
class Review:
    """A report at the prosecutor's: one row through return and resubmission."""

    review_id: str
    report: Report = field(repr=False)
    district: str
    received_at: date
    prosecutor: str
    grade: str
    """DPP, DDPP, ADPP, SPP."""
    decision: str = ""
    """First decision: FIT, RETURN_DEFECT, RECOMMEND_DROP, AWAIT_FORENSIC, OTHER."""
    decided_at: date | None = None
    defects: tuple[str, ...] = ()
    """NO_FORENSIC, NO_MEDICAL, WITNESS_LIST, SECTION_WRONG, DOCUMENT_MISSING, ACCUSED_DETAIL, OTHER."""
    resubmitted_at: date | None = None
    filed_at: date | None = None
    dropped_at: date | None = None
    """Day it ended without going to court: dropped, or joined to a report filed already."""
    withdrawn: bool = False
    """The complainant or victim withdrew while the prosecutor had it."""

    @property
    def fir(self) -> Fir:
        return self.report.fir

    @property
    def kind(self) -> str:
        return self.report.kind


@dataclass(slots=True, eq=False)
class Consult:
    """Investigator and prosecutor talk before there is a report."""

    fir: Fir = field(repr=False)
    held_at: date
    mode: str
    """MEETING, PHONE, WRITTEN."""
    advice: str
    """EVIDENCE, SECTIONS, FORENSIC, WITNESS, OTHER."""


@dataclass(slots=True, eq=False)
class ProsecutionStaff:
    district: str
    month: int
    sanctioned: int
    in_post: int
    female: int


# -- courts


@dataclass(slots=True, eq=False)
class Defendant:
    """An accused on trial; ``no`` is the number in the FIR. What the court and the prosecutor write of the end."""

    case: Case = field(repr=False)
    no: int
    accused: Accused | None = field(repr=False)
    person: Person
    juvenile: bool
    in_custody: bool
    """On the day the case was instituted."""
    charged_at: date | None = None
    represented: bool | None = None
    """Had counsel when the charge was framed; None: not charged."""
    ended_at: date | None = None
    verdict: str = ""
    """CONVICTED, ACQUITTED, DISCHARGED, ABATED; "" while open, and where the case went dormant or elsewhere."""
    mode: str = ""
    """How it ended for this accused: MERITS, EARLY_ACQUITTAL, COMPROMISE, WITHDRAWN, TRANSFER, DORMANT, ABATED."""
    reason: str = ""
    """Why acquitted: HOSTILE_WITNESS, BENEFIT_OF_DOUBT, DEFECTIVE_INVESTIGATION, NO_FORENSIC, COMPROMISE, TECHNICAL,
    OTHER."""
    withdrew: bool = False
    """The complainant or victim withdrew before the court."""
    sentence: str = ""
    """DEATH, LIFE, PRISON, FINE, PROBATION, CONDITIONAL_DISCHARGE, DIYAT, OTHER."""
    sentence_days: int | None = None
    appeal_reviewed_at: date | None = None
    """The prosecution looked whether to appeal an acquittal."""
    appeal_filed_at: date | None = None
    order: Order | None = field(default=None, repr=False)
    """The order for probation, conditional discharge or release of a juvenile."""

    @property
    def eligible(self) -> bool:
        """Whether the law allows probation."""
        return self.juvenile or self.case.severity != "HEINOUS"

    @property
    def sex(self) -> str:
        return self.person.sex

    @property
    def age_class(self) -> str:
        return "JUVENILE" if self.juvenile else "UNKNOWN" if self.person.born is None else "ADULT"


@dataclass(slots=True, eq=False)
class Hearing:
    """A listed hearing, as the court and as the prosecutor saw it."""

    case: Case = field(repr=False)
    listed: date
    purpose: str
    """REMAND, COPIES, CHARGE, EVIDENCE, ARGUMENTS, JUDGMENT, TRIAL (evidence on a date fixed for trial), OTHER."""
    outcome: str
    """PROCEEDED, PARTLY, ADJOURNED."""
    reason: str = ""
    """Of the court for an adjournment: PROSECUTION, DEFENCE, WITNESS_ABSENT, ACCUSED_NOT_PRODUCED, JUDGE_ABSENT,
    STRIKE, RECORD_ABSENT, OTHER."""
    next_date: date | None = None
    in_custody: bool = False
    """Whether an accused was in custody on that day."""
    present: bool = True
    """The prosecutor was there."""
    side: str = ""
    """The prosecutor's word for who caused the adjournment: PROSECUTION, DEFENCE, COURT, PRISON, POLICE, STRIKE,
    OTHER."""
    summoned: tuple[int, int, int] = (0, 0, 0)
    """Prosecution witnesses: police, medical, private."""
    attended: tuple[int, int, int] = (0, 0, 0)
    examined: tuple[int, int, int] = (0, 0, 0)


@dataclass(slots=True, eq=False)
class Case:
    """A case on the docket of one court. One that moves on is a second Case there, ``moved_from`` the first."""

    case_id: str
    court: str
    """District in which the court sits."""
    level: str
    """MAGISTRATE, SESSIONS, ATC, SPECIAL_GBV, JUVENILE, HIGH_COURT."""
    kind: str
    """SESSIONS_TRIAL, MAGISTERIAL_TRIAL, ATC, GBV, JUVENILE, BAIL, APPEAL, REVISION, CIVIL, FAMILY, OTHER."""
    fir: Fir | None = field(repr=False)
    """None for anything but trials."""
    district: str
    """District of the prosecutor's office that conducts it; the court's own for cases without FIR."""
    instituted_at: date
    offence: str = ""
    severity: str = ""
    serious: bool = False
    """Serious and violent crime."""
    gbv: bool = False
    scheduled_ara: bool = False
    juvenile: bool = False
    limit: str = ""
    """JUVENILE, UP_TO_7Y, ABOVE_7Y, MURDER; "" where the policy sets none."""
    mode: str = "FRESH"
    """FRESH, RESTORED, REMAND, TRANSFER_IN."""
    received_at: date | None = None
    cognizance_at: date | None = None
    charged_at: date | None = None
    decided_at: date | None = None
    disposal: str = ""
    """CONVICTION, ACQUITTAL, EARLY_ACQUITTAL, COMPROMISE, WITHDRAWN, DISMISSED, DECREED, CONSIGNED_RECORD_ROOM,
    ABATED, OTHER."""
    moved_at: date | None = None
    """Left for another court, undecided."""
    moved_from: Case | None = field(default=None, repr=False)
    inactive_from: date | None = None
    inactive_to: date | None = None
    inactive_reason: str = ""
    """ABSCONDING, STAY, OTHER."""
    prosecutor: str = ""
    contested: bool = True
    """False: the accused pleaded guilty."""
    victim_sex: str = ""
    victim_age: int | None = None
    defendants: list[Defendant] = field(default_factory=list, repr=False)
    hearings: list[Hearing] = field(default_factory=list, repr=False)
    appeals: list[Appeal] = field(default_factory=list, repr=False)

    @property
    def began(self) -> date:
        """Day it came to this court."""
        return self.received_at or self.instituted_at

    @property
    def ended(self) -> date | None:
        """Day it left this court."""
        return self.decided_at or self.moved_at

    @property
    def trial(self) -> bool:
        return self.fir is not None


@dataclass(slots=True, eq=False)
class Bail:
    """A bail petition; the court's row and the prosecutor's."""

    bail_id: str
    accused: Accused = field(repr=False)
    court: str
    level: str
    stage: str
    """PRE_ARREST, POST_ARREST, STATUTORY."""
    filed_at: date
    stance: str
    """Of the prosecutor: OPPOSED, CONCEDED, NONE."""
    decided_at: date | None = None
    outcome: str = ""
    """GRANTED, REFUSED, WITHDRAWN."""

    @property
    def fir(self) -> Fir:
        return self.accused.fir

    @property
    def district(self) -> str:
        return self.accused.fir.district


@dataclass(slots=True, eq=False)
class Appeal:
    appeal_id: str
    case: Case = field(repr=False)
    court: str
    """District whose judgment is appealed: the appeal counts there."""
    level: str
    """SESSIONS, HIGH_COURT."""
    side: str
    """STATE, ACCUSED, COMPLAINANT."""
    against: str
    """CONVICTION, ACQUITTAL."""
    filed_at: date
    decided_at: date | None = None
    outcome: str = ""
    """UPHELD, SET_ASIDE, MODIFIED, REMANDED, DISMISSED."""


@dataclass(slots=True, eq=False)
class Judge:
    """Judges of one level in one district at the end of a month."""

    court: str
    level: str
    month: int
    sanctioned: int
    working: int
    working_days: int


# -- prisons


@dataclass(slots=True, eq=False)
class State:
    """A time in which prison, status and age class of a stay stayed the same."""

    stay: Stay = field(repr=False)
    facility: str
    since: date
    until: date | None
    status: str
    """UTP, CONVICT_NONFINAL, CONVICT, CONDEMNED, CIVIL, DETENU, ADMIN_IMMIGRATION, OTHER."""
    age_class: str
    """During the state: a new one begins on the 18th birthday."""


@dataclass(slots=True, eq=False)
class Passage:
    """The part of a stay in one prison."""

    stay: Stay = field(repr=False)
    facility: str
    since: datetime
    how: str
    """NEW, RECALL (back on the same case: licence revoked, or sentenced while on bail), TRANSFER_IN."""
    until: datetime | None = None
    why: str = ""
    """BAIL, ACQUITTED, SENTENCE_EXPIRED, PAROLE, PROBATION, TRANSFER_OUT, DIED, ESCAPED, OTHER."""


@dataclass(slots=True, eq=False)
class Warrant:
    """Under which a person is held under trial."""

    warrant_id: str
    stay: Stay = field(repr=False)
    accused: Accused | None = field(repr=False)
    """None: the warrant names no FIR (its number is not legible, or it is from another province)."""
    police_district: str
    court: str
    penalty: str
    """DEATH, LIFE_OR_GT10, GT7, GT3_LE7, LE3."""
    detained_since: date
    ended_at: date | None = None
    end_reason: str = ""
    """BAIL, ACQUITTED, CONVICTED, DISCHARGED, DIED, ESCAPED, OTHER."""
    delay_days: int = 0
    """Days of delay put down to the accused."""
    fourth_proviso: bool = False
    """Out of the reach of statutory bail by the fourth proviso."""
    bail_unfurnished: bool = False
    """Bail was granted, but no surety found."""
    juvenile: bool = False
    """Under 18 on the day of the offence."""


@dataclass(slots=True, eq=False)
class Sentence:
    stay: Stay = field(repr=False)
    sentenced_on: date
    kind: str
    """PRISON, LIFE, DEATH."""
    length_days: int | None
    fine: int
    remission_days: int
    due: date | None
    """Due day of release, remission counted; None under sentence of death."""


@dataclass(slots=True, eq=False)
class Production:
    """A day on which a court wants to see the prisoner."""

    stay: Stay = field(repr=False)
    facility: str
    case: Case | None = field(repr=False)
    due: date
    produced: bool
    mode: str = ""
    """PERSON, VIDEO; "" when not produced."""
    reason: str = ""
    """NO_ESCORT, ILL, COURT_CANCELLED, SECURITY, OTHER."""


@dataclass(slots=True, eq=False)
class Session:
    """A prisoner at a session of a programme."""

    stay: Stay = field(repr=False)
    facility: str
    programme: str
    """LITERACY, FORMAL_EDUCATION, TAILORING, CARPENTRY, COMPUTER, RELIGIOUS_EDUCATION."""
    held_on: date
    completed: bool


@dataclass(slots=True, eq=False)
class Stay:
    """One stay in prison, from admission to release, through changes of status and transfers."""

    custody_id: str
    person: Person
    accused: Accused | None = field(repr=False)
    """None: held for no FIR of the simulation (civil prisoners, detenus, immigration)."""
    admitted_at: datetime
    how: str
    """NEW, RECALL."""
    screened_at: datetime | None = None
    """By a health worker."""
    counsel: bool | None = None
    counsel_from: date | None = None
    """First day counsel is on record; None: never."""
    released_at: datetime | None = None
    release_reason: str = ""
    states: list[State] = field(default_factory=list, repr=False)
    passages: list[Passage] = field(default_factory=list, repr=False)
    warrants: list[Warrant] = field(default_factory=list, repr=False)
    sentence: Sentence | None = field(default=None, repr=False)
    productions: list[Production] = field(default_factory=list, repr=False)
    sessions: list[Session] = field(default_factory=list, repr=False)

    @property
    def sex(self) -> str:
        return self.person.sex

    @property
    def facility(self) -> str:
        """The prison it began in."""
        return self.passages[0].facility

    @property
    def last_facility(self) -> str:
        return self.passages[-1].facility

    def state_on(self, day: date) -> State | None:
        """The state that holds at the end of a day."""
        return next((s for s in self.states if s.since <= day and (s.until is None or s.until > day)), None)


@dataclass(slots=True, eq=False)
class Incident:
    incident_id: str
    facility: str
    happened_at: datetime
    kind: str
    """ASSAULT_PRISONER, ASSAULT_STAFF, SELF_HARM, DEATH_NATURAL, DEATH_SELF, DEATH_HOMICIDE, DEATH_UNKNOWN, ESCAPE,
    ABSCOND, DISORDER."""
    stay: Stay | None = field(repr=False)
    """The person it happened to, or who did it; None for disorder."""
    status: str = ""


@dataclass(slots=True, eq=False)
class Children:
    """Children living with their mothers at the end of a month."""

    facility: str
    month: int
    n: int


@dataclass(slots=True, eq=False)
class PrisonStaff:
    facility: str
    month: int
    sanctioned: int
    in_post: int
    female: int
    medical: int


# -- probation and parole


@dataclass(slots=True, eq=False)
class Contact:
    order: Order = field(repr=False)
    contact_no: int
    due: date
    held: date | None
    mode: str
    """OFFICE, HOME, PHONE, SURETY."""
    kept: bool
    officer: str


@dataclass(slots=True, eq=False)
class Breach:
    breach_id: str
    order: Order = field(repr=False)
    detected_at: date
    kind: str
    """MISSED_CONTACT, NEW_OFFENCE, CONDITION."""
    action_at: date | None = None
    outcome: str = ""
    """Of the court: WARNED, CONTINUED, REVOKED; "" while open."""
    outcome_at: date | None = None


@dataclass(slots=True, eq=False)
class Order:
    """A probation order or a licence, under supervision."""

    order_id: str
    person: Person
    kind: str
    """PROBATION, CONDITIONAL_DISCHARGE, JUVENILE_RELEASE, PAROLE_LICENCE."""
    district: str
    court: str
    """"" for a licence."""
    facility: str
    """Prison that released on a licence; "" for court orders."""
    defendant: Defendant | None = field(repr=False)
    offence: str
    juvenile: bool
    order_date: date
    length_months: int
    end_due: date
    officer: str
    transferred_in_at: date | None = None
    """Day it came from another district, where it ended as TRANSFERRED under another number; else None."""
    registered_at: date | None = None
    """With the officer; supervision begins."""
    ended_at: date | None = None
    end_reason: str = ""
    """COMPLETED, REVOKED_BREACH, REVOKED_NEW_OFFENCE, DIED, TRANSFERRED, OTHER."""
    contacts: list[Contact] = field(default_factory=list, repr=False)
    breaches: list[Breach] = field(default_factory=list, repr=False)
    continued: Order | None = field(default=None, repr=False)
    """The order in the district it was transferred to."""
    employed: bool | None = None
    """At completion, as the three below; None: not recorded, or not completed."""
    in_training: bool | None = None
    in_school: bool | None = None
    accommodation: bool | None = None


@dataclass(slots=True, eq=False)
class InquiryReport:
    """A report of a probation or parole officer for a court or a parole board."""

    report_id: str
    person: Person
    district: str
    kind: str
    """SIR_ADULT, JUVENILE, PAROLE_HOME."""
    case: Case | None = field(repr=False)
    requested_at: date
    due_at: date
    submitted_at: date | None = None
    followed: bool | None = None


@dataclass(slots=True, eq=False)
class ParoleCase:
    parole_id: str
    stay: Stay = field(repr=False)
    facility: str
    district: str
    """Of the parole officer: the district of the prison on the day of eligibility."""
    eligible_on: date
    considered_at: date | None = None
    decided_at: date | None = None
    decision: str = ""
    """GRANTED, REFUSED, DEFERRED."""
    licensed_at: date | None = None
    revoked_at: date | None = None
    order: Order | None = field(default=None, repr=False)


@dataclass(slots=True, eq=False)
class ProbationStaff:
    district: str
    month: int
    probation_sanctioned: int
    probation_in_post: int
    parole_sanctioned: int
    parole_in_post: int
    female: int


# -- the public


@dataclass(slots=True, eq=False)
class Respondent:
    """One interview of a round of the perception survey."""

    respondent_id: str
    round: int
    """2021 or 2024."""
    interviewed_on: date
    sex: str
    urban: bool
    weight: int
    """People the respondent stands for."""
    answers: Mapping[str, str]
    """Institution (POLICE, LEVIES, PROSECUTION, COURTS, PRISONS, PROBATION) to CONFIDENT, NOT_CONFIDENT, DONT_KNOW,
    REFUSED."""
    victim: bool
    """Victim of violence in the twelve months before."""
    reported: bool | None
    """Told an authority of it; None: no victim."""


@dataclass(slots=True, eq=False)
class World:
    """Everything, sorted by key, from what was open on the first day to the last day."""

    firs: list[Fir]
    calls: list[Call]
    complaints: list[Complaint]
    police_staff: list[PoliceStaff]
    reviews: list[Review]
    prosecution_staff: list[ProsecutionStaff]
    cases: list[Case]
    bails: list[Bail]
    appeals: list[Appeal]
    judges: list[Judge]
    stays: list[Stay]
    incidents: list[Incident]
    children: list[Children]
    prison_staff: list[PrisonStaff]
    orders: list[Order]
    inquiries: list[InquiryReport]
    parole_cases: list[ParoleCase]
    probation_staff: list[ProbationStaff]
    respondents: list[Respondent]
