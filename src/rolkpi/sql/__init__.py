"""Plan to SQL, as sqlglot trees. Pure: no database, no clock, no files."""
