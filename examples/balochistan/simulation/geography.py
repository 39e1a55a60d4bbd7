"""The real part: districts, divisions, populations and prisons of Balochistan.

Populations: Pakistan Bureau of Statistics, Census 2023, Table 1, with 2017 on the same boundaries. District codes:
OCHA common operational dataset (p-codes valid from 2022-09-09). Division codes are this example's own. Prisons: the
eleven that press reports name; the twelfth was not identified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PROVINCE = "PK2"
CENSUS_2017 = date(2017, 3, 15)
CENSUS_2023 = date(2023, 3, 1)
NO_COURT = {"PK227": "PK231"}
"""Simulated: no court sits in Sherani, its cases are heard in Zhob."""


@dataclass(frozen=True)
class District:
    code: str
    name: str
    division: str
    people_2023: int
    people_2017: int

    @property
    def division_code(self) -> str:
        return f"PK2-{self.division.upper()}"


DISTRICTS = (
    District("PK201", "Awaran", "Kalat", 178_958, 121_821),
    District("PK202", "Barkhan", "Loralai", 210_249, 171_025),
    District("PK203", "Chagai", "Rakhshan", 269_192, 226_517),
    District("PK204", "Dera Bugti", "Sibi", 355_274, 313_110),
    District("PK205", "Gwadar", "Mekran", 305_160, 262_253),
    District("PK206", "Harnai", "Sibi", 127_571, 97_052),
    District("PK207", "Jaffarabad", "Nasirabad", 594_558, 513_972),
    District("PK208", "Jhal Magsi", "Nasirabad", 203_368, 148_900),
    District("PK209", "Kachhi", "Nasirabad", 442_674, 308_000),
    District("PK210", "Kalat", "Kalat", 271_560, 203_565),
    District("PK211", "Kech", "Mekran", 1_060_931, 907_182),
    District("PK212", "Kharan", "Rakhshan", 260_352, 162_766),
    District("PK213", "Khuzdar", "Kalat", 997_214, 798_896),
    District("PK214", "Killa Abdullah", "Quetta", 361_971, 323_793),
    District("PK215", "Killa Saifullah", "Zhob", 380_200, 342_932),
    District("PK216", "Kohlu", "Sibi", 260_220, 213_933),
    District("PK217", "Lasbela", "Kalat", 680_977, 576_271),
    District("PK219", "Loralai", "Loralai", 272_432, 244_446),
    District("PK220", "Mastung", "Kalat", 313_271, 265_676),
    District("PK221", "Musakhel", "Loralai", 182_275, 167_243),
    District("PK222", "Nasirabad", "Nasirabad", 563_315, 489_779),
    District("PK223", "Nushki", "Rakhshan", 207_834, 178_947),
    District("PK224", "Panjgur", "Mekran", 509_781, 315_353),
    District("PK225", "Pishin", "Quetta", 835_482, 736_903),
    District("PK226", "Quetta", "Quetta", 2_595_492, 2_269_473),
    District("PK227", "Sherani", "Zhob", 191_687, 152_952),
    District("PK228", "Sibi", "Sibi", 224_148, 179_751),
    District("PK229", "Sohbatpur", "Nasirabad", 240_106, 200_426),
    District("PK230", "Washuk", "Rakhshan", 302_623, 175_712),
    District("PK231", "Zhob", "Zhob", 355_692, 310_354),
    District("PK232", "Ziarat", "Sibi", 189_535, 160_095),
    District("PK233", "Surab", "Kalat", 279_038, 208_493),
    District("PK234", "Duki", "Loralai", 205_044, 152_977),
    District("PK235", "Chaman", "Quetta", 466_218, 434_561),
)


@dataclass(frozen=True)
class Prison:
    code: str
    name: str
    kind: str
    district: str
    capacity: int
    order: str
    crowding: float
    """Simulated: how full the prison is in the first month."""


SIMULATED = "simulated capacity"
AZADI = "Daily Azadi, 26 Sep 2024"
HRNW = "HRNW, 31 May 2026"
PRISONS = (
    Prison("PK209-CP", "Central Prison Mach", "CENTRAL", "PK209", 740, SIMULATED, 0.80),
    Prison("PK213-CP", "Prison Khuzdar", "CENTRAL", "PK213", 220, SIMULATED, 0.75),
    Prison("PK217-CP", "Central Prison Gaddani", "CENTRAL", "PK217", 223, HRNW, 1.70),
    Prison("PK219-CP", "Prison Loralai", "CENTRAL", "PK219", 180, SIMULATED, 0.70),
    Prison("PK220-CP", "Central Prison Mastung", "CENTRAL", "PK220", 260, SIMULATED, 0.70),
    Prison("PK222-DJ", "District Prison Dera Murad Jamali", "DISTRICT", "PK222", 120, HRNW, 2.10),
    Prison("PK223-DJ", "Prison Nushki", "DISTRICT", "PK223", 90, SIMULATED, 0.65),
    Prison("PK225-DJ", "District Prison Pishin", "DISTRICT", "PK225", 120, SIMULATED, 0.85),
    Prison("PK226-DJ", "District Jail Quetta", "DISTRICT", "PK226", 472, AZADI, 2.30),
    Prison("PK228-DJ", "District Prison Sibi", "DISTRICT", "PK228", 150, SIMULATED, 0.80),
    Prison("PK231-CP", "Prison Zhob", "CENTRAL", "PK231", 160, SIMULATED, 0.70),
)
WING = ("PK213-CP", date(2025, 7, 1), 280)
"""Simulated: a new wing in Khuzdar, in force from that day."""


def court_of(district: str) -> str:
    """The district whose court hears the cases of a district."""
    return NO_COURT.get(district, district)
