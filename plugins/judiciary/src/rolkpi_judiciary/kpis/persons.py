"""Bail, sentences and counsel (JUD-13 to JUD-15, JUD-20)."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total, Window
from rolkpi_judiciary.examples import bail, persons
from rolkpi_judiciary.kpis.common import HIERARCHY, LEVELS, OWNER

BAIL_WITHIN_LIMIT = Kpi(
    id="judiciary.bail_within_limit",
    code="JUD-13",
    title="Bail petitions decided within the policy limit",
    description="Of the petitions for bail granted or refused in the period, the share decided within the days that a "
    "court of its level has.",
    why_it_matters="Until a court has decided, a person whom it will let go stays in prison, or one who fears arrest "
    "does not sleep at home. Quick decisions also empty the prisons: the Sessions Judge sees by it which courts let "
    "petitions lie.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.bail_in_time", denominator="judiciary.bail_decided", scale=100),
    disaggregations=(("court_level",), ("sex",), ("juvenile_flag",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="National Judicial Policy 2009, which gives petitions for bail priority",
    note="The days are ours until the working group confirms those of the policy: magistrates 3, sessions and special "
    "courts 5, High Court 7 calendar days from filing, the last day in time. They stand in a list of limits that can "
    "be replaced when the policy's own are known. Petitions before and after arrest count alike. Withdrawn ones are on "
    "neither side, nor those of courts for which no limit is set. Pending petitions past their limit do not show here. "
    "Needs records.",
    examples=bail.BAIL_WITHIN_LIMIT,
)

DAYS_ARREST_TO_BAIL = Kpi(
    id="judiciary.days_arrest_to_bail",
    code="JUD-14",
    title="Median days from arrest to first bail decision",
    description="Half of the arrested persons with a first decision on bail in the period waited this many days or "
    "fewer for it since their arrest.",
    why_it_matters="It is the time that somebody not found guilty of anything spends in a cell before a court first "
    "asks whether that must be. Where it is long, poor people wait: whoever has counsel petitions at once.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.bail_days_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("sex",), ("juvenile",)),
    linkage="judiciary.bail_arrest_linked",
    levels=LEVELS[1:],
    owner=OWNER,
    source="Duration of pre-trial custody as in common performance measures of justice agencies; CrPC s.497",
    note="By district of arrest, in the period of the decision. The first time a court granted or refused bail on or "
    "after the day of arrest, whichever court it was; a petition withdrawn is no decision. Persons who never ask are "
    "not in it, so it flatters where many have no counsel. The police's register of accused is matched with the "
    "courts' of bail: the linkage says how many decisions find their arrest. Never an average of districts. Needs "
    "records of both.",
    examples=bail.DAYS_ARREST_TO_BAIL,
)

BAIL_ARREST_LINKED = Kpi(
    id="judiciary.bail_arrest_linked",
    code="JUD-14",
    title="Bail decisions whose arrest is on record",
    description="Of the petitions for bail after arrest that were granted or refused in the period, the share whose "
    "accused the police have on record as arrested by that day.",
    why_it_matters="It says how far the days from arrest to bail can be trusted. Where courts and police do not write "
    "the same numbers, the figure rests on the few whom both know.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.bail_arrest_known", denominator="judiciary.bail_after_arrest", scale=100),
    levels=LEVELS[1:],
    owner=OWNER,
    source="Our own definition: arrests found by the numbers of FIR and accused",
    note="The linkage of JUD-14, by the court that decided. Decision and arrest are matched by the number of the FIR "
    "and that of the accused in it. Petitions, not persons: one who petitions twice counts twice.",
    examples=bail.BAIL_ARREST_LINKED,
)

NON_CUSTODIAL_SENTENCES = Kpi(
    id="judiciary.non_custodial_sentences",
    code="JUD-15",
    title="Non-custodial sentences in eligible convictions",
    description="Of the accused convicted in the period of an offence for which the law allows probation, the share "
    "given probation, a conditional discharge or a fine only.",
    why_it_matters="The law has had another way than prison since 1960, and it is hardly used. Each such sentence is "
    "a place in a full prison and a family with its earner. The High Court and the probation service see by it where "
    "courts do not think of it, or do not trust the supervision.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.non_custodial", denominator="judiciary.eligible_convicted", scale=100),
    disaggregations=(("sex",), ("age_class",), ("sex", "age_class")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="Probation of Offenders Ordinance 1960; Juvenile Justice System Act 2018",
    note="Accused, by day of the verdict: one convicted in two cases counts twice. Whether probation is open is what "
    "the court recorded of the offence of conviction; where it recorded nothing the accused is on neither side. A "
    "sentence is told by its gravest part. The probation orders in it should be those the probation service receives. "
    "From records, or from lines J9 of the return.",
    examples=persons.NON_CUSTODIAL_SENTENCES,
)

REPRESENTED_AT_CHARGE = Kpi(
    id="judiciary.represented_at_charge",
    code="JUD-20",
    title="Accused represented by counsel at framing of charge",
    description="Of the accused against whom a charge was framed in the period, the share who had counsel beside them "
    "then.",
    why_it_matters="An accused without counsel does not know what to plead, and a judgment against him may not stand. "
    "Legal aid is sent where this share is low; a child without counsel is against the law.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.represented", denominator="judiciary.charged", scale=100),
    disaggregations=(("sex",), ("age_class",), ("sex", "age_class")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="United Nations Survey of Crime Trends: persons before courts by legal representation; Juvenile Justice "
    "System Act 2018",
    note="Accused, by day of the charge, in the court that framed it. One for whom nothing is recorded counts as "
    "without counsel. It says nothing about how good counsel was. From records, or from lines J14 of the return.",
    examples=persons.REPRESENTED_AT_CHARGE,
)

KPIS = (
    BAIL_WITHIN_LIMIT,
    DAYS_ARREST_TO_BAIL,
    BAIL_ARREST_LINKED,
    NON_CUSTODIAL_SENTENCES,
    REPRESENTED_AT_CHARGE,
)
