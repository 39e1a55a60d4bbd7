"""Every plugin's definitions, cross-checked once, then only read."""

from rolkpi.catalog.build import build
from rolkpi.catalog.catalog import Catalog, ResolvedColumn, Unavailable
from rolkpi.catalog.place import DefinitionPath, Locate

__all__ = ["Catalog", "DefinitionPath", "Locate", "ResolvedColumn", "Unavailable", "build"]
