"""Aggregates and coverage become the dense table of measurements: obs_status, completeness, origin."""

from rolkpi.measurements.compute import Progress
from rolkpi.measurements.compute import compute as compute_figures
from rolkpi.measurements.read import Header, count_statuses, make_header, read, register
from rolkpi.measurements.select import select
from rolkpi.measurements.sparse import Computed

__all__ = [
    "Computed",
    "Header",
    "Progress",
    "compute_figures",
    "count_statuses",
    "make_header",
    "read",
    "register",
    "select",
]
