"""Coverage classes that turn out to give the same answers become one.

A plan tells classes apart by what they rest on. Where everything was delivered, most of them say the same of every
area and month, and what follows from that is worked out once.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from rolkpi.measurements.coverage import CoverageResolver, Unit
from rolkpi.model.frame import Frame
from rolkpi.plan import CoverageClass, Plan

Answers = tuple[tuple[Unit, ...], ...]
"""The units of each class of a plan."""


def answer(plan: Plan, resolver: CoverageResolver, frame: Frame) -> tuple[Plan, Answers]:
    """The plan with each class standing for all that are like it, and the units of those that are left."""
    numbers: list[int] = []
    left: dict[Hashable, tuple[int, CoverageClass, tuple[Unit, ...]]] = {}
    broken = {change.dataset for change in frame.breaks}
    for wanted in plan.classes:
        units = resolver.units(wanted)
        defined = tuple((t.name, t.since, t.before, t.edges) for t in wanted.origins)
        rest = replace(wanted, origins=())
        number, *_ = left.setdefault((rest, defined, wanted.datasets & broken, id(units)), (len(left), wanted, units))
        numbers.append(number)
    strands = tuple(replace(s, coverage=numbers[s.coverage]) for s in plan.strands)
    classes = tuple(wanted for _, wanted, _ in left.values())
    return replace(plan, strands=strands, classes=classes), tuple(units for *_, units in left.values())
