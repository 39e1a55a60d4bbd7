"""Offences: how often each happens, how grave it is, and how it usually goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Offence:
    weight: float
    """Of a thousand FIRs."""
    severity: str
    penalty: str
    """DEATH, LIFE_OR_GT10, GT7, GT3_LE7, LE3."""
    untraced: float
    cancelled: float
    accused: tuple[float, ...]
    """Weights of one, two, three ... accused."""
    arrest: float
    """Share of the accused who are arrested soon."""
    caught: bool = False
    """The accused is taken with the thing: the FIR is of the same hour."""
    serious: bool = False
    sexual: bool = False
    property: bool = False


ONE, PAIR, GANG = (1.0,), (60, 30, 10), (20, 25, 30, 15, 10)

OFFENCES = {
    "MURDER": Offence(80, "HEINOUS", "DEATH", 0.14, 0.02, (40, 30, 20, 10), 0.62, serious=True),
    "ATTEMPT_MURDER": Offence(70, "HEINOUS", "GT7", 0.10, 0.05, (40, 30, 20, 10), 0.66, serious=True),
    "HURT": Offence(90, "MAJOR", "GT3_LE7", 0.05, 0.14, PAIR, 0.75),
    "KIDNAP_ABDUCT": Offence(48, "MAJOR", "GT3_LE7", 0.14, 0.26, PAIR, 0.66, serious=True),
    "KIDNAP_RANSOM": Offence(6, "HEINOUS", "DEATH", 0.35, 0.04, GANG, 0.50, serious=True),
    "RAPE": Offence(5.5, "HEINOUS", "DEATH", 0.08, 0.10, (75, 20, 5), 0.74, serious=True, sexual=True),
    "SEXUAL_CHILD": Offence(4.5, "HEINOUS", "LIFE_OR_GT10", 0.06, 0.07, (80, 15, 5), 0.80, serious=True, sexual=True),
    "OUTRAGE_MODESTY": Offence(6, "MINOR", "LE3", 0.05, 0.20, PAIR, 0.75),
    "HONOUR_KILLING": Offence(8, "HEINOUS", "DEATH", 0.05, 0.02, PAIR, 0.68, serious=True),
    "DOMESTIC_VIOLENCE": Offence(12, "MINOR", "LE3", 0.01, 0.22, ONE, 0.72),
    "ACID": Offence(1.0, "HEINOUS", "LIFE_OR_GT10", 0.08, 0.03, ONE, 0.75, serious=True),
    "DACOITY": Offence(16, "HEINOUS", "LIFE_OR_GT10", 0.38, 0.03, GANG, 0.55, serious=True, property=True),
    "ROBBERY": Offence(50, "HEINOUS", "GT7", 0.36, 0.05, PAIR, 0.62, serious=True, property=True),
    "BURGLARY": Offence(40, "MAJOR", "GT3_LE7", 0.36, 0.06, PAIR, 0.68, property=True),
    "THEFT": Offence(95, "MINOR", "LE3", 0.34, 0.08, PAIR, 0.75, property=True),
    "VEHICLE_THEFT": Offence(30, "MAJOR", "GT3_LE7", 0.42, 0.05, PAIR, 0.65, property=True),
    "MOTORCYCLE_THEFT": Offence(112, "MAJOR", "GT3_LE7", 0.44, 0.05, PAIR, 0.66, property=True),
    "RIOT": Offence(30, "MINOR", "LE3", 0.05, 0.20, GANG, 0.50),
    "NARCOTICS": Offence(98, "HEINOUS", "GT7", 0.0, 0.01, (85, 15), 0.97, caught=True),
    "ARMS": Offence(85, "MAJOR", "GT3_LE7", 0.0, 0.02, (95, 5), 0.98, caught=True),
    "TERRORISM": Offence(12, "HEINOUS", "DEATH", 0.45, 0.01, GANG, 0.50, serious=True),
    "CHEATING": Offence(30, "MAJOR", "GT3_LE7", 0.05, 0.24, PAIR, 0.60, property=True),
    "OTHER": Offence(71, "MINOR", "LE3", 0.08, 0.14, PAIR, 0.72),
}
WEIGHTS = {name: offence.weight for name, offence in OFFENCES.items()}
SERIOUS = {name for name, offence in OFFENCES.items() if offence.serious}
GENDER_BASED = {"RAPE", "SEXUAL_CHILD", "OUTRAGE_MODESTY", "HONOUR_KILLING", "DOMESTIC_VIOLENCE", "ACID"}
ABDUCTION_OF_A_WOMAN = 0.55
"""Share of the abductions that are gender-based violence."""
SMALL_QUANTITY = 0.45
"""Share of the narcotics cases with a lower sentence."""
