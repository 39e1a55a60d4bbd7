"""Who answers for the probation KPIs, where they have values, and what they follow."""

from __future__ import annotations

OWNER = "Probation Technical Working Group"
LEVELS = ("district", "division", "province", "country")
ORDINANCE = "Probation of Offenders Ordinance 1960"
PAROLE_ACT = "Good Conduct Prisoners' Probational Release Act 1926"
SERVICE_LEVELS = "UK Ministry of Justice, Community performance annual update to March 2024"
TARGETS_2003 = "UK House of Commons, written answer on targets of the probation service, 4 March 2003"
CASELOAD = "UK Ministry of Justice, probation caseload"
JUVENILES = (
    "The age class is that of the day of the offence and stays for as long as the order runs: who was under 18 then "
    "is a juvenile here."
)
