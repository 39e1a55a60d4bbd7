"""The engine: runs SQL text over tables. The only importer of duckdb; it knows no KPI."""

from rolkpi.engine.duck import Engine, identifier, literal

__all__ = ["Engine", "identifier", "literal"]
