"""How many people live where: the censuses of 2017 and 2023, on the boundaries of their day.

Pakistan Bureau of Statistics, Census 2023, Table 1, with 2017 on the same boundaries. Hub was made of the tehsils Hub,
Dureji, Gaddani and Sonmiani/Winder of Lasbela, Usta Muhammad of the tehsils Usta Muhammad and Gandakha of Jaffarabad;
their people, and those of what stayed, were added up from the tehsils.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from simulation.clock import first_day, last_day, month_of
from simulation.geography import DISTRICTS, PROVINCE

HUB, USTA = "PK2-HUB", "PK2-USTA"
"""Codes of this example's own: no p-code was found for the two."""


@dataclass(frozen=True)
class Split:
    """A district made of a part of another."""

    old: str
    new: str
    on: date
    order: str


SPLITS = (
    Split("PK207", USTA, date(2022, 7, 1), "cabinet approval, June 2022"),
    Split("PK217", HUB, date(2022, 9, 1), "notified in September 2022"),
)
BEGINS = {split.new: split.on for split in SPLITS}
"""First day of the districts that were not there from the start."""

CENSUS_2017, CENSUS_2023 = date(2017, 3, 15), date(2023, 3, 1)
START = date(2021, 7, 1)

People = tuple[int, int, int, int]
"""Men, women and transgender people in 2023, and all people in 2017."""
PEOPLE: dict[str, People] = {
    "PK201": (91_623, 87_318, 17, 121_821),
    "PK202": (109_624, 100_617, 8, 171_025),
    "PK203": (139_922, 129_265, 5, 226_517),
    "PK204": (194_587, 160_683, 4, 313_110),
    "PK205": (160_744, 144_385, 31, 262_253),
    "PK206": (67_362, 60_205, 4, 97_052),
    "PK207": (301_370, 293_177, 11, 513_972),
    "PK208": (103_422, 99_933, 13, 148_900),
    "PK209": (233_584, 209_056, 34, 308_000),
    "PK210": (138_611, 132_942, 7, 203_565),
    "PK211": (555_219, 505_589, 123, 907_182),
    "PK212": (139_695, 120_646, 11, 162_766),
    "PK213": (537_313, 459_867, 34, 798_896),
    "PK214": (189_172, 172_783, 16, 323_793),
    "PK215": (199_074, 181_125, 1, 342_932),
    "PK216": (136_243, 123_961, 16, 213_933),
    "PK217": (348_840, 332_112, 25, 576_271),
    "PK219": (142_774, 129_641, 17, 244_446),
    "PK220": (166_679, 146_589, 3, 265_676),
    "PK221": (96_706, 85_566, 3, 167_243),
    "PK222": (287_902, 275_395, 18, 489_779),
    "PK223": (108_271, 99_558, 5, 178_947),
    "PK224": (269_372, 240_314, 95, 315_353),
    "PK225": (426_597, 408_862, 23, 736_903),
    "PK226": (1_319_869, 1_275_512, 111, 2_269_473),
    "PK227": (105_345, 86_336, 6, 152_952),
    "PK228": (115_033, 109_110, 5, 179_751),
    "PK229": (121_863, 118_241, 2, 200_426),
    "PK230": (162_913, 139_685, 25, 175_712),
    "PK231": (192_202, 163_485, 5, 310_354),
    "PK232": (96_172, 93_355, 8, 160_095),
    "PK233": (141_648, 137_372, 18, 208_493),
    "PK234": (107_221, 97_775, 48, 152_977),
    "PK235": (261_194, 205_011, 13, 434_561),
}
"""On the boundaries of the census: Lasbela with Hub, Jaffarabad with Usta Muhammad."""
AFTER: dict[str, People] = {
    "PK207": (154_409, 148_084, 5, 253_107),
    USTA: (146_961, 145_093, 6, 260_865),
    "PK217": (154_579, 143_500, 13, 236_631),
    HUB: (194_261, 188_612, 12, 339_640),
}
"""After the two splits."""

PBS = "Pakistan Bureau of Statistics, Census 2023, Table 1"


@dataclass(frozen=True)
class Count:
    """A line of the population table."""

    area: str
    on: date
    people: int
    group: str
    source: str


def _counts() -> list[Count]:
    found = []
    for code, people in PEOPLE.items():
        split = next((s for s in SPLITS if s.old == code), None)
        if split is None:
            found += _of(code, people, CENSUS_2017, CENSUS_2023, CENSUS_2023, "")
            continue
        found += _of(code, people, CENSUS_2017, None, START, ", on the boundaries before the split")
        for part in (split.old, split.new):
            found += _of(part, AFTER[part], split.on, CENSUS_2023, split.on, ", added up from the tehsils")
    return found


def _of(code: str, people: People, on_2017: date, on_2023: date | None, on_groups: date, how: str) -> list[Count]:
    *by_sex, in_2017 = people
    found = [Count(code, on_2017, in_2017, "", f"{PBS} (2017{how or ' on the same boundaries'})")]
    if on_2023:
        found.append(Count(code, on_2023, sum(by_sex), "", PBS + how))
    for sex, number in zip("MFT", by_sex, strict=True):
        found.append(Count(code, on_groups, number, f"sex={sex}", PBS + how))
    return found


COUNTS = _counts()
DISTRICT_CODES = tuple(sorted(PEOPLE.keys() | AFTER.keys()))


@cache
def division_of(district: str) -> str:
    """Code of the division; a new district stays in the division of the old one."""
    old = next((s.old for s in SPLITS if s.new == district), district)
    return next(d.division_code for d in DISTRICTS if d.code == old)


def above(district: str) -> tuple[str, str]:
    """The division and the province a district lies in."""
    return division_of(district), PROVINCE


def districts_in(area: str) -> list[str]:
    """Codes of the districts in an area, those to come included."""
    return [code for code in DISTRICT_CODES if area in (code, *above(code))]


def valid(district: str, month: int) -> bool:
    """Whether a district is there in a month: both splits are of the first of a month."""
    return month >= month_of(BEGINS[district]) if district in BEGINS else True


def people(area: str, day: date, group: str = "") -> int:
    """The newest count on or before a day, else the oldest."""
    counts = sorted((c.on, c.people) for c in COUNTS if c.area == area and c.group == group)
    return next((n for on, n in reversed(counts) if on <= day), counts[0][1])


def stretches(code: str, first: int, last: int) -> list[tuple[int, int]]:
    """The months of a district between two months, those before and those after its split apart."""
    begins = month_of(BEGINS[code]) if code in BEGINS else first
    first = max(first, begins)
    if first > last:
        return []
    cut = next((month_of(s.on) for s in SPLITS if s.old == code), first)
    return [(first, cut - 1), (cut, last)] if first < cut <= last else [(first, last)]


def person_months(districts: list[str], first: int, last: int, group: str = "") -> Fraction:
    """People times months: of every district the people in the middle of its own months."""
    found = Fraction(0)
    for code in districts:
        for since, until in stretches(code, first, last):
            length = (last_day(until) - first_day(since)).days + 1
            middle = first_day(since) + timedelta(days=length // 2)
            found += people(code, middle, group) * (until - since + 1)
    return found
