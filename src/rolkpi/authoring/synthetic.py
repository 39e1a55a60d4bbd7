"""Synthetic rows as files: what a delivery looks like, before there is one."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rolkpi.errors import RequestError
from rolkpi.store.files import write_atomically
from rolkpi.testing.sample import sample
from rolkpi.testing.subject import load_subject, named_plugin


def write_synthetic(plugin: str, into: Path, seed: int = 0) -> tuple[tuple[Path, int], ...]:
    """Write one CSV for every dataset of a plugin that is delivered; return the files, each with its number of rows.

    They are called synthetic in their names. Columns are the dataset's own, so no adapter is needed to read them; the
    areas are made up. Raises as loading a plugin does, RequestError RK402 where such a file is there already,
    EngineError RK603 where the folder cannot be written.
    """
    subject = load_subject(named_plugin(plugin))
    own = {d.id for d in subject.plugin.datasets}
    made = sample(subject.catalog, seed=seed)
    files = []
    for dataset, rows in made.tables.items():
        if dataset not in own:
            continue
        columns = [c.name for c in subject.catalog.datasets[dataset].columns]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_written(row[c]) for c in columns] for row in rows)
        file = into / f"{dataset}.synthetic.csv"
        if file.exists():
            fix = "name another folder, or remove the file"
            raise RequestError("RK402", "there is already such a file", where=str(file), fix=fix)
        write_atomically(file, text.getvalue().encode())
        files.append((file, len(rows)))
    return tuple(files)


def _written(value: Any) -> str:
    """A value as a cell of a CSV."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)
