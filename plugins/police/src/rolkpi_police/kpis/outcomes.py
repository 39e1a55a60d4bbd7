"""POL-08, POL-10, POL-11, POL-14 and POL-15: how investigations end, and with what evidence."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

_FINALISED_NOTE = (
    "Each FIR is finalised once, on the day of its first complete, cancellation or untraced report, or of its closing "
    "as cancelled, untraced or transferred out without one. An untraced case taken up again is not finalised a second "
    "time. What a court quashed is not in it. A same-period ratio: the cases are of many months, so it may differ "
    "widely from POL-09. Without records lines P4 and P6 of the return serve, where all four are there."
)

CHALLAN_RATE = Kpi(
    id="police.challan_rate",
    code="POL-08",
    title="Challan rate of finalised investigations",
    description="Of the investigations finalised in the period, the share that ended with a complete report against at "
    "least one accused.",
    why_it_matters="It tells the Inspector General and the Prosecutor General how often an investigation finds "
    "somebody to put on trial. Where it falls and nobody looks, cases are being closed on paper, and the complainants "
    "learn it last.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.challaned", denominator="police.finalised", scale=100),
    disaggregations=(("offence_cat",), ("force",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales",
    note=f"{_FINALISED_NOTE} A complete report that sends up no accused, or does not say how many, is finalised and no "
    "challan; the return does not tell these apart and counts them as challans.",
    examples=examples.CHALLAN_RATE,
)

UNTRACED_RATE = Kpi(
    id="police.untraced_rate",
    code="POL-10",
    title="Untraced rate",
    description="Of the investigations finalised in the period, the share that ended because nobody could be traced.",
    why_it_matters="A high share in one offence, motorcycle theft say, tells the head of investigation where "
    "identification fails and equipment or people are needed. Where nobody looks, untraced becomes the easy way to "
    "empty a shelf.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="police.untraced", denominator="police.finalised", scale=100),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales",
    note=_FINALISED_NOTE,
    examples=examples.UNTRACED_RATE,
)

CANCELLATION_RATE = Kpi(
    id="police.cancellation_rate",
    code="POL-11",
    title="FIR cancellation rate",
    description="Of the investigations finalised in the period, the share that ended with a cancellation.",
    why_it_matters="Neither extreme is good. Hardly any cancellation says that false reports are sent to court; very "
    "many say that complainants, women above all, are pressed to give up. The prosecutor who scrutinises "
    "cancellations knows by it which district to look at first.",
    unit="%",
    direction=Direction.BAND,
    formula=Ratio(numerator="police.cancelled", denominator="police.finalised", scale=100),
    disaggregations=(("offence_cat",), ("complainant_sex",)),
    levels=LEVELS,
    owner=OWNER,
    source="Punjab Criminal Prosecution Service Act 2006, s.9, and the guidelines on the scrutiny of police reports",
    note=f"{_FINALISED_NOTE} Which band is right is not settled: the working group has to set it.",
    examples=examples.CANCELLATION_RATE,
)

REFERRED_WITHIN_6_HOURS = Kpi(
    id="police.referred_within_6_hours",
    code="POL-14",
    title="Sexual-offence cases referred to an anti-rape crisis cell within 6 hours",
    description="Of the FIRs of scheduled sexual offences registered in the period, the share whose victim was "
    "referred to an anti-rape crisis cell within 6 hours of the report.",
    why_it_matters="Evidence on the body is lost within hours, and the medico-legal examination has to be made in "
    "that time. The officer in charge of a crisis cell and the prosecutor act on it at once. Where referrals are late "
    "and nobody asks, such cases end in acquittal, whatever the court does.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.referred_in_6_hours", denominator="police.scheduled_offences", scale=100),
    disaggregations=(("victim_age",), ("victim_sex",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="Anti-Rape (Investigation and Trial) Act 2021, after the Ordinance of 2020",
    note="From the day and time of the report, not of the registration. Exactly 6 hours are in time. Without a time "
    "of report or of referral a case counts as not referred in time, and so does a referral dated before the report, "
    "until it is corrected. FIRs not yet classified are in neither side. Where there are several victims the youngest "
    "decides the age. Numbers are small: below 10 cases it is marked, and district figures must be suppressed in what "
    "is made public. Needs records; lines P11 and P11A of the return are a check only.",
    examples=examples.REFERRED_WITHIN_6_HOURS,
)

FORENSIC_EVIDENCE = Kpi(
    id="police.forensic_evidence",
    code="POL-15",
    title="Forensic evidence attached in serious cases",
    description="Of the heinous cases whose complete report went to the prosecutor in the period, the share in which "
    "it had at least one forensic result with it.",
    why_it_matters="Cases that rest on witnesses alone fall when the witness does. The head of investigation and the "
    "forensic laboratory plan by it what has to be sent, and from where. Where nobody looks, the laboratory stands "
    "idle and murderers are acquitted.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="police.serious_with_forensics", denominator="police.serious_completed", scale=100),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Adam Smith International, reform of criminal justice in Punjab and Khyber Pakhtunkhwa",
    note="Serious means heinous: over 7 years, life or death. That, and the measure itself, are ours. Each case "
    "counts once, with its first complete report: a result that comes with a report sent again later does not count. "
    "Where the record does not say, nothing is attached. Needs records.",
    examples=examples.FORENSIC_EVIDENCE,
)

KPIS = (CHALLAN_RATE, UNTRACED_RATE, CANCELLATION_RATE, REFERRED_WITHIN_6_HOURS, FORENSIC_EVIDENCE)
