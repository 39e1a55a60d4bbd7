"""What all court KPIs share."""

from __future__ import annotations

OWNER = "Judiciary Technical Working Group"
HIERARCHY = "judicial"
LEVELS = ("court", "district", "division", "province", "country")
