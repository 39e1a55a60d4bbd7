"""Write the simulated workspace next to this file: reference/, inbox/ and truth.csv.

    python simulate.py            # the same bytes every time

Geography and populations are real; every record is invented. Standard library only, and nothing of rolkpi: what the
library computes can be compared with truth.csv, which is reckoned from the simulator's own objects.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from simulation import truth
from simulation.deliver import TABLES
from simulation.deliver.inbox import Inbox, write
from simulation.lives import build
from simulation.reference import write_reference
from simulation.returns import TABLES as FORMS


def simulate(folder: Path) -> dict[str, int]:
    """Write everything into a folder. Returns how many rows of each dataset were handed over."""
    for name in ("reference", "inbox"):
        shutil.rmtree(folder / name, ignore_errors=True)
    world = build()
    write_reference(folder / "reference")
    inbox = Inbox(folder / "inbox")
    for table in (*TABLES, *FORMS):
        inbox.deliver(table, world)
    inbox.close()
    write(folder / "truth.csv", truth.HEADER, truth.rows(world))
    lists = {"FIRs": world.firs, "cases": world.cases, "stays in prison": world.stays, "orders": world.orders}
    return {name: len(things) for name, things in lists.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=Path(__file__).resolve().parent, help="folder to write to")
    counts = simulate(parser.parse_args().into)
    print("simulated:", ", ".join(f"{count:,} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
