"""What the police plugin counts. Sources stand most trusted first: records, then the monthly return."""

from rolkpi_police.measures import accused, investigation, outcomes, registration, service

MEASURES = (
    *registration.MEASURES,
    *investigation.MEASURES,
    *outcomes.MEASURES,
    *accused.MEASURES,
    *service.MEASURES,
)
