"""POL-03: victims of intentional homicide, and their rate."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.codelists import AGE_BANDS, VICTIM_ITEMS
from rolkpi_police.examples.rows import cell, fir, victim

_BANDS = list(AGE_BANDS)
_LOWEST = {band: low for band, (low, _) in AGE_BANDS.items()}
_HIGHEST = {band: high or 90 for band, (_, high) in AGE_BANDS.items()}

_PEOPLE = {
    "D1": 400_000,
    "D1 sex=M": 200_000,
    "D1 sex=F": 190_000,
    "D1 sex=T": 10_000,
    **{f"D1 age_band={band}": 50_000 for band in _BANDS},
    **{f"D1 age_band={band};sex={sex}": 20_000 for band in _BANDS for sex in ("M", "F", "T")},
}

HOMICIDE_VICTIMS_RATE = (
    WorkedExample(
        title="Victims, not FIRs; women by the number of women; the lowest and the highest age of every band",
        tables={
            "police.fir": (
                fir("F1", "2024-03-10", offence_cat="MURDER"),
                fir("F2", "2024-03-10", offence_cat="HONOUR_KILLING"),
                fir("F3", "2024-03-10", offence_cat="TERRORISM"),
                fir("F4", "2024-03-10", offence_cat="ROBBERY"),
                fir("F5", "2024-04-01", offence_cat="MURDER"),
            ),
            "police.victim": (
                # sixteen in one FIR: the lowest age of every band is a man, the highest a woman
                *(victim("F1", n, sex="M", age=_LOWEST[band]) for n, band in enumerate(_BANDS, start=1)),
                *(victim("F1", n, sex="F", age=_HIGHEST[band]) for n, band in enumerate(_BANDS, start=11)),
                victim("F1", 30, sex="M", age=20, died=False),  # survived
                victim("F2", sex="F", age=20),
                victim("F3", sex="M", age=None),
                victim("F4", sex="M", age=20),  # died in a robbery: another offence
                victim("F5", sex="M", age=20, registered_at="2024-04-01"),  # April
                victim("UNKNOWN", sex="M", age=20),  # its FIR is not there
            ),
        },
        population=_PEOPLE,
        period="2024-03",
        expect=(
            Expect(value=4.5, numerator=18, denominator=400_000, n=400_000, obs_status="ok"),
            Expect(disaggregation="sex=M", value=4.5, numerator=9, denominator=200_000, n=200_000),
            Expect(disaggregation="sex=F", numerator=9, denominator=190_000, n=190_000),
            *(
                Expect(disaggregation=f"age_band={band}", value=4.0, numerator=2, denominator=50_000)
                for band in _BANDS
                if band != "18-24"
            ),
            Expect(disaggregation="age_band=18-24", value=6.0, numerator=3, denominator=50_000),
            Expect(disaggregation="age_band=18-24;sex=F", value=10.0, numerator=2, denominator=20_000),
        ),
    ),
    WorkedExample(
        title="A quarter adds its months, takes the people once, and is not scaled up to a year",
        tables={
            "police.fir": (
                fir("F1", "2024-01-01", offence_cat="MURDER"),
                fir("F2", "2024-03-10", offence_cat="MURDER"),
            ),
            "police.victim": (victim("F1", registered_at="2024-01-01"), victim("F2")),
        },
        population={"D1": 50_000},
        period="2024-Q1",
        expect=(Expect(value=4.0, numerator=2, denominator=50_000, n=50_000, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line P12 serves: its total, and by sex and age its 36 cells",
        tables={
            "police.monthly_return": (
                cell("D1", "P12", 20_000),
                # sex number a (M 1, F 2, T 3, U 4) in age band number b (1 to 8, 9 not recorded): 100 b + a
                *(
                    cell("D1", "P12", 100 * (place % 9 + 1) + place // 9 + 1, item=item)
                    for place, item in enumerate(VICTIM_ITEMS)
                ),
                cell("D1", "P2", 70),
                cell("D1", "P2_POLICE", 60, item="THEFT"),
            )
        },
        population=_PEOPLE,
        period="2024-03",
        expect=(
            Expect(value=5_000.0, numerator=20_000, denominator=400_000, n=400_000, obs_status="ok"),
            # 100 x (1 + 2 + ... + 9) + 9 a
            Expect(disaggregation="sex=M", numerator=4_509),
            Expect(disaggregation="sex=F", numerator=4_518),
            Expect(disaggregation="sex=T", numerator=4_527),
            Expect(disaggregation="sex=U", numerator=4_536),
            # 4 x 100 b + (1 + 2 + 3 + 4)
            *(
                Expect(disaggregation=f"age_band={band}", numerator=400 * number + 10)
                for number, band in enumerate(_BANDS, start=1)
            ),
            Expect(disaggregation="age_band=_U", numerator=3_610),
        ),
    ),
    WorkedExample(
        title="One cell of the 36 left out: the total is known, sex and age are not; without the total nothing is",
        tables={
            "police.monthly_return": (
                cell("D1", "P12", 40),
                *(cell("D1", "P12", 1, item=item) for item in list(VICTIM_ITEMS)[1:]),
                *(cell("D2", "P12", 1, item=item) for item in VICTIM_ITEMS),
                *(cell("D3", "P12", 1, item=item) for item in list(VICTIM_ITEMS)[1:]),
                *(cell("D4", "P12", 0, item=item) for item in VICTIM_ITEMS),
            )
        },
        population={"D1": 400_000, "D2": 360_000, "D3": 100_000, "D4": 100_000, "D1 sex=F": 190_000},
        period="2024-03",
        expect=(
            Expect(area="D1", value=10.0, numerator=40, denominator=400_000),
            Expect(area="D1", disaggregation="sex=F", value=None, obs_status="no_data"),
            Expect(area="D2", value=10.0, numerator=36, denominator=360_000),  # its cells add up
            Expect(area="D3", value=None, obs_status="no_data"),
            Expect(area="D4", value=0.0, numerator=0, denominator=100_000, obs_status="ok"),  # reported 0
        ),
    ),
)
