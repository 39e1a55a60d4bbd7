"""Small changes of the definitions that no worked example can tell from them, and why."""

from __future__ import annotations

_FLAG = (
    "Who has a number made up from the name counts like everybody else: the mark puts a flag beside the figure and "
    "changes no number, and an example states numbers."
)

SURVIVORS = {f"probation.{measure} without weak": _FLAG for measure in ("persons", "women", "juveniles")}
