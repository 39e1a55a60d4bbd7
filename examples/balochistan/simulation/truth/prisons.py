"""The truth of the prisons KPIs."""
