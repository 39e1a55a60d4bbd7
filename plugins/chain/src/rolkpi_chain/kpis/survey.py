"""CHN-16: what the public says of the institutions, and whether victims of violence turn to them."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Total, Window
from rolkpi_chain import examples
from rolkpi_chain.codelists import INSTITUTIONS
from rolkpi_chain.kpis.common import OWNER, PERCEPTION, SDG_REPORTED
from rolkpi_chain.measures.survey import RESULTS, Result

_NOTE = (
    "A result as the survey published it, with its 95% confidence interval (low and high) and the number of answers: "
    "nothing is reckoned here, and no result is made from others. For the province only: the sample says nothing of a "
    "single district. Shown for the year in which the field work of the newest round ended; a year without a round has "
    "no value. Two results differ only where their intervals do not meet. Sex and residence stand beside each other as "
    "figures of their own, because the sample is too small for both at once."
)

_WHO = {
    "ALL": "adults",
    "F": "women",
    "M": "men",
    "URBAN": "adults living in towns",
    "RURAL": "adults living in rural areas",
}

_ASKED_BY = {
    "POLICE": "The IG of Police sees by it whether reforms of stations and of the handling of complaints reach the "
    "people. A force that is not trusted is told nothing: witnesses stay away, and crimes go unreported.",
    "PROSECUTION": "The Prosecutor General sees by it whether people know his office and believe that it is "
    "independent. Where they do not, complainants settle outside court, and cases fall with their witnesses.",
    "COURTS": "The High Court sees by it whether people believe that they would be heard. Where they do not, "
    "disputes go to those who settle them by force, and no figure on pending cases shows it.",
    "PRISONS": "The IG of Prisons sees by it what families and former prisoners tell. A prison that is thought to be "
    "cruel or for sale undoes what a fair trial has done, and nobody who was harmed there complains.",
    "PROBATION": "The Director of Probation sees by it whether a sentence in the community is taken for one. Where it "
    "is not, courts use it less, and people are sent to prison who could have stayed at work.",
}


def _why(result: Result) -> str:
    if result.institution != "ALL":
        return _ASKED_BY[result.institution]
    if result.sex != "ALL":
        return (
            "Women and men meet other doors: the working groups see by it whether help desks and women officers change "
            "anything. In the figure for everybody a loss of trust among women is hidden."
        )
    if result.residence != "ALL":
        return (
            "Stations and courts are in towns: the working groups see by it whether those who live far from them are "
            "served too. In the figure for everybody the towns, which are easy to reach, hide the rest."
        )
    return (
        "The Steering Committee sees by it whether the people notice the reform at all. Every other figure is told by "
        "the institutions about themselves, and they can all improve while nobody trusts them."
    )


def _confidence(result: Result) -> Kpi:
    who = _WHO[result.sex if result.sex != "ALL" else result.residence]
    whom = INSTITUTIONS.get(result.institution, "Justice institutions")
    about = {"POLICE": "the police and Levies", "PROBATION": "probation and parole"}.get(
        result.institution, f"the {whom[0].lower()}{whom[1:]}"
    )
    group = "" if who == "adults" else f": {who.removeprefix('adults ')}"
    return Kpi(
        id=f"chain.public_{result.name}",
        code="CHN-16",
        title=f"Public confidence in {about}{group}",
        description=f"Of the {who} who answered, the weighted share that has a great deal of confidence or some in "
        f"{about}.",
        why_it_matters=_why(result),
        unit="%",
        direction=Direction.UP,
        formula=Total(measure=f"chain.{result.name}"),
        levels=("province",),
        frequencies=(Frequency.YEAR, Frequency.FISCAL_YEAR),
        windows=(Window.PERIOD,),
        owner=OWNER,
        source=PERCEPTION,
        note=_NOTE,
        examples=examples.survey_result(result.pinned),
    )


def _violence(result: Result) -> Kpi:
    who = {"ALL": "Victims", "F": "Women who were victims", "M": "Men who were victims"}[result.sex]
    return Kpi(
        id=f"chain.public_{result.name}",
        code="CHN-16",
        title=f"{who} of violence {'who' if who == 'Victims' else 'and'} reported it (SDG 16.3.1)",
        description=f"{who} of violence in the last 12 months: the weighted share that reported it to the police or "
        "another authority.",
        why_it_matters="It tells the working groups what the number of FIRs cannot: whether more of them means more "
        "violence, or more people who dare to report it. Where nobody asks the victims, a district in which all of "
        "them keep silent looks like the safest.",
        unit="%",
        direction=Direction.UP,
        formula=Total(measure=f"chain.{result.name}"),
        levels=("province",),
        frequencies=(Frequency.YEAR, Frequency.FISCAL_YEAR),
        windows=(Window.PERIOD,),
        owner=OWNER,
        source=SDG_REPORTED,
        note=f"{_NOTE} Only those who said that they were victims answer, so the interval is wide.",
        examples=examples.survey_result(result.pinned),
    )


SURVEY_KPIS: tuple[Kpi, ...] = tuple(
    _confidence(result) if result.question == "CONFIDENCE" else _violence(result) for result in RESULTS
)
