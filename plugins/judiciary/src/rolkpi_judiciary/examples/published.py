"""Yearly figures of the courts of Balochistan as the press printed them, and a simulated year with its parts."""

from rolkpi_judiciary.examples.rows import year

DISTRICT_2024 = year("DISTRICT_COURTS", 2024, J1=17_818, J2=57_299, J4=56_432, J6=18_685)
DISTRICT_2025 = year("DISTRICT_COURTS", 2025, J1=18_685, J2=62_393, J4=62_654, J6=18_424)
HIGH_COURT_2025 = year("HIGH_COURT", 2025, J1=5_272, J2=6_926, J4=5_813, J6=6_385)

# A simulated year of one court that also tells how much of each line are civil suits.
YEAR_WITH_PARTS = (
    *year("C1", 2024, J1=300, J2=400, J4=500, J6=200),
    *year("C1", 2024, item="CIVIL", J1=90, J2=130, J4=110, J6=110),
)
