"""Who is held without a sentence, how long, and whether dates are kept: PRI-04 to PRI-07, PRI-15, PRI-18."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total, Window, WorkedExample
from rolkpi_prisons import examples
from rolkpi_prisons.kpis.common import HIERARCHY, LEVELS, OWNER

UNSENTENCED_SHARE = Kpi(
    id="prisons.unsentenced_share",
    code="PRI-04",
    title="Unsentenced detainees as share of prison population",
    description="Of all persons held at the end of the period, the share that has not been sentenced. It shows how far "
    "prison is used before judgment.",
    why_it_matters="For prosecutors and courts it is the price of every adjournment, and by it they choose whose bail "
    "and whose trial come first. An accused on remand whom nobody asks after can spend longer in prison than the "
    "sentence would have been.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.unsentenced", denominator="prisons.held", scale=100),
    disaggregations=(("sex",), ("age_class",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="SDG 16.3.2, unsentenced detainees as a proportion of overall prison population",
    note="Who is sentenced and appeals counts as sentenced. Civil prisoners and persons under preventive detention are "
    "held but not under trial: they count in the denominator only. The share also rises when convicts are released, so "
    "read it with the number under trial (PRI-01 by status). Articles on one report printed 73.41 where its counts "
    "give 73.43: keep the counts.",
    examples=examples.UNSENTENCED_SHARE,
)

_LIMIT_SOURCE = (
    "CrPC s.497(1), third and fourth provisos; Juvenile Justice System Act 2018, s.6; Supreme Court, PLD 2022 SC 112 "
    "(the clock runs from the detention) and PLD 2022 SC 551 (juveniles)"
)
_LIMITS = (
    "Limits: more than one year, or two where the offence is punishable with death; women six months, or one year; who "
    "was under 18 on the day of the offence six months, whatever the offence. Calendar months from the first day of "
    "detention, police custody included: on the day after the last month the limit is exceeded. Each warrant runs for "
    "itself and by the law of the day its detention began; a person counts once, in the prison that holds the person "
    "that day, as long as one warrant past its limit lasts. Transgender persons have the general limit. "
)
_GROSS = (
    "Gross: delay of the accused's own and the fourth proviso are not looked at, for it is the courts that find them. "
)
_NET = (
    "Net: days of delay a court laid to the accused are added to the limit, and whom a court excluded under the fourth "
    "proviso is not counted. Who was granted bail and has furnished no surety still counts, and can be shown apart. "
)
_UNKNOWN = (
    "Without a warrant on file, or without its penalty, nobody can tell: such persons are not counted. The warrants "
    "come by police district, and a prison's figure asks for those of its own district only. "
)
_LIMIT_BREAKDOWNS = (("sex",), ("juvenile",), ("penalty_class",))

OVER_LIMIT_GROSS = Kpi(
    id="prisons.over_limit_gross",
    code="PRI-05",
    title="Under-trial prisoners past the statutory-bail threshold, gross",
    description="Persons under trial at the end of the period who have been detained for longer than the time after "
    "which the law gives bail, whoever caused the delay.",
    why_it_matters="Each of them is a name for the next list of the Prosecutor General, the District and Sessions "
    "Judge and legal aid: the law says bail, and someone must ask for it. Who has no lawyer does not know that the "
    "day has passed.",
    unit="persons",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.over_limit_gross"),
    disaggregations=_LIMIT_BREAKDOWNS,
    overlapping=("sex", "juvenile", "penalty_class"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source=_LIMIT_SOURCE,
    note=_LIMITS + _GROSS + _UNKNOWN + "Never less than the net figure.",
    examples=examples.OVER_LIMIT_GROSS,
)

OVER_LIMIT_NET = Kpi(
    id="prisons.over_limit_net",
    code="PRI-05",
    title="Under-trial prisoners past the statutory-bail threshold, net",
    description="Persons under trial at the end of the period who have been detained for longer than the time after "
    "which the law gives bail, once the delay a court laid to the accused is added to it; persons whom a court "
    "excluded are left out.",
    why_it_matters="These are the persons whom nothing on file keeps from bail. The High Court and the Prosecutor "
    "General can ask of each one why; where the figure is not shown, an adjournment that nobody asked for costs a man "
    "another year.",
    unit="persons",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.over_limit_net"),
    disaggregations=(*_LIMIT_BREAKDOWNS, ("bail_unfurnished",)),
    overlapping=("sex", "juvenile", "penalty_class", "bail_unfurnished"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source=_LIMIT_SOURCE,
    note=_LIMITS + _NET + _UNKNOWN,
    examples=examples.OVER_LIMIT_NET,
)

_COUNTED = {
    "gross": "whoever caused the delay",
    "net": "with the delay of the accused's own added to the limit and those left out whom a court excluded",
}


def _over_limit_share(kind: str, note: str, why: str, cases: tuple[WorkedExample, ...]) -> Kpi:
    return Kpi(
        id=f"prisons.over_limit_{kind}_share",
        code="PRI-05",
        title=f"Share of under-trial prisoners past the statutory-bail threshold, {kind}",
        description="Of the persons under trial at the end of the period whose limit of detention is known, the share "
        f"past it, {_COUNTED[kind]}.",
        why_it_matters=why,
        unit="%",
        direction=Direction.DOWN,
        formula=Ratio(numerator=f"prisons.over_limit_{kind}", denominator="prisons.limit_known", scale=100),
        disaggregations=_LIMIT_BREAKDOWNS,
        overlapping=("sex", "juvenile", "penalty_class"),
        levels=LEVELS,
        hierarchy=HIERARCHY,
        owner=OWNER,
        source=_LIMIT_SOURCE,
        note=_LIMITS + note + "The divisor has who is under trial with a warrant on file that tells the limit.",
        examples=cases,
    )


OVER_LIMIT_GROSS_SHARE = _over_limit_share(
    "gross",
    _GROSS,
    "The Steering Committee compares prisons and years by it: a small prison with few such persons may hold most of "
    "its people too long, and by the count alone it is looked at last.",
    examples.OVER_LIMIT_GROSS_SHARE,
)

OVER_LIMIT_NET_SHARE = _over_limit_share(
    "net",
    _NET,
    "Beside the gross share it shows how much of the overlong detention the courts lay to the accused. Where the two "
    "are far apart the High Court may ask how the delay was found.",
    examples.OVER_LIMIT_NET_SHARE,
)


def _days_held(name: str, title: str, description: str, why: str, cases: tuple[WorkedExample, ...]) -> Kpi:
    return Kpi(
        id=f"prisons.days_held_under_trial_{name}",
        code="PRI-06",
        title=f"Days already spent in pre-trial custody, {title}",
        description=description,
        why_it_matters=why,
        unit="days",
        direction=Direction.DOWN,
        formula=Total(measure=f"prisons.days_held_under_trial_{name}"),
        windows=(Window.PERIOD,),
        disaggregations=(("sex",), ("juvenile",), ("penalty_class",)),
        levels=LEVELS,
        hierarchy=HIERARCHY,
        owner=OWNER,
        source="Made2Measure, duration of pre-trial custody as a common performance measure",
        note="Of those held on the last day; a quarter or year shows its last month-end. Who stays long is found at "
        "more month-ends, so it is higher than the days of those who left (PRI-07), and when old cases are cleared "
        "the one falls while the other rises: read both. From the first day of detention under any warrant of the "
        "stay; whose warrant is not on file is not in it, and n says how many are. By the gravest penalty among the "
        "warrants, not by offence: a person may be held for several.",
        examples=cases,
    )


DAYS_HELD_MEDIAN = _days_held(
    "median",
    "median",
    "Half of those under trial at the end of the period have been held for at most so many days.",
    "Prosecutors and courts see by it whether the queue in the prisons grows older. The number under trial can fall "
    "while those who are left have waited longer and longer.",
    examples.DAYS_HELD_MEDIAN,
)

DAYS_HELD_P90 = _days_held(
    "p90",
    "90th percentile",
    "Nine in ten of those under trial at the end of the period have been held for at most so many days.",
    "The slowest tenth are those whom the law may entitle to bail; the District and Sessions Judge asks for their "
    "files first. A median says nothing of the man who has waited for years.",
    examples.DAYS_HELD_P90,
)


def _days_under_trial(name: str, title: str, description: str, why: str, cases: tuple[WorkedExample, ...]) -> Kpi:
    return Kpi(
        id=f"prisons.days_under_trial_{name}",
        code="PRI-07",
        title=f"Days in pre-trial custody of those who left it, {title}",
        description=description,
        why_it_matters=why,
        unit="days",
        direction=Direction.DOWN,
        formula=Total(measure=f"prisons.days_under_trial_{name}"),
        windows=(Window.PERIOD,),
        disaggregations=(("exit_reason",), ("sex",), ("juvenile",)),
        levels=LEVELS,
        hierarchy=HIERARCHY,
        owner=OWNER,
        source="Made2Measure, duration of pre-trial custody as a common performance measure",
        note="Who left: by bail, acquittal, sentence, death or otherwise, not who moved to another prison or turned "
        "18. From the first day of detention under any warrant of the stay. Who is still held is not in it, so it "
        "looks better while hard cases stay open, and worse in the month they are cleared: read it with the days of "
        "those held now (PRI-06). Without a warrant on file the days are not known.",
        examples=cases,
    )


DAYS_UNDER_TRIAL_MEDIAN = _days_under_trial(
    "median",
    "median",
    "Half of those who left pre-trial custody in the period had spent at most so many days in it.",
    "Courts and prosecutors learn by it how long remand lasts in the ordinary case, and whether bail comes in weeks "
    "or in years. Where only sentences are counted, the months before them are nobody's delay.",
    examples.DAYS_UNDER_TRIAL_MEDIAN,
)

DAYS_UNDER_TRIAL_P90 = _days_under_trial(
    "p90",
    "90th percentile",
    "Nine in ten of those who left pre-trial custody in the period had spent at most so many days in it.",
    "It shows the long cases, which a median hides: the High Court sees by it how long the slowest tenth waited before "
    "somebody decided. They are the ones who may serve their sentence before it is given.",
    examples.DAYS_UNDER_TRIAL_P90,
)

RELEASED_ON_TIME = Kpi(
    id="prisons.released_on_time",
    code="PRI-15",
    title="Released on or before the due date",
    description="Of the sentenced prisoners released in the period because their sentence was served, the share "
    "released on the due date or before it, remission taken off.",
    why_it_matters="The Inspector General of Prisons answers for each day beyond it, for nothing but a court's "
    "sentence holds a man. Where nobody looks, a remission that was not entered or a fine slip that was not found "
    "keeps him.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="prisons.served_on_time", denominator="prisons.served", scale=100),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, prison management information system (sentence, remission and release modules)",
    note="The due date is the end of the last of the person's sentences. Release on bail, parole or probation, "
    "acquittal and death have no due date and are left out; so is a release whose due date is not on file. From the "
    "admission and sentence registers, else from line C12 of the return: released on or before the due date, and after "
    "it.",
    examples=examples.RELEASED_ON_TIME,
)

HELD_PAST_DUE = Kpi(
    id="prisons.held_past_due",
    code="PRI-15",
    title="Persons held past their due date",
    description="Sentenced persons who are still held at the end of the period although their last sentence has ended.",
    why_it_matters="Everyone in it should go home today. The share of timely releases (PRI-15) speaks only of those "
    "who are out; whoever has been forgotten shows here and nowhere else.",
    unit="persons",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.past_due"),
    disaggregations=(("sex",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, prison management information system (sentence, remission and release modules)",
    note="A stock. On the due date itself a person is not late. Remission that is entered later moves the due date, "
    "and with it the figures of past months. Who is held under trial in another case is not counted, nor who has a "
    "further sentence to serve. From the records, else from line C12 of the return: held past the due date.",
    examples=examples.HELD_PAST_DUE,
)

WITHOUT_COUNSEL = Kpi(
    id="prisons.without_counsel_share",
    code="PRI-18",
    title="Under-trial prisoners without legal representation",
    description="Of the persons under trial at the end of the period, the share with no counsel on record.",
    why_it_matters="Legal aid is sent where it is missing, and the courts see who cannot ask for bail. Who has no "
    "lawyer is not asked about, misses the date on which bail is due, and waits.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.without_counsel", denominator="prisons.under_trial", scale=100),
    disaggregations=(("sex",), ("age_class",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UN Survey of Crime Trends (UN-CTS), persons by legal representation; Juvenile Justice System Act 2018",
    note="Counsel of one's own or appointed, from the day the prison has it on record. Whose admission is not on file "
    "has no counsel on record either. From the records, else from line C14 of the return over the line of those under "
    "trial; by sex and age class from records alone.",
    examples=examples.WITHOUT_COUNSEL,
)

KPIS = (
    UNSENTENCED_SHARE,
    OVER_LIMIT_GROSS,
    OVER_LIMIT_NET,
    OVER_LIMIT_GROSS_SHARE,
    OVER_LIMIT_NET_SHARE,
    DAYS_HELD_MEDIAN,
    DAYS_HELD_P90,
    DAYS_UNDER_TRIAL_MEDIAN,
    DAYS_UNDER_TRIAL_P90,
    RELEASED_ON_TIME,
    HELD_PAST_DUE,
    WITHOUT_COUNSEL,
)
