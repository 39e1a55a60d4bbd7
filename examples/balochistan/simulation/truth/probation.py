"""The truth of the probation KPIs."""
