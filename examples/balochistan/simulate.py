"""Write the simulated workspace next to this file: reference/, inbox/ and truth.csv.

    python simulate.py            # the same bytes every time

Geography and populations are real; every record is invented. Standard library only, and nothing of rolkpi: what the
library computes can be compared with truth.csv, which is counted here from the records themselves.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from simulation.courts import cases
from simulation.deliver import CASE, CUSTODY, FIR, REPORT, Inbox, case_items, fir_items, report_items, write
from simulation.police import firs
from simulation.prisons import spells
from simulation.reference import write_reference
from simulation.truth import HEADER, World, rows


def simulate(folder: Path) -> dict[str, int]:
    """Write everything into a folder. Returns how many records there are of each kind."""
    for name in ("reference", "inbox"):
        shutil.rmtree(folder / name, ignore_errors=True)
    write_reference(folder / "reference")
    all_firs, all_spells = firs(), spells()
    all_cases = cases(all_firs)
    inbox = Inbox(folder / "inbox")
    inbox.changes(FIR, fir_items(all_firs))
    inbox.changes(REPORT, report_items(all_firs))
    inbox.changes(CASE, case_items(all_cases))
    inbox.counts(CUSTODY, all_spells)
    inbox.close()
    write(folder / "truth.csv", HEADER, rows(World.of(all_firs, all_cases, all_spells)))
    return {"FIRs": len(all_firs), "cases": len(all_cases), "custody spells": len(all_spells)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=Path(__file__).resolve().parent, help="folder to write to")
    counts = simulate(parser.parse_args().into)
    print("simulated:", ", ".join(f"{count:,} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
