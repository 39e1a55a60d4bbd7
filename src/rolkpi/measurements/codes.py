"""Which codes a breakdown has: what makes the dense table dense."""

from __future__ import annotations

from itertools import product

from rolkpi.catalog import Catalog
from rolkpi.model.kpi import Kpi, disaggregation_text


def codes_of(kpi: Kpi, breakdown: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """Every combination of codes as canonical text, in the codelists' order; the empty text for the total."""
    if not breakdown:
        return ("",)
    source = catalog.measures_of(kpi.id)[0].sources[0]
    codes = catalog.scope(source.dataset).codes
    values = [codes.get(source.dimensions.get(d, d)) or ("false", "true") for d in breakdown]
    return tuple(disaggregation_text(dict(zip(breakdown, chosen, strict=True))) for chosen in product(*values))
