"""What every definition shares: frozen, closed to unknown fields, documented field by field."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError


class Frozen(BaseModel):
    """A definition. Never changed after it is made; an unknown field is an error, and so is an endless number."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
"""``plugin.name``, lower case."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""A column, dimension, level or hierarchy: lower case letters, digits and underscores."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that says something."""

Expression = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), "expression"]
"""SQL over one dataset's columns, of the small language of ``rolkpi.expression``. The last word tells it from text."""


def fault(message: str, *at: str | int, fix: str = "", code: str = "RK101") -> PydanticCustomError:
    """Something wrong with a definition that no single field can tell; ``at``: the field it is mended in."""
    return PydanticCustomError(code, "{message}", {"message": message, "at": at, "fix": fix})
