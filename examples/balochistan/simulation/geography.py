"""The real part: districts, divisions, populations and prisons of Balochistan.

Populations: Pakistan Bureau of Statistics, Census 2023, Table 1, with 2017 on the same boundaries; age bands from
Table 4. District codes: OCHA common operational dataset (p-codes valid from 2022-09-09). Division codes and the codes
of the two districts made in 2022 are this example's own: no p-code was found for them. Prisons: the eleven that press
reports name; the twelfth was not identified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PROVINCE = "PK2"
CENSUS_2017 = date(2017, 3, 15)
CENSUS_2023 = date(2023, 3, 1)


@dataclass(frozen=True)
class District:
    code: str
    name: str
    division: str
    men: int
    women: int
    transgender: int
    people_2017: int
    """On the boundaries of 2023."""

    @property
    def people_2023(self) -> int:
        return self.men + self.women + self.transgender

    @property
    def division_code(self) -> str:
        return f"PK2-{self.division.upper()}"


DISTRICTS = (
    District("PK201", "Awaran", "Kalat", 91_623, 87_318, 17, 121_821),
    District("PK202", "Barkhan", "Loralai", 109_624, 100_617, 8, 171_025),
    District("PK203", "Chagai", "Rakhshan", 139_922, 129_265, 5, 226_517),
    District("PK204", "Dera Bugti", "Sibi", 194_587, 160_683, 4, 313_110),
    District("PK205", "Gwadar", "Mekran", 160_744, 144_385, 31, 262_253),
    District("PK206", "Harnai", "Sibi", 67_362, 60_205, 4, 97_052),
    District("PK207", "Jaffarabad", "Nasirabad", 301_370, 293_177, 11, 513_972),
    District("PK208", "Jhal Magsi", "Nasirabad", 103_422, 99_933, 13, 148_900),
    District("PK209", "Kachhi", "Nasirabad", 233_584, 209_056, 34, 308_000),
    District("PK210", "Kalat", "Kalat", 138_611, 132_942, 7, 203_565),
    District("PK211", "Kech", "Mekran", 555_219, 505_589, 123, 907_182),
    District("PK212", "Kharan", "Rakhshan", 139_695, 120_646, 11, 162_766),
    District("PK213", "Khuzdar", "Kalat", 537_313, 459_867, 34, 798_896),
    District("PK214", "Killa Abdullah", "Quetta", 189_172, 172_783, 16, 323_793),
    District("PK215", "Killa Saifullah", "Zhob", 199_074, 181_125, 1, 342_932),
    District("PK216", "Kohlu", "Sibi", 136_243, 123_961, 16, 213_933),
    District("PK217", "Lasbela", "Kalat", 348_840, 332_112, 25, 576_271),
    District("PK219", "Loralai", "Loralai", 142_774, 129_641, 17, 244_446),
    District("PK220", "Mastung", "Kalat", 166_679, 146_589, 3, 265_676),
    District("PK221", "Musakhel", "Loralai", 96_706, 85_566, 3, 167_243),
    District("PK222", "Nasirabad", "Nasirabad", 287_902, 275_395, 18, 489_779),
    District("PK223", "Nushki", "Rakhshan", 108_271, 99_558, 5, 178_947),
    District("PK224", "Panjgur", "Mekran", 269_372, 240_314, 95, 315_353),
    District("PK225", "Pishin", "Quetta", 426_597, 408_862, 23, 736_903),
    District("PK226", "Quetta", "Quetta", 1_319_869, 1_275_512, 111, 2_269_473),
    District("PK227", "Sherani", "Zhob", 105_345, 86_336, 6, 152_952),
    District("PK228", "Sibi", "Sibi", 115_033, 109_110, 5, 179_751),
    District("PK229", "Sohbatpur", "Nasirabad", 121_863, 118_241, 2, 200_426),
    District("PK230", "Washuk", "Rakhshan", 162_913, 139_685, 25, 175_712),
    District("PK231", "Zhob", "Zhob", 192_202, 163_485, 5, 310_354),
    District("PK232", "Ziarat", "Sibi", 96_172, 93_355, 8, 160_095),
    District("PK233", "Surab", "Kalat", 141_648, 137_372, 18, 208_493),
    District("PK234", "Duki", "Loralai", 107_221, 97_775, 48, 152_977),
    District("PK235", "Chaman", "Quetta", 261_194, 205_011, 13, 434_561),
)
"""The 34 of the census. Lasbela and Jaffarabad are here as they were before they were split."""


@dataclass(frozen=True)
class Split:
    """A district made from part of another one."""

    code: str
    name: str
    division: str
    parent: str
    since: date
    men: int
    women: int
    people_2023: int
    """The tehsils of the new district, census 2023."""

    @property
    def division_code(self) -> str:
        return f"PK2-{self.division.upper()}"


SPLITS = (
    Split("BA-HUB", "Hub", "Kalat", "PK217", date(2022, 9, 1), 194_261, 188_612, 382_885),
    Split("BA-USTA", "Usta Muhammad", "Nasirabad", "PK207", date(2022, 7, 1), 146_961, 145_093, 292_060),
)

AGES = {
    "0-9": (2_770_382, 2_497_549), "10-13": (857_189, 749_353), "14-17": (734_251, 638_613),
    "18-24": (914_281, 897_816), "25-34": (864_835, 884_233), "35-44": (654_364, 612_332),
    "45-59": (531_380, 458_404), "60+": (281_933, 214_331),
}  # fmt: skip
"""Men and women of the province by age band (Table 4, which counts fewer people than Table 1): for shares only."""


@dataclass(frozen=True)
class Territory:
    """Land that never changes; the district it belongs to may."""

    key: str
    """Stands in the codes of its stations."""
    people: int
    before: str
    after: str
    since: date | None
    division: str
    urban: float

    def district(self, day: date) -> str:
        return self.after if self.since is not None and day >= self.since else self.before


_URBAN = {"PK226": 0.70, "PK235": 0.35, "PK205": 0.45, "BA-HUB": 0.55, "PK211": 0.35, "PK222": 0.30, "PK228": 0.40}


def _territories() -> tuple[Territory, ...]:
    found = []
    for d in DISTRICTS:
        people = d.people_2023 - sum(s.people_2023 for s in SPLITS if s.parent == d.code)
        found.append(Territory(d.code[2:], people, d.code, d.code, None, d.division, _URBAN.get(d.code, 0.2)))
    for s in SPLITS:
        key, urban = s.code[3:], _URBAN.get(s.code, 0.25)
        found.append(Territory(key, s.people_2023, s.parent, s.code, s.since, s.division, urban))
    return tuple(found)


TERRITORIES = _territories()
DIVISION = {d.code: d.division for d in DISTRICTS} | {s.code: s.division for s in SPLITS}


def districts_on(day: date) -> list[str]:
    """Codes of the districts in force."""
    return [d.code for d in DISTRICTS] + [s.code for s in SPLITS if s.since <= day]


def neighbours(court: str, day: date) -> list[str]:
    """The other courts of the division."""
    return [code for code in districts_on(day) if DIVISION[code] == DIVISION[court] and code != court]


@dataclass(frozen=True)
class Prison:
    code: str
    name: str
    kind: str
    district: str
    capacity: int
    women: int
    juveniles: int
    order: str
    since: date | None = None


SIMULATED = "simulated capacity"
AZADI = "Daily Azadi, 26 Sep 2024"
HRNW = "HRNW, 31 May 2026"
PRISONS = (
    Prison("PK209-CP", "Central Prison Mach", "CENTRAL", "PK209", 740, 12, 20, SIMULATED),
    Prison("PK213-CP", "Prison Khuzdar", "CENTRAL", "PK213", 240, 8, 8, SIMULATED),
    Prison("PK217-CP", "Central Prison Gaddani", "CENTRAL", "PK217", 223, 10, 10, HRNW),
    Prison("PK219-CP", "Prison Loralai", "CENTRAL", "PK219", 180, 6, 6, SIMULATED),
    Prison("PK220-CP", "Central Prison Mastung", "CENTRAL", "PK220", 260, 8, 10, SIMULATED),
    Prison("PK222-DJ", "District Prison Dera Murad Jamali", "DISTRICT", "PK222", 120, 4, 6, HRNW),
    Prison("PK223-DJ", "Prison Nushki", "DISTRICT", "PK223", 90, 4, 4, SIMULATED),
    Prison("PK225-DJ", "District Prison Pishin", "DISTRICT", "PK225", 120, 4, 6, SIMULATED),
    Prison("PK226-DJ", "District Jail Quetta", "DISTRICT", "PK226", 472, 30, 30, AZADI),
    Prison("PK228-DJ", "District Prison Sibi", "DISTRICT", "PK228", 150, 4, 6, SIMULATED),
    Prison("PK231-CP", "Prison Zhob", "CENTRAL", "PK231", 160, 4, 6, SIMULATED),
    Prison("PK226-JI", "Juvenile Institution Quetta", "JUVENILE", "PK226", 40, 0, 40, "simulated institution",
           date(2023, 7, 1)),
)  # fmt: skip
WING = ("PK213-CP", date(2025, 7, 1), 300)
"""Simulated: a new wing in Khuzdar, in force from that day."""
MOVED = {"PK217-CP": ("BA-HUB", date(2022, 9, 1))}
"""Gaddani lies in the new district of Hub."""
JUVENILE_HOME = "PK226-JI"

_CATCHMENT = {
    "PK226-DJ": ("PK226", "PK235", "PK214", "PK232", "PK206"),
    "PK225-DJ": ("PK225",),
    "PK220-CP": ("PK220", "PK210", "PK233"),
    "PK213-CP": ("PK213", "PK201", "PK224"),
    "PK217-CP": ("PK217", "BA-HUB", "PK205", "PK211"),
    "PK209-CP": ("PK209",),
    "PK228-DJ": ("PK228", "PK204", "PK216"),
    "PK222-DJ": ("PK222", "PK207", "BA-USTA", "PK229", "PK208"),
    "PK223-DJ": ("PK223", "PK203", "PK212", "PK230"),
    "PK219-CP": ("PK219", "PK202", "PK234", "PK221"),
    "PK231-CP": ("PK231", "PK227", "PK215"),
}
PRISON_OF = {district: prison for prison, districts in _CATCHMENT.items() for district in districts}
"""Simulated: the prison that takes the under-trial prisoners of a district."""
PRISON_KIND = {p.code: p.kind for p in PRISONS}


def prison_district(code: str, day: date) -> str:
    """The district a prison lies in on a day."""
    if code in MOVED and day >= MOVED[code][1]:
        return MOVED[code][0]
    return next(p.district for p in PRISONS if p.code == code)
