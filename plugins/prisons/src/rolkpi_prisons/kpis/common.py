"""What the KPIs of the prisons have in common."""

from __future__ import annotations

from rolkpi.model import Frequency

OWNER = "Prisons Technical Working Group"
HIERARCHY = "prison"
LEVELS = ("facility", "district", "division", "province", "country")
ABOVE_PRISONS = ("province", "country")
"""Levels at which what moves between prisons is neither gained nor lost."""
TWELVE_MONTHS = (Frequency.MONTH, Frequency.QUARTER)
