"""DuckDB behind five verbs: execute, query, rows, bind, fill.

Every call works on a cursor of its own, so threads never read each other's answers. Every connection has a
private spill directory that goes when it is closed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from rolkpi.errors import EngineError

ENGINE = ("duckdb", duckdb.__version__)
"""Name and version: part of what a run's figures follow from."""


def identifier(*parts: str) -> str:
    """A quoted name: ``"police"."fir"``."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def literal(text: str) -> str:
    """A quoted string."""
    return "'" + text.replace("'", "''") + "'"


class Engine:
    """One DuckDB database, in memory or in a file."""

    def __init__(
        self,
        path: str | Path = ":memory:",
        *,
        threads: int | None = None,
        read_only: bool = False,
        spill: Path | None = None,
    ) -> None:
        """Open (or create) a database. Raises EngineError RK600 when it cannot be opened.

        ``spill`` is the folder under which a private spill directory is made; the system's by default.
        """
        self.threads = threads or os.cpu_count() or 1
        """How many things it does at a time."""
        spill_to = Path(tempfile.mkdtemp(prefix="rolkpi-spill-", dir=spill))
        config: dict[str, Any] = {
            "temp_directory": str(spill_to),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        }
        if threads is not None:
            config["threads"] = threads
        try:
            self._con = duckdb.connect(str(path), read_only=read_only, config=config)
        except duckdb.Error as exc:
            shutil.rmtree(spill_to, ignore_errors=True)
            raise EngineError("RK600", f"cannot open the database: {exc}", where=str(path)) from exc
        self._dispose = weakref.finalize(self, _dispose, self._con, spill_to, os.getpid())

    def execute(self, sql: str) -> None:
        """Run statements for their effect."""
        try:
            with self._con.cursor() as cursor:
                cursor.execute(sql).fetchall()
        except duckdb.Error as exc:
            raise EngineError("RK600", str(exc).strip()) from exc

    def query(self, sql: str, incoming: pa.Table | None = None) -> pa.Table:
        """The result of one statement as an Arrow table. It may read these rows as ``incoming``."""
        try:
            with self._con.cursor() as cursor:
                if incoming is not None:
                    cursor.register("incoming", incoming)
                return cursor.sql(sql).to_arrow_table()
        except duckdb.Error as exc:
            raise EngineError("RK600", str(exc).strip()) from exc

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The result of one statement as tuples: for small answers."""
        try:
            with self._con.cursor() as cursor:
                return list(cursor.execute(sql).fetchall())
        except duckdb.Error as exc:
            raise EngineError("RK600", str(exc).strip()) from exc

    def bind(self, sql: str) -> dict[str, str]:
        """Column -> type of a statement, without running it: the type check of authors' expressions."""
        return {str(name): str(type_) for name, type_, *_ in self.rows(f"DESCRIBE {sql}")}

    def fill(self, table: str, data: pa.Table) -> None:
        """Create or replace a table (its name already quoted) with these rows."""
        try:
            with self._con.cursor() as cursor:
                cursor.register("_incoming", data)
                cursor.execute(f"CREATE OR REPLACE TABLE {table} AS FROM _incoming").fetchall()
                cursor.unregister("_incoming")
        except duckdb.Error as exc:
            raise EngineError("RK600", str(exc).strip(), where=table) from exc

    def insert(self, sql: str, incoming: pa.Table) -> None:
        """Run an ``INSERT ... FROM incoming`` with these rows as ``incoming``."""
        try:
            with self._con.cursor() as cursor:
                cursor.register("incoming", incoming)
                cursor.execute(sql).fetchall()
                cursor.unregister("incoming")
        except duckdb.Error as exc:
            raise EngineError("RK600", str(exc).strip()) from exc

    def close(self) -> None:
        """Close the database and remove the spill directory. Also happens when nobody uses the engine any more."""
        self._dispose()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _dispose(con: duckdb.DuckDBPyConnection, spill: Path, owner: int) -> None:
    """Let go of a database. A forked child has only a copy: the original belongs to its parent."""
    if os.getpid() == owner:
        con.close()
        shutil.rmtree(spill, ignore_errors=True)
