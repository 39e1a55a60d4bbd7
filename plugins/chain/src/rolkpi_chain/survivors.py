"""What no worked example can show of a definition, and why."""

from __future__ import annotations

SURVIVORS = {
    "chain.reports_received sources[1].where: without item = 'TOTAL'": "The prosecution's return has no other cell in "
    "these lines: its rule V06 refuses one.",
}
