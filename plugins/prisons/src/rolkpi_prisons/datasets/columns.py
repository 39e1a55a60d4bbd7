"""Columns that several datasets of the prisons have."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType

PERSON_KEY = Column(
    name="person_key",
    type=ColumnType.KEY,
    personal=True,
    description="Number that identifies the person (CNIC); stored as a keyed hash only.",
)

STAY = Column(
    name="custody_id",
    type=ColumnType.KEY,
    required=True,
    description="The stay of the person in prison: prisons.custody_status.custody_id.",
)


def facility(description: str = "Code of the prison.") -> Column:
    return Column(name="facility", type=ColumnType.AREA, required=True, description=description)
