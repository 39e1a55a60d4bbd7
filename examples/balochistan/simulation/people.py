"""How many people live where: the censuses of 2017 and 2023, on the boundaries of their day.

Hub was made of the tehsils Hub, Dureji, Gaddani and Sonmiani/Winder of Lasbela, Usta Muhammad of the tehsils Usta
Muhammad and Gandakha of Jaffarabad; their people, and those of what stayed, were added up from the tehsils. People by
age are the province's shares of men and women (Table 4) of the men and women of the district (Table 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from simulation.clock import START, first_day, last_day, month_of
from simulation.geography import AGES, CENSUS_2017, CENSUS_2023, DISTRICTS, PRISON_OF, PRISONS, PROVINCE, SPLITS, Split

PBS = "Pakistan Bureau of Statistics, Census 2023, Table 1"
TEHSILS = ", added up from the tehsils"
PEOPLE_2017 = {"BA-HUB": 339_640, "BA-USTA": 260_865}
"""Of the tehsils that became the new districts."""

BEGINS = {s.code: s.since for s in SPLITS}
"""First day of the districts that were not there from the start."""
DISTRICT_CODES = (*(d.code for d in DISTRICTS), *(s.code for s in SPLITS))
DIVISION_OF = {d.code: d.division_code for d in DISTRICTS} | {s.code: s.division_code for s in SPLITS}


def above(district: str) -> tuple[str, str]:
    """The division and the province a district lies in. A new district stays in the division of the old one."""
    return DIVISION_OF[district], PROVINCE


def districts_in(area: str) -> list[str]:
    """Codes of the districts in an area, those to come included."""
    return [code for code in DISTRICT_CODES if area in (code, *above(code))]


# ---- the counts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Count:
    """A line of the population table."""

    area: str
    on: date
    people: int
    group: str
    source: str


@dataclass(frozen=True)
class People:
    men: int
    women: int
    transgender: int
    in_2017: int

    @property
    def all(self) -> int:
        return self.men + self.women + self.transgender

    def groups(self) -> list[tuple[str, int]]:
        """By sex, by age, and by both; the census gives no age of transgender people that could be used."""
        found = [("sex=F", self.women), ("sex=M", self.men), ("sex=T", self.transgender)]
        men, women = (
            _shared(self.men, [m for m, _ in AGES.values()]),
            _shared(self.women, [f for _, f in AGES.values()]),
        )
        for band, m, f in zip(AGES, men, women, strict=True):
            found += [(f"age_band={band}", m + f), (f"age_band={band};sex=F", f), (f"age_band={band};sex=M", m)]
        return found


def _shared(people: int, weights: list[int]) -> list[int]:
    """So many people, divided by weights; what rounding leaves goes to the youngest."""
    parts = [people * weight // sum(weights) for weight in weights]
    return [parts[0] + people - sum(parts), *parts[1:]]


def _counts() -> list[Count]:
    found: list[Count] = []
    for d in DISTRICTS:
        whole = People(d.men, d.women, d.transgender, d.people_2017)
        split = next((s for s in SPLITS if s.parent == d.code), None)
        if split is None:
            found += _of(d.code, whole, CENSUS_2017, " (2017 on the same boundaries)", CENSUS_2023, CENSUS_2023, "")
            continue
        found += _of(d.code, whole, CENSUS_2017, " (2017)", None, START, " (on the boundaries before the split)")
        new = _new(split)
        kept = People(whole.men - new.men, whole.women - new.women, whole.transgender - new.transgender,
                      whole.in_2017 - new.in_2017)  # fmt: skip
        for code, part in ((d.code, kept), (split.code, new)):
            found += _of(code, part, split.since, f" (2017{TEHSILS})", CENSUS_2023, split.since, TEHSILS)
    return found


def _new(split: Split) -> People:
    transgender = split.people_2023 - split.men - split.women
    return People(split.men, split.women, transgender, PEOPLE_2017[split.code])


def _of(
    code: str, people: People, then: date, then_how: str, now: date | None, of_groups: date, how: str
) -> list[Count]:
    found = [Count(code, then, people.in_2017, "", PBS + then_how)]
    if now is not None:
        found.append(Count(code, now, people.all, "", PBS + how))
    for group, number in people.groups():
        found.append(Count(code, of_groups, number, group, f"{PBS}{' and Table 4' if 'age' in group else ''}{how}"))
    return found


def _served() -> list[Count]:
    """People of the districts that a prison serves: both parts of one that was split. An institution for the young
    serves those of all others, and has none of its own."""
    found: list[Count] = []
    for prison in PRISONS:
        served = [d for d in DISTRICTS if PRISON_OF[d.code] == prison.code]
        how = f"{PBS}, the districts the prison serves (simulated)"
        found.append(Count(prison.code, CENSUS_2017, sum(d.people_2017 for d in served), "", how))
        found.append(Count(prison.code, CENSUS_2023, sum(d.people_2023 for d in served), "", how))
    return found


COUNTS = _counts() + _served()
_BY_AREA: dict[tuple[str, str], list[tuple[date, int]]] = {}
for _count in sorted(COUNTS, key=lambda c: c.on):
    _BY_AREA.setdefault((_count.area, _count.group), []).append((_count.on, _count.people))


def people_on(area: str, day: date, group: str = "") -> int:
    """The newest count on or before a day, else the oldest."""
    counts = _BY_AREA[area, group]
    return next((number for on, number in reversed(counts) if on <= day), counts[0][1])


def _stretches(code: str, first: int, last: int) -> list[tuple[int, int]]:
    """The months of a district between two months, those before and those after its split apart."""
    first = max(first, month_of(BEGINS[code])) if code in BEGINS else first
    if first > last:
        return []
    cut = next((month_of(s.since) for s in SPLITS if s.parent == code), first)
    return [(first, cut - 1), (cut, last)] if first < cut <= last else [(first, last)]


@cache
def person_months(area: str, first: int, last: int, group: str = "") -> Fraction:
    """People times months: of every district in the area the people in the middle of its own months."""
    found = Fraction(0)
    for code in districts_in(area):
        for since, until in _stretches(code, first, last):
            length = (last_day(until) - first_day(since)).days + 1
            middle = first_day(since) + timedelta(days=length // 2)
            found += people_on(code, middle, group) * (until - since + 1)
    return found
