"""What all police KPIs share."""

OWNER = "Police Technical Working Group"
LEVELS = ("district", "division", "province", "country")
