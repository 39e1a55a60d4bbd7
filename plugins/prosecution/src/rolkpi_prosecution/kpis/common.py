"""What all prosecution KPIs share, and sources that several name."""

from __future__ import annotations

OWNER = "Prosecution Technical Working Group"
LEVELS = ("district", "division", "province", "country")

PUNJAB_KPIS = "Punjab Criminal Prosecution Service, KPIs (2014)"
PUNJAB_REPORT = "Punjab Criminal Prosecution Service, Annual Report 2016"
CPS_MEASURES = "Crown Prosecution Service, key measures"
CPS_DATA = "Crown Prosecution Service, data summaries"
