"""The truth of the judiciary KPIs."""
