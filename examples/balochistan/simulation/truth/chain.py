"""The truth of the chain KPIs."""
