"""KPIs: a formula over measures that gives one number with one unit."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rolkpi.model.base import Expression, Frozen, Id, Name, Text
from rolkpi.model.period import Frequency, Window


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    """Neither extreme is good."""
    CONTEXT = "context"
    """Neither good nor bad: it helps to read the others."""


class Total(Frozen):
    """The value of one measure."""

    kind: Literal["total"] = "total"
    measure: Id


class Ratio(Frozen):
    """numerator x scale / denominator, each pooled before dividing. NULL when the denominator is 0.

    Both sides are flows of the same months, or both are stocks of the same instant.
    """

    kind: Literal["ratio"] = "ratio"
    numerator: Id
    denominator: Id
    scale: Annotated[int, Field(gt=0)] = 100


class Rate(Frozen):
    """numerator x scale / population. Counts are added over months; the population is taken once, in the
    middle of the days looked at."""

    kind: Literal["rate"] = "rate"
    numerator: Id
    scale: Annotated[int, Field(gt=0)] = 100_000
    annualise: bool = False
    """Multiply by 12 / months looked at."""


class CohortShare(Frozen):
    """Successes x scale / members of a cohort measure. NULL before maturity and for an empty cohort."""

    kind: Literal["cohort_share"] = "cohort_share"
    measure: Id
    scale: Annotated[int, Field(gt=0)] = 100


class DerivedFormula(Frozen):
    """Two whole-number formulas over pooled measures, divided: stocks and flows may meet here.

    The formulas use measure ids, whole numbers, ``+ - *`` and ``period_days`` (the real days looked at).
    """

    kind: Literal["derived"] = "derived"
    numerator: Expression
    denominator: Expression
    scale: Annotated[int, Field(gt=0)] = 1


KpiFormula = Annotated[Total | Ratio | Rate | CohortShare | DerivedFormula, Field(discriminator="kind")]


class Expect(Frozen):
    """What a worked example gives for one cell."""

    area: Text | None = None
    """The area; the root of the example unless given."""
    disaggregation: str = ""
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    n: int | None = None
    obs_status: str | None = None


class WorkedExample(Frozen):
    """The smallest tables that show the rule. The conformance kit runs it; the dictionary prints it."""

    title: Text
    tables: dict[Id, tuple[dict[Name, Any], ...]]
    """Rows per dataset. Columns left out are NULL. Every area named lies in the root area ``ALL``."""
    period: Text
    """The period whose value is expected: ``2024-03``, ``2024-Q1``, ``2024``, ``FY2023-24``."""
    window: Window = Window.PERIOD
    as_of: Text | None = None
    """Day up to which everything is known; the end of the period's last month unless given."""
    population: dict[Text, int] = {}
    """People per area, for rates."""
    expect: Annotated[tuple[Expect, ...], Field(min_length=1)]


class Kpi(Frozen):
    """One indicator: what it is, how it is computed, and what a reader must know about it."""

    id: Id
    code: Text
    """Catalogue code, ``JUD-04``; sibling KPIs of a compound entry share it."""
    title: Text
    description: Text
    """What it measures and why it matters, in words a practitioner would use."""
    unit: Text
    direction: Direction
    formula: KpiFormula
    disaggregations: tuple[tuple[Name, ...], ...] = ()
    """Each combination of dimensions that is computed beside the total."""
    levels: Annotated[tuple[Name, ...], Field(min_length=1)] = ("district", "division", "province")
    """Levels of areas that get a value."""
    hierarchy: Name = "admin"
    """The hierarchy along which areas roll up."""
    frequencies: Annotated[tuple[Frequency, ...], Field(min_length=1)] = tuple(Frequency)
    windows: Annotated[tuple[Window, ...], Field(min_length=1)] = tuple(Window)
    min_base: Annotated[int, Field(ge=0)] = 0
    """Below this ``n`` the measurement is marked ``small_base``."""
    owner: Text
    """Who answers for the definition."""
    source: Text
    """The law, standard or publication the definition follows."""
    note: str = ""
    examples: tuple[WorkedExample, ...] = ()

    @model_validator(mode="after")
    def _disaggregations_differ(self) -> Kpi:
        seen = [tuple(sorted(d)) for d in self.disaggregations]
        if any(not d or len(set(d)) < len(d) for d in seen) or len(set(seen)) < len(seen):
            raise PydanticCustomError(
                "RK101",
                "KPI '{id}': disaggregations must be non-empty, differ, and repeat no dimension",
                {"id": self.id},
            )
        return self

    @property
    def plugin(self) -> str:
        """The plugin the KPI belongs to."""
        return self.id.partition(".")[0]

    @property
    def breakdowns(self) -> tuple[tuple[str, ...], ...]:
        """The total and every declared disaggregation, dimensions sorted."""
        return ((), *(tuple(sorted(d)) for d in self.disaggregations))


def disaggregation_text(codes: dict[str, str]) -> str:
    """Canonical text of a cell's breakdown: ``force=POLICE;sex=F``, sorted, empty for the total."""
    return ";".join(f"{dimension}={codes[dimension]}" for dimension in sorted(codes))


UNKNOWN_CODE = "_U"
"""Stands in a disaggregation where a record has no code."""
