"""What the judiciary plugin counts, by subject."""

from rolkpi_judiciary.measures import docket, duration, persons, sittings

MEASURES = (*docket.MEASURES, *duration.MEASURES, *sittings.MEASURES, *persons.MEASURES)
