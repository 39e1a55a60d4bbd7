"""A new plugin to begin with: a folder of YAML, or a package, that is checked, tested and small."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from rolkpi.authoring.schema import SCHEMA_FILE, plugin_schema
from rolkpi.errors import RequestError
from rolkpi.model.ledger import LEDGER
from rolkpi.store.files import write_atomically

_TEMPLATE = Path(__file__).parent / "template"
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def new_plugin(name: str, into: Path, *, yaml: bool) -> Path:
    """Write a plugin called ``name`` into a new folder of that name, and return the folder.

    It has one dataset, two KPIs with worked examples, a mapping from a CSV and a rule; ``rolkpi check`` finds nothing
    wrong with it. Raises RequestError RK402 when the name is none, or something stands there already: nothing is
    overwritten.
    """
    if not _NAME.fullmatch(name) or name == LEDGER:
        fix = "use lower case letters and digits, single underscores between words, beginning with a letter"
        fix = f"'{LEDGER}' is the name of the ledger's own datasets" if name == LEDGER else fix
        raise RequestError("RK402", f"'{name}' is not a name for a plugin", fix=fix)
    folder = into / name
    if folder.exists():
        raise RequestError("RK402", "there is already something there", where=str(folder), fix="choose another name")
    source = _TEMPLATE / ("folder" if yaml else "package")
    for file in sorted(p for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        target = folder / _named(file.relative_to(source).as_posix(), name)
        write_atomically(target, _named(file.read_text(encoding="utf-8"), name).encode())
    if yaml:
        write_atomically(folder / SCHEMA_FILE, schema_text().encode())
    return folder


@cache
def schema_text() -> str:
    """The schema as its file has it."""
    return json.dumps(plugin_schema(), indent=2, ensure_ascii=False) + "\n"


def _named(text: str, name: str) -> str:
    """The template with another name: in ids, in words, as a class, as a distribution, in codes."""
    words = name.split("_")
    spellings = {
        "TestNewplugin": "Test" + "".join(word.capitalize() for word in words),
        "rolkpi-newplugin": f"rolkpi-{name.replace('_', '-')}",
        "Newplugin": " ".join(words).capitalize(),
        "newplugin": name,
        "NEW-": f"{name.replace('_', '')[:3].upper()}-",
    }
    return re.sub("|".join(spellings), lambda found: spellings[found[0]], text)
