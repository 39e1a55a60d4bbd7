"""A request and the catalog become a few frozen nodes: what is scanned, what needs to be covered, what is divided."""

from rolkpi.plan.build import make_plan
from rolkpi.plan.nodes import CoverageClass, Need, Origin, Plan, Reading, Scan, Strand, Use

__all__ = ["CoverageClass", "Need", "Origin", "Plan", "Reading", "Scan", "Strand", "Use", "make_plan"]
