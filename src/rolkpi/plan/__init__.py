"""A request and the catalog become a few frozen nodes: what is scanned, what needs to be covered, what is divided."""

from rolkpi.plan.build import make_plan, people_by
from rolkpi.plan.nodes import CoverageClass, Need, NeedRule, Origin, Plan, Reading, Scan, Strand, Terms, Use
from rolkpi.plan.uses import condition_of

__all__ = [
    "CoverageClass",
    "Need",
    "NeedRule",
    "Origin",
    "Plan",
    "Reading",
    "Scan",
    "Strand",
    "Terms",
    "Use",
    "condition_of",
    "make_plan",
    "people_by",
]
