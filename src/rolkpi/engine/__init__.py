"""The engine: runs SQL text over tables. The only importer of duckdb; it knows no KPI."""

from rolkpi.engine.duck import ENGINE, Engine, identifier, literal
from rolkpi.engine.rows import table_of

__all__ = ["ENGINE", "Engine", "identifier", "literal", "table_of"]
