"""Authors' expressions: a small SQL, read by sqlglot, held to an allow-list, written out again as DuckDB SQL.

The author's text never runs. ``check`` turns it into a tree of nothing but allowed nodes, or says everything
that is wrong with it; ``lower`` turns such a tree into one DuckDB understands.
"""

from rolkpi.expression.check import check, check_formula, mentioned
from rolkpi.expression.language import Checked, Kind, Scope
from rolkpi.expression.lower import lower, lower_formula

__all__ = ["Checked", "Kind", "Scope", "check", "check_formula", "lower", "lower_formula", "mentioned"]
