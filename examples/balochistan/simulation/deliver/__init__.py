"""What the institutions hand over: the rows of every dataset, as files with their register."""

from __future__ import annotations

from simulation.deliver import courts, police, prisons, probation, prosecution, public

TABLES = (*police.TABLES, *prosecution.TABLES, *courts.TABLES, *prisons.TABLES, *probation.TABLES, *public.TABLES)
