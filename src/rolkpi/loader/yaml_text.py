"""YAML -> plain data, with the line and column of everything.

A strict subset of YAML 1.2: only ``true`` and ``false`` are booleans; ``yes``, ``no``, ``on``, ``NULL`` and
dates stay text, as do numbers with a leading zero. No key twice, no tags of Python, no merge keys. Anchors and
aliases work, up to a number of nodes that no honest file reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from rolkpi.errors import DefinitionError

MAX_NODES = 200_000
"""More than this, after aliases are expanded, is no file anybody wrote."""

Path = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_PLAIN = (
    ("bool", re.compile(r"true|false")),
    ("null", re.compile(r"~|null|")),
    ("int", re.compile(r"-?(0|[1-9][0-9]*)")),
    ("float", re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)")),
)


class _Composer(Reader, Scanner, Parser, Composer, BaseResolver):
    """PyYAML up to its nodes, which know their line. No constructor: nothing is ever made from a tag."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """The tag of a node without a written one: that of the few plain scalars that are no text, or text."""
        if kind is ScalarNode and implicit[0]:
            for name, pattern in _PLAIN:
                if pattern.fullmatch(value):
                    return _TAG + name
        tags = {ScalarNode: "str", SequenceNode: "seq", MappingNode: "map"}
        return _TAG + tags[kind]


@dataclass(frozen=True, slots=True)
class Spot:
    """A line and a column, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """What one YAML text holds."""

    data: Any
    spots: dict[Path, Spot] = field(default_factory=dict)
    """Path -> where its key (in a list: its item) stands."""


def parse(raw: bytes, name: str) -> Document:
    """Read one YAML text. DefinitionError RK114 with file, line and column when it cannot be read."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        column = exc.start - raw.rfind(b"\n", 0, exc.start)
        raise _unreadable(name, Spot(line, column), "the file is not UTF-8", "save it as UTF-8") from exc
    try:
        node = _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as exc:
        raise _unreadable(name, *_blame(exc, text)) from exc
    except yaml.reader.ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        column = exc.position - text.rfind("\n", 0, exc.position)
        raise _unreadable(
            name, Spot(line, column), f"a character that YAML does not allow: {exc.reason}", "delete it"
        ) from exc
    except RecursionError as exc:
        raise _unreadable(name, Spot(1, 1), "brackets are nested too deeply", "take brackets away") from exc
    builder = _Builder(name)
    data = None if node is None else builder.build(node, ())
    return Document(data, builder.spots)


def _blame(exc: yaml.MarkedYAMLError, text: str) -> tuple[Spot, str, str]:
    """Where an error is to be mended, what is wrong there, and how. YAML notices many of them only further down."""
    mark = exc.problem_mark or exc.context_mark
    what = " ".join(part for part in (exc.context, exc.problem) if part)
    if mark is None:
        return Spot(1, 1), what, _advice(what)
    begun = exc.context_mark
    if begun is not None and "quoted scalar" in what and "end of stream" in what:
        return _at(begun), "the quotes that open here are closed nowhere", "close the quotes"
    if begun is not None and "could not find expected ':'" in what:
        fix = "write 'field: value', with a blank after the colon; put quotes around text of several lines"
        return _at(begun), "there is no colon after the name of a field", fix
    return _earlier(text, mark) or (_at(mark), what, _advice(what))


def _at(mark: yaml.Mark) -> Spot:
    return Spot(mark.line + 1, mark.column + 1)


def _earlier(text: str, mark: yaml.Mark) -> tuple[Spot, str, str] | None:
    """Quotes or a bracket that were left open on a line before the one where YAML stopped."""
    open_: list[yaml.Token] = []
    held: list[yaml.Token] = []
    """Of the innermost bracket, or of the file outside all brackets."""
    for token in _tokens(text, mark.index):
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            open_.append(token)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and open_:
            open_.pop()
        held.append(token)
    scalars = [t for t in held if isinstance(t, yaml.ScalarToken) and t.start_mark.line < t.end_mark.line]
    for token in scalars:
        if token.style in ("'", '"') and token.end_mark.line == mark.line:
            what = f"the quotes that open here are closed on line {mark.line + 1}, and then something follows"
            return _at(token.start_mark), what, "close the quotes; a quote inside quotes is written twice"
    if not open_:
        return None
    inside = [t for t in held if t.start_mark.index >= open_[-1].start_mark.index]
    torn = [t for t in scalars if t in inside and t.plain]
    last = torn[0] if torn else inside[-1]
    if last.start_mark.line == mark.line:
        return None
    opened = open_[-1].start_mark
    what = f"the bracket of line {opened.line + 1} is still open after this"
    return _at(last.start_mark), what, "close the bracket, or put a comma; put quotes around text with brackets in it"


def _tokens(text: str, before: int) -> Iterator[yaml.Token]:
    """The tokens that begin before a place, as far as they can be read."""
    scanner = _Composer(text)
    try:
        while scanner.check_token():
            token: yaml.Token = scanner.get_token()  # type: ignore[no-untyped-call]
            if token.start_mark.index >= before:
                return
            if token.end_mark.index > token.start_mark.index:
                yield token
    except yaml.YAMLError:
        return


_ADVICE = (
    (r"\t", "use spaces instead of tabs"),
    ("mapping values are not allowed", "put quotes around a text that has a colon in it"),
    ("single document", "remove the line with ---: a file holds one document"),
    ("undefined alias", "put quotes around a text that begins with *"),
    ("flow", "close the bracket, or put quotes around text with brackets or commas in it"),
    ("quoted scalar", "close the quotes"),
)


def _advice(what: str) -> str:
    for sign, advice in _ADVICE:
        if sign in what:
            return advice
    return "indent the fields of one thing alike, and put quotes around text with : # { } [ ] & * % @ in it"


def _unreadable(name: str, spot: Spot, what: str, fix: str = "") -> DefinitionError:
    return DefinitionError("RK114", what, where=f"{name}:{spot.line}:{spot.column}", fix=fix)


def _spot(node: Node) -> Spot:
    return Spot(node.start_mark.line + 1, node.start_mark.column + 1)


class _Builder:
    """Turns nodes into dicts, lists and scalars, and notes where everything stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.spots: dict[Path, Spot] = {}
        self._open: set[int] = set()
        self._built = 0

    def build(self, node: Node, path: Path) -> Any:
        self._built += 1
        if self._built > MAX_NODES:
            raise self._refuse(node, "aliases make the file too large", "write out what the aliases stand for")
        self.spots.setdefault(path, _spot(node))
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if id(node) in self._open:
            raise self._refuse(node, "an alias stands inside what it names", "remove the alias")
        self._open.add(id(node))
        try:
            if isinstance(node, SequenceNode):
                return self._sequence(node, path)
            return self._mapping(node, path)
        except RecursionError as exc:
            raise self._refuse(node, "brackets are nested too deeply", "take brackets away") from exc
        finally:
            self._open.discard(id(node))

    def _sequence(self, node: SequenceNode, path: Path) -> list[Any]:
        self._check_tag(node, "seq")
        return [self.build(item, (*path, number)) for number, item in enumerate(node.value)]

    def _mapping(self, node: Node, path: Path) -> dict[str, Any]:
        assert isinstance(node, MappingNode)
        self._check_tag(node, "map")
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise self._refuse(key_node, "a key must be text", "write 'field: value'")
            key = str(key_node.value)
            if key == "<<" and key_node.style is None:
                raise self._refuse(key_node, "merge keys (<<) are not supported", "write the fields out")
            if key in built:
                first = self.spots[(*path, key)].line
                raise self._refuse(key_node, f"the key '{key}' stands twice (first on line {first})", "remove one")
            self.spots[(*path, key)] = _spot(key_node)
            built[key] = self.build(value_node, (*path, key))
        return built

    def _scalar(self, node: ScalarNode) -> Any:
        kind = node.tag.removeprefix(_TAG)
        try:
            match kind:
                case "str":
                    return str(node.value)
                case "bool":
                    return {"true": True, "false": False}[node.value]
                case "null":
                    return None
                case "int":
                    return int(node.value)
                case "float":
                    return float(node.value)
        except (KeyError, ValueError) as exc:
            raise self._refuse(node, f"'{node.value}' is not of the type !!{kind}", "leave the tag out") from exc
        raise self._refuse_tag(node)

    def _check_tag(self, node: Node, kind: str) -> None:
        if node.tag != _TAG + kind:
            raise self._refuse_tag(node)

    def _refuse_tag(self, node: Node) -> DefinitionError:
        return self._refuse(node, f"the tag '{node.tag.replace(_TAG, '!!')}' is not allowed", "leave it out")

    def _refuse(self, node: Node, what: str, fix: str = "") -> DefinitionError:
        return _unreadable(self.name, _spot(node), what, fix)
