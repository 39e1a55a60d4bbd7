"""Plugin packages with something wrong in them, and what ``rolkpi check levies`` must say of each.

Every case begins with the sound module below, registered as pip registers it. It says what is edited, and then every
problem that must be told, as the broken folders do; the line is one of the module's. Nothing else may be told.
"""

from __future__ import annotations

from dataclasses import dataclass

MODULE = """\
from rolkpi.hooks import hookimpl
from rolkpi.model import Code, Codelist, Column, Dataset, Flow, FlowSource, Kpi, Plugin, Total

KIND = Codelist(id="levies.kind", codes=(Code(code="COMPLAINT", label="Complaint"),))
CASE = Dataset(
    id="levies.case",
    kind="events",
    columns=(Column(name="district", type="area"), Column(name="received_on", type="date")),
    area="district",
    date="received_on",
)
RECEIVED = Flow(id="levies.received", title="Received", unit="cases", sources=(FlowSource(dataset="levies.case"),))
ABOUT = {"title": "Received", "description": "Cases received.", "unit": "cases", "owner": "TWG", "source": "Rules"}
CASES = Kpi(
    id="levies.cases",
    code="LEV-01",
    direction="context",
    formula=Total(measure="levies.received"),
    **ABOUT,
)


@hookimpl
def rolkpi_plugin() -> Plugin:
    return Plugin(
        name="levies", title="Levies", codelists=(KIND,), datasets=(CASE,), measures=(RECEIVED,), kpis=(CASES,)
    )
"""
REGISTERED = (("rolkpi-levies", "levies = rolkpi_levies"),)
IMPORTS = "from rolkpi.hooks import hookimpl\n"
FUNCTION = "def rolkpi_plugin() -> Plugin:\n"
RETURNED = "    return Plugin(\n        name="


@dataclass(frozen=True)
class Told:
    """One problem: code, a piece of the line's text (nothing where no line can be named), pieces of what is said."""

    code: str
    line: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One broken package."""

    name: str
    edits: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    registered: tuple[tuple[str, str], ...]


CASES: list[Case] = []


def broken(
    name: str,
    *steps: tuple[str, str] | Told,
    registered: tuple[tuple[str, str], ...] = REGISTERED,
) -> None:
    """Add a case: pairs of old and new text, and what must be told."""
    edits = tuple(s for s in steps if not isinstance(s, Told))
    CASES.append(Case(name, edits, tuple(s for s in steps if isinstance(s, Told)), registered))


def told(code: str, line: str, *says: str) -> Told:
    """A problem that must be told."""
    return Told(code, line, says)


MEND = "mend or upgrade the package, or take 'levies' off the workspace's list of plugins"

# -- code that fails or waits

broken(
    "exception on import",
    (IMPORTS, IMPORTS + "LIMITS = {}['days']\n"),
    told("RK200", "LIMITS = ", "cannot be loaded: KeyError: 'days'", MEND),
)
broken(
    "no Python",
    (FUNCTION, "def rolkpi_plugin( -> Plugin:\n"),
    told("RK200", "def rolkpi_plugin(", "SyntaxError", MEND),
)
broken(
    "leaves the program on import",
    (IMPORTS, IMPORTS + "import sys\n\nsys.exit(0)\n"),
    told("RK200", "sys.exit(0)", "leaves the program", "a plugin only declares: take the exit out"),
)
broken(
    "hangs on import",
    (IMPORTS, IMPORTS + "import time\n\ntime.sleep(20)\n"),
    told("RK204", "time.sleep(20)", "has not finished loading after", "whatever waits, reads the network or loops"),
)
broken(
    "exception in the hook",
    (RETURNED, "    open('/nowhere/limits.csv')\n" + RETURNED),
    told("RK200", "open(", "FileNotFoundError", MEND),
)
broken(
    "leaves the program in the hook",
    (RETURNED, "    raise SystemExit('no licence')\n" + RETURNED),
    told("RK200", "raise SystemExit", "leaves the program", "take the exit out"),
)
broken(
    "hangs in the hook",
    (RETURNED, "    import time\n    time.sleep(20)\n" + RETURNED),
    told("RK204", "time.sleep(20)", "has not finished loading after", "whatever waits, reads the network or loops"),
)
broken(
    "library that is not installed",
    (IMPORTS, IMPORTS + "import a_library_of_ours.tables\n"),
    told("RK200", "a_library_of_ours", "imports 'a_library_of_ours'", "pip install", "under 'dependencies'"),
)

# -- hook

broken(
    "hook misspelt",
    (FUNCTION, FUNCTION.replace("plugin", "plugins")),
    told(
        "RK200", "@hookimpl", "has a hook 'rolkpi_plugins', and there is no such hook", "did you mean 'rolkpi_plugin'?"
    ),
)
broken(
    "hook not marked",
    ("@hookimpl\n", ""),
    told("RK200", "def rolkpi_plugin", "has no hook 'rolkpi_plugin'", "write '@hookimpl' above a function"),
)
broken(
    "hook that returns no Plugin",
    ("    return Plugin(\n        name=", "    return dict(\n        name="),
    told("RK200", "@hookimpl", "gave a dict, not a Plugin", "let it return a rolkpi.model.Plugin"),
)
broken(
    "package for a newer rolkpi",
    ('name="levies", title', 'api=99, motto="Serve", name="levies", title'),
    told("RK203", "return Plugin(", "plugin interface 99", "pip install --upgrade rolkpi"),
)

# -- definitions

broken(
    "misspelt field of a definition",
    ('    area="district",', '    aera="district",'),
    told("RK101", "CASE = Dataset(", "aera: there is no such field", "did you mean 'area'?"),
)
broken(
    "unknown dataset, in Python",
    ('dataset="levies.case"', 'dataset="levies.cases"'),
    told("RK104", "RECEIVED = Flow(", "no dataset 'levies.cases'", "did you mean 'levies.case'?"),
)
broken(
    "active without history, in Python",
    ('    direction="context",', '    direction="context",\n    status="active",'),
    told("RK118", "CASES = Kpi(", "status 'active' needs a history", "version, on, change"),
)

# -- what is registered

broken(
    "registered module that is not there",
    told("RK200", "", "there is no module 'rolkpi_levy'", "pyproject.toml", "pip install it again"),
    registered=(("rolkpi-levies", "levies = rolkpi_levy"),),
)
broken(
    "two packages of one name",
    told("RK200", "", "two packages register a plugin 'levies'", "rolkpi-levies-of-old", "uninstall one of the two"),
    registered=(*REGISTERED, ("rolkpi-levies-of-old", "levies = rolkpi_levies_of_old")),
)
broken(
    "registered under another name",
    ('name="levies", title', 'name="khassadar", title'),
    told(
        "RK202", "@hookimpl", "registered as 'levies' calls itself 'khassadar'", 'register it as khassadar = "rolkpi_'
    ),
)
broken(
    "not installed",
    told("RK201", "", "plugin 'levies' is not installed", "write './levies'"),
    registered=(("rolkpi-levees", "levees = rolkpi_levies"),),
)
