"""CHN-12: juveniles whose case is diverted from the court."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, OWNER

DIVERSION = Kpi(
    id="chain.juvenile_diversion",
    code="CHN-12",
    title="Juvenile diversion rate",
    description="Of the juveniles accused of a minor or major offence in FIRs of the period, the share whose case was "
    "diverted through a Juvenile Justice Committee.",
    why_it_matters="Police, prosecution, probation and the committee must act together for a child to be kept out of "
    "court: their heads see by it in which districts nobody does. Unwatched, the committee never meets, and a boy who "
    "took a telephone waits for his trial among grown men.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.juveniles_diverted", denominator="chain.juveniles_charged", scale=100),
    disaggregations=(("sex",),),
    levels=LEVELS,
    owner=OWNER,
    source="Juvenile Justice System Act 2018; Supreme Court of Pakistan, PLD 2022 SC 551",
    note="A child who is accused in two FIRs counts twice. Accused in an FIR is enough; no charge need be framed. "
    "Belongs to the month and district of the FIR, so the share of the newest months grows while committees still "
    "meet. Minor is up to three years, major more than three and up to seven; heinous offences, and FIRs whose class "
    "is not entered, are on neither side, and so are accused whose age is not known. Only diversions that the police's "
    "register names are known. In a district the numbers are small and may point at a child: they are not for "
    "publication.",
    examples=examples.DIVERSION,
)
