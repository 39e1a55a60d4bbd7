"""What the courts deliver: registers, the monthly return JUD-M, published yearly statistics, policy limits."""

from rolkpi_judiciary.datasets.cases import CASE, TIME_LIMIT
from rolkpi_judiciary.datasets.persons import ACCUSED, BAIL, BAIL_LIMIT
from rolkpi_judiciary.datasets.returns import ANNUAL_RETURN, MONTHLY_RETURN
from rolkpi_judiciary.datasets.sittings import APPEAL, HEARING, JUDGE

DATASETS = (
    CASE,
    HEARING,
    ACCUSED,
    BAIL,
    APPEAL,
    JUDGE,
    MONTHLY_RETURN,
    ANNUAL_RETURN,
    TIME_LIMIT,
    BAIL_LIMIT,
)
