"""JSON Schema of a plugin's YAML files, for editors: completion, hover texts, and red lines while typing.

Made from the models, so that it cannot say anything else than ``rolkpi check`` does. It knows fields, types and values;
what names what, and whether an expression is sound, only the check knows.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from rolkpi.model import Adapter, Codelist, Dataset, Kpi, Measure, Plugin, View
from rolkpi.model.base import Frozen
from rolkpi.model.plugin import LISTS

SCHEMA_FILE = "rolkpi.schema.json"
"""The name it has beside a plugin's YAML files."""

_LISTS: dict[str, Any] = {
    "codelists": tuple[Codelist, ...],
    "datasets": tuple[Dataset, ...],
    "views": tuple[View, ...],
    "measures": tuple[Measure, ...],
    "kpis": tuple[Kpi, ...],
    "adapters": tuple[Adapter, ...],
}
ABOUT = {
    "plugin": "Name, title, owner and version of the plugin. In one file of the folder.",
    "codelists": "Closed lists of values. Columns of type code and dimensions name one.",
    "datasets": "What is delivered: tables with their columns, links, derived columns and rules.",
    "views": "Other plugins' datasets, seen with links and derived columns of one's own.",
    "measures": "What is counted: one aggregate over one dataset, and how it adds up.",
    "kpis": "What is shown: one number with one unit, made of measures.",
    "adapters": "How files of an outside system become a dataset: columns and codes renamed.",
}
"""The keys of a file, and what stands under each."""
HIDDEN = ("view_of", "read")
"""Fields that only the catalog or a Python plugin can set."""


def plugin_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of one YAML file of a plugin folder."""
    head_fields = {n: (i.annotation, i) for n, i in Plugin.model_fields.items() if n not in LISTS}
    make: Any = create_model
    head: Any = make("PluginHead", __base__=Frozen, __doc__=ABOUT["plugin"], **head_fields)
    lists = {n: (Annotated[kind | None, Field(description=ABOUT[n])], None) for n, kind in _LISTS.items()}
    plugin = (Annotated[head | None, Field(description=ABOUT["plugin"])], None)
    whole: Any = make("PluginFile", __base__=Frozen, plugin=plugin, **lists)
    schema: dict[str, Any] = _tidy(whole.model_json_schema(schema_generator=Generator))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A file of a rolkpi plugin"
    schema["description"] = "Any of these keys. All files of a folder are read as one plugin."
    return schema


class Generator(GenerateJsonSchema):
    """Knows nothing of code: the one field that holds some is left out anyway."""

    def callable_schema(self, schema: core_schema.CallableSchema) -> JsonSchemaValue:
        return {}


def _tidy(node: Any) -> Any:
    """Without fields that YAML cannot give, titles made of field names, and reStructuredText."""
    if isinstance(node, list):
        return [_tidy(part) for part in node]
    if not isinstance(node, dict):
        return node
    made = {key: _tidy(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if isinstance(made.get("properties"), dict):
        made["properties"] = {k: v for k, v in made["properties"].items() if k not in HIDDEN}
        tags = [k for k, v in made["properties"].items() if "const" in v]  # what tells one kind from another
        for tag in tags:
            made["properties"][tag].pop("default", None)
        if tags:
            made["required"] = [*tags, *made.get("required", [])]
    if isinstance(made.get("description"), str):
        made["description"] = plain(made["description"])
    if made.get("default", ...) in (None, [], {}):
        del made["default"]
    return made


def plain(text: str) -> str:
    """One paragraph a paragraph; code between single backticks."""
    paragraphs = re.split(r"\n\s*\n", text.replace("``", "`"))
    return "\n\n".join(" ".join(p.split()) for p in paragraphs)
