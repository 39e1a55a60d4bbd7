"""Submissions, coverage and ledger (the truth); DuckDB tables (a cache); runs and their parts."""
