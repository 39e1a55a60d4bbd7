"""The ledger: what was delivered and what became of it, one line an event, each chained to the one before.

Lines are only ever added. ``prev`` is the SHA-256 of the line before and ``check`` that of the line itself without it,
so a lost or altered line is noticed, the last one included. What a torn last line held was never acknowledged, and it
is cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from rolkpi.errors import EngineError
from rolkpi.model.submission import Mode, from_ranges
from rolkpi.store.files import canonical_json, sha256, told

Ranges = tuple[tuple[str, int, int], ...]
_MEND = "restore the store from a copy, or move it away and run again from the inbox"


@dataclass(frozen=True, slots=True)
class Submission:
    """One delivery as the ledger keeps it."""

    id: str
    """Hash of the delivery, the contract it was read under, what it covers by now, and who accepted it."""
    delivery: str
    """Hash of dataset, file, what it declares to cover, and mode. A file read again under a new contract takes the
    place of its old reading."""
    dataset: str
    path: str
    file: str
    """SHA-256 of the delivered file."""
    mode: str
    covers: Ranges
    """(area, first month, last month) runs."""
    state: Literal["accepted", "waiting", "rejected"]
    received_on: str | None = None
    sent_by: str = ""
    accepted_by: str = ""
    absent: tuple[str, ...] = ()
    """Declared columns the file does not carry."""
    rows: str = ""
    """Hash of the accepted rows' Parquet file; empty unless accepted or waiting."""
    rows_in: int = 0
    accepted: int = 0
    quarantined: int = 0
    ignored: tuple[tuple[str, int], ...] = ()
    warnings: tuple[tuple[str, str, int], ...] = ()
    notes: tuple[str, ...] = ()
    code: str = ""
    """Why it was rejected."""
    message: str = ""

    @property
    def automatic(self) -> bool:
        """Nobody put a name to its acceptance."""
        return not self.accepted_by

    def covered(self) -> frozenset[tuple[str, int]]:
        """The (area, month) pairs it covers. None when every row went to quarantine: that is no report of zero."""
        return frozenset() if self.quarantined and not self.accepted else from_ranges(self.covers)

    @property
    def as_mode(self) -> Mode:
        """Its mode."""
        return Mode(self.mode)


@dataclass
class Ledger:
    """The events of one workspace, read once and added to."""

    path: Path
    events: list[dict[str, Any]] = field(default_factory=list)
    _last: str = ""
    _whole: int = 0

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """Read and verify the chain. Raises EngineError RK602 when a line was altered or lost."""
        ledger = cls(path)
        data = path.read_bytes() if path.exists() else b""
        for number, line in enumerate(data.splitlines(keepends=True), 1):
            if not line.endswith(b"\n"):
                break
            event = _event(line, number, path)
            if event.get("prev", "") != ledger._last:
                raise EngineError(
                    "RK602", "the chain of the ledger is broken here", where=f"{path}:{number}", fix=_MEND
                )
            ledger.events.append(event)
            ledger._last = sha256(line)
            ledger._whole += len(line)
        return ledger

    def add(self, events: Iterable[dict[str, Any]]) -> None:
        """Append events and flush them to disk before returning. Raises EngineError RK603."""
        lines = b""
        added: list[dict[str, Any]] = []
        last = self._last
        for event in events:
            event = {"seq": len(self.events) + len(added) + 1, "prev": last, **event}
            line = canonical_json({**event, "check": sha256(canonical_json(event))}) + b"\n"
            last = sha256(line)
            lines += line
            added.append(event)
        if not lines:
            return
        with told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("r+b" if self.path.exists() else "w+b") as out:
                out.truncate(self._whole)
                out.seek(self._whole)
                out.write(lines)
                out.flush()
                os.fsync(out.fileno())
        self.events += added
        self._last, self._whole = last, self._whole + len(lines)

    def readings(self) -> list[Submission]:
        """Every reading of every delivery, oldest first: also those that another took the place of."""
        return [_submission(e["submission"]) for e in self.events if e["event"] == "submission"]

    def submissions(self) -> list[Submission]:
        """Every delivery's newest reading, in the order of those readings, but for those withdrawn."""
        found: dict[str, Submission] = {}
        for event in self.events:
            if event["event"] == "submission":
                submission = _submission(event["submission"])
                found.pop(submission.delivery, None)
                found[submission.delivery] = submission
            elif event["event"] == "withdrawn":
                found.pop(event["delivery"], None)
        return list(found.values())

    def runs(self) -> list[dict[str, Any]]:
        """Run events, oldest first: run, at, summary counts."""
        return [e for e in self.events if e["event"] == "run"]

    def signed(self) -> dict[str, tuple[int, str]]:
        """KPI id: number and seal of the newest signed version that figures were computed by."""
        return {e["kpi"]: (e["version"], e["seal"]) for e in self.events if e["event"] == "signed"}


def signed_event(kpi: str, version: int, seal: str, at: str) -> dict[str, Any]:
    """The ledger line of the first run that computes a KPI by a signed version of its definition."""
    return {"event": "signed", "at": at, "kpi": kpi, "version": version, "seal": seal}


def submission_event(submission: Submission, at: str) -> dict[str, Any]:
    """The ledger line of a submission; ``at`` is when, ISO 8601."""
    return {"event": "submission", "at": at, "submission": asdict(submission)}


def withdrawn_event(delivery: str, at: str, by: str) -> dict[str, Any]:
    """The ledger line of a delivery that the same file, now said to be another delivery (``by``), stands in for."""
    return {"event": "withdrawn", "at": at, "delivery": delivery, "by": by}


def _event(line: bytes, number: int, path: Path) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        event = None
    if not isinstance(event, dict) or event.pop("check", None) != sha256(canonical_json(event)):
        raise EngineError("RK602", "this line of the ledger was altered", where=f"{path}:{number}", fix=_MEND)
    return event


def _submission(data: dict[str, Any]) -> Submission:
    listed = {
        name: tuple(tuple(x) if isinstance(x, list) else x for x in data[name])
        for name in ("covers", "absent", "ignored", "warnings", "notes")
    }
    return Submission(**{**data, **listed})
