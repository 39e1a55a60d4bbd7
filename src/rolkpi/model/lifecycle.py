"""How a definition is born, signed, changed and retired."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from rolkpi.model.base import Frozen, Text, fault


class Status(StrEnum):
    """How far a definition has come."""

    DRAFT = "draft"
    """Nobody has signed it; it may change any day."""
    ACTIVE = "active"
    """Signed by an author and a checker; it changes only with a new version."""
    DEPRECATED = "deprecated"
    """Signed, computed for the sake of its series, and not to be used for anything new."""


Seal = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""First 16 digits of the hash of all that a definition says; ``rolkpi check`` tells it."""


class Revision(Frozen):
    """One version of a definition: what changed, when, who wrote it and who checked it."""

    version: Annotated[int, Field(ge=1)]
    """1, 2, 3 and so on."""
    on: date
    """Day it was signed."""
    change: Text
    """What is new, in words a reader of the figures understands."""
    author: Text
    """Who wrote it."""
    checker: Text
    """Who checked it: somebody else."""
    seal: Seal | None = None
    """What was signed. The newest version must carry it, so that nothing changes afterwards without a new version."""

    @model_validator(mode="after")
    def _two_persons(self) -> Revision:
        if " ".join(self.author.casefold().split()) == " ".join(self.checker.casefold().split()):
            what = f"version {self.version}: author and checker are both '{self.author}'"
            raise fault(what, "checker", fix="have somebody else check it, and name that person", code="RK118")
        return self
