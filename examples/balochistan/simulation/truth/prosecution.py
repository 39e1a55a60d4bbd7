"""The truth of the prosecution KPIs."""
