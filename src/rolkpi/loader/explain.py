"""Field errors of definitions in the author's words: which field, what is wrong, what there is instead."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

import rolkpi.model
from rolkpi.errors import CODES, PluginError, did_you_mean
from rolkpi.model.plugin import LISTS

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FieldError:
    """One error of one field."""

    code: str
    what: str
    fix: str
    location: Location
    """Keys and indexes down to the field as the author wrote them; to its parent when the field is missing."""


def explain(exc: ValidationError, data: Any = None, root: type[BaseModel] | None = None) -> tuple[FieldError, ...]:
    """Every field error. ``data`` is what was validated, ``root`` the model it was validated as.

    Without ``data`` locations name the model's fields alone; ``root`` is looked up by its name when left out.
    """
    model = root or _model_named(exc.title)
    errors = exc.errors(include_url=False)
    inside = {e["loc"][:size] for e in errors for size in range(len(e["loc"]))}
    # a list all of whose items are wrong is also "too short": that is no second error
    kept = (e for e in errors if not (e["type"] == "too_short" and e["loc"] in inside))
    return tuple(dict.fromkeys(_explain(e, data, model) for e in kept))


def refuse_newer(exc: ValidationError, where: str) -> None:
    """Raise PluginError RK203 when a plugin asks for a newer interface: what else is wrong with it nobody can say."""
    for error in exc.errors(include_url=False):
        if error["type"] == "RK203":
            raise PluginError("RK203", error["msg"], where=where, fix=error["ctx"]["fix"]) from exc


def _model_named(title: str) -> type[BaseModel] | None:
    found = getattr(rolkpi.model, title, None)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _explain(error: ErrorDetails, data: Any, root: type[BaseModel] | None) -> FieldError:
    location = _as_written(error["loc"], data)
    steps = [s for s in error["loc"] if not _is_machinery(s)]
    name = steps[-1] if steps else ""
    holder = walk(root, tuple(error["loc"][:-1]))
    code = error["type"] if error["type"] in CODES else "RK101"
    what, fix = _words(error, str(name), holder)
    told = f"{_dotted(location, name)}{what}"
    return FieldError(code, told, fix, (*location, *_further(error)))


def _further(error: ErrorDetails) -> Location:
    """The field inside a definition that mends an error of the definition as a whole."""
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] == "union_tag_invalid":
        return (str(context["discriminator"]).strip("'"),)
    return tuple(context.get("at", ())) if error["type"] in CODES else ()


def _words(error: ErrorDetails, name: str, holder: Any) -> tuple[str, str]:
    """What is wrong and how to mend it, by pydantic's type of error."""
    context: Mapping[str, Any] = error.get("ctx", {})
    given = _shown(error["input"])
    match error["type"]:
        case "extra_forbidden":
            return "there is no such field", did_you_mean(name, fields_of(holder))
        case "missing":
            about = _description(holder, name)
            return "the field is missing", f"give '{name}'" + (f": {about}" if about else "")
        case "union_tag_not_found":
            key = str(context["discriminator"]).strip("'")
            return f"'{key}' is missing", f"give '{key}': one of {_tags(holder, name)}"
        case "union_tag_invalid":
            key = str(context["discriminator"]).strip("'")
            known = [tag.strip().strip("'") for tag in str(context["expected_tags"]).split(",")]
            return f"there is no {key} '{context['tag']}'", _choice(str(context["tag"]), known)
        case "enum" | "literal_error":
            known = [part.strip("' ") for part in str(context["expected"]).replace(" or ", ",").split(",")]
            return f"{given} is not a value of this field", _choice(str(error["input"]), known)
        case "string_type":
            quoted = _quoted(error["input"]) if _is_scalar(error["input"]) else "write text here"
            return f"needs text, not {given}", quoted
        case "string_pattern_mismatch":
            noun, fix = _spelling(str(context["pattern"]))
            return f"{given} is not {noun}", fix
        case "string_too_short":
            return "must not be empty", "write something, or leave the field out"
        case "too_short":
            return "must not be empty", "give at least one"
        case "too_long":
            return f"has more than {context['max_length']}", f"give at most {context['max_length']}"
        case "tuple_type" | "dict_type" | "model_type" | "model_attributes_type":
            wanted = {"tuple_type": "a list"}.get(error["type"], "fields with values (key: value)")
            return f"needs {wanted}, not {given}", f"write {wanted} here"
        case _ if error["type"] in CODES:
            return error["msg"], str(context.get("fix", ""))
        case kind if kind.partition("_")[0] in _KINDS:
            wanted, fix = _KINDS[kind.partition("_")[0]]
            return f"needs {wanted}, not {given}", fix
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            limit = f"{_LIMITS[error['type']]} {next(iter(context.values()))}"
            return f"must be {limit}, not {given}", f"write a number that is {limit}"
        case _:
            return f"{error['msg'][:1].lower()}{error['msg'][1:]}, not {given}", "write another value"


_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bool": ("true or false", "write true or false"),
        "int": ("a whole number", "write digits only, without quotes: 30"),
        "float": ("a number", "write a number, without quotes: 1.5"),
        "finite": ("a number", "write a number that has an end"),
        "date": ("a day of the calendar", "write year, month and day: 2024-03-15"),
    }
)
"""What pydantic's errors about a type begin with: what is needed, and how it is written."""

_LIMITS: Mapping[str, str] = MappingProxyType(
    {
        "greater_than": "above",
        "greater_than_equal": "at least",
        "less_than": "below",
        "less_than_equal": "at most",
    }
)


def _quoted(value: Any) -> str:
    """A number was text to its author: only a whole one still stands as it was written."""
    return "write it in quotes" if isinstance(value, float) else f"write it in quotes: '{_shown(value)}'"


def _choice(given: str, known: list[str]) -> str:
    listing = f"use one of: {', '.join(known)}"
    hint = did_you_mean(given, known)
    return hint if hint == listing or not hint.startswith("did") else f"{hint} There are: {', '.join(known)}"


def _spelling(pattern: str) -> tuple[str, str]:
    """What a text is not that does not fit a pattern, and how such a thing is written."""
    if r"\." in pattern:
        return "an id", "write plugin.name, in lower case letters, digits and underscores"
    if pattern.startswith("^[0-9]+/"):
        return "a fraction", "write a fraction: 1/2 is the median, 9/10 the 90th percentile"
    if pattern == "^[0-9a-f]{16}$":
        return "a seal", "leave it out: rolkpi check tells the seal to write"
    return "a name", "use lower case letters, digits and underscores, beginning with a letter"


def _shown(value: Any, most: int = 60) -> str:
    """A value as YAML would have it, cut short."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case _:
            text = repr(value)
            return text if len(text) <= most else f"{text[:most]}..."


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _is_machinery(step: str | int) -> bool:
    """Steps that pydantic puts in for its own parts: ``[key]``, ``tuple[...]``, ``function-after[...]``."""
    return isinstance(step, str) and "[" in step


def _as_written(location: Location, data: Any) -> Location:
    """The steps that exist in what the author wrote: tags of unions are left out."""
    written: list[str | int] = []
    at = data
    for step in location:
        if isinstance(at, Mapping) and step in at:
            at = at[str(step)]
        elif isinstance(at, list | tuple) and isinstance(step, int) and step < len(at):
            at = at[step]
        elif data is not None or _is_machinery(step):
            continue
        written.append(step)
    return tuple(written)


def _dotted(location: Location, name: str | int) -> str:
    """``sources[0].where: `` from the definition inwards, with the field itself at the end."""
    steps = list(location if location[-1:] == (name,) else (*location, name))
    if len(steps) > 1 and steps[0] in LISTS and isinstance(steps[1], int):
        steps = steps[2:]  # the place says which definition
    text = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).lstrip(".")
    return f"{text}: " if text else ""


# -- the model's side: which fields there are where an error was found


def walk(model: Any, location: Location) -> Any:
    """The type that stands at a location of a model; None when it cannot be told."""
    at = model
    for step in location:
        at = _step(_bare(at), step)
        if at is None:
            return None
    return _bare(at)


def _step(at: Any, step: str | int) -> Any:
    if isinstance(at, type) and issubclass(at, BaseModel):
        info = at.model_fields.get(str(step))
        return None if info is None else _typed(info)
    if get_origin(at) in (Union, types.UnionType):
        return next((m for m in get_args(at) if step in _member_names(m)), None)
    if get_origin(at) is tuple and isinstance(step, int):
        return get_args(at)[0]
    if get_origin(at) is dict:
        return get_args(at)[1]
    return None


def _typed(info: FieldInfo) -> Any:
    return info.annotation


def _bare(at: Any) -> Any:
    """Without Annotated and ``| None``."""
    while get_origin(at) is Annotated:
        at = get_args(at)[0]
    if get_origin(at) in (Union, types.UnionType):
        members = [m for m in get_args(at) if m is not type(None)]
        return _bare(members[0]) if len(members) == 1 else at
    return at


def _member_names(member: Any) -> set[str | int]:
    """What pydantic calls a member of a union in a location: its tag, or its class."""
    member = _bare(member)
    if not (isinstance(member, type) and issubclass(member, BaseModel)):
        return set()
    return {member.__name__, *_own_tags(member)}


def _own_tags(member: type[BaseModel]) -> tuple[str, ...]:
    for key in ("kind", "rule"):
        info = member.model_fields.get(key)
        if info is not None and get_origin(info.annotation) is Literal:
            return tuple(str(a) for a in get_args(info.annotation))
    return ()


def _tags(holder: Any, name: str) -> str:
    union = walk_field(holder, name)
    members = (_bare(m) for m in get_args(union))
    return ", ".join(tag for m in members if isinstance(m, type) for tag in _own_tags(m))


def walk_field(holder: Any, name: str) -> Any:
    """The type of a field (or element) of the type an error was found in."""
    return _bare(_step(_bare(holder), int(name) if name.isdigit() else name))


def fields_of(holder: Any) -> tuple[str, ...]:
    """Fields of a model, in the order of their declaration; those that only code can give are left out."""
    if not (isinstance(holder, type) and issubclass(holder, BaseModel)):
        return ()
    return tuple(name for name, info in holder.model_fields.items() if info.exclude is not True)


def _description(holder: Any, name: str) -> str:
    if not (isinstance(holder, type) and issubclass(holder, BaseModel)) or name not in holder.model_fields:
        return ""
    info = holder.model_fields[name]
    annotation = _bare(info.annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return f"one of {', '.join(str(m.value) for m in annotation)}"
    return (info.description or "").split("\n")[0]
