"""What the prosecution delivers: records of scrutiny, court and verdicts, its staff, and the return PRO-M."""

from rolkpi_prosecution.datasets.court import BAIL, CASE, HEARING, STAFF, WITNESS
from rolkpi_prosecution.datasets.monthly_return import MONTHLY_RETURN
from rolkpi_prosecution.datasets.scrutiny import CONSULT, DEFECT, OFFENCE_CLASS, REVIEW
from rolkpi_prosecution.datasets.verdicts import JUDGMENT, OUTCOME

DATASETS = (
    REVIEW,
    DEFECT,
    CONSULT,
    CASE,
    HEARING,
    WITNESS,
    BAIL,
    JUDGMENT,
    OUTCOME,
    STAFF,
    OFFENCE_CLASS,
    MONTHLY_RETURN,
)
