"""From text to sqlglot's tree, with every quirk of the tokenizer and the parser shut out.

The parser is DuckDB's with all functions but three taken away, so that no function is rewritten behind our
back: whatever else looks like a call stays ``exp.Anonymous`` and is judged by its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.parsers.duckdb import DuckDBParser
from sqlglot.tokenizer_core import Token, TokenType

from rolkpi.errors import Problem
from rolkpi.expression.language import MAX_INTEGER, MAX_LENGTH, MAX_NESTING
from rolkpi.expression.refusals import ALLOWED


class _Parser(DuckDBParser):
    FUNCTIONS: ClassVar = {name: DuckDBParser.FUNCTIONS[name] for name in ("COALESCE", "LEAST", "GREATEST")}
    FUNCTION_PARSERS: ClassVar = {}
    NO_PAREN_FUNCTIONS: ClassVar = {}
    NO_PAREN_FUNCTION_PARSERS: ClassVar = {"CASE": DuckDBParser.NO_PAREN_FUNCTION_PARSERS["CASE"]}


_PUNCTUATION = frozenset({"(", ")", ",", ".", "=", "<>", "!=", "<", "<=", ">", ">=", "+", "-", "*"})
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_WHOLE = re.compile(r"[0-9]+", re.ASCII)
_SEEN_THROUGH = frozenset("\t\n\r\u200c\u200d")
"""White space, and the joiners that Urdu text is written with."""
_PREFIXES = frozenset({TokenType.NOT, TokenType.DASH, TokenType.PLUS})
_FIXES = MappingProxyType(
    {
        "/": "a ratio belongs in a KPI formula, where numerator and denominator are pooled first",
        "//": "a ratio belongs in a KPI formula, where numerator and denominator are pooled first",
        "==": "write =",
        "::": "nothing is cast; a date literal is written DATE '2024-01-31'",
        "||": "strings are only compared; use CASE to name groups",
        ";": "write one expression, without a semicolon",
        "!": "write NOT",
        "?": "write the value itself",
        "$": "write the value itself",
        "@": "write the value itself",
    }
)


_NOTHING = Problem("RK105", "there is no expression", "", "write one, such as: kind = 'CODE'")
_NO_SQL = Problem("RK105", "this is not SQL", "", "write it as after WHERE: kind = 'CODE' AND days(a, b) > 30")


@dataclass(frozen=True)
class Parsed:
    """What came out of a text: a tree (None when it is not SQL), and what is wrong so far, by offset."""

    text: str
    tree: exp.Expr | None
    problems: tuple[tuple[int, Problem], ...]
    starts: tuple[int, ...] = ()
    """Offsets of the tokens, in order."""

    def place(self, offset: int, where: str) -> str:
        """``where`` with the line and the column of an offset."""
        before = self.text[:offset]
        column = offset - (before.rfind("\n") + 1) + 1
        line = f"line {before.count(chr(10)) + 1}, " if "\n" in self.text.strip() else ""
        return ", ".join(part for part in (where, f"{line}column {column}") if part)

    def offset(self, node: exp.Expr) -> int:
        """Where a node begins: its leftmost name or literal, or that of the nearest node around it."""
        at: exp.Expr | None = node
        while at is not None:
            found = [n.meta["start"] for n in at.walk() if "start" in n.meta]
            if found:
                return int(min(found))
            at = at.parent
        return self.starts[0] if self.starts else 0


def parse(text: str) -> Parsed:
    """Read one expression. Never raises: what is wrong stands in ``problems``. The tree is only ever read: the same
    text gives the same one."""
    try:
        return _parse(text)
    except RecursionError:  # a caller who has used up the stack: no property of the text, so nothing to keep
        return Parsed(text, None, ((0, too_deep()),))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Parsed:
    problems = list(_text_problems(text))
    if problems:
        return Parsed(text, None, tuple(problems))
    dialect = Dialect.get_or_raise("duckdb")
    try:
        tokens = dialect.tokenize(text)
    except SqlglotError:
        fix = "close every quote and every comment; a quote inside a string is written twice: 'it''s'"
        return Parsed(text, None, ((_unclosed(text), Problem("RK105", "a quote or a comment is not closed", "", fix)),))
    starts = tuple(token.start for token in tokens)
    if not tokens:
        return Parsed(text, None, ((0, _NOTHING),))
    problems = list(_token_problems(text, tokens)) or list(_bracket_problems(tokens))
    deep = _too_deep(tokens)
    if deep is not None:
        return Parsed(text, None, (*problems, deep), starts)
    try:
        trees = [tree for tree in _Parser(dialect=dialect).parse_into(exp.Condition, tokens, text) if tree]
    except ParseError as exc:
        # An operator that is not allowed is often no SQL either; one word about it is enough.
        return Parsed(text, None, tuple(problems) or (_syntax_problem(exc, tokens),), starts)
    except (SqlglotError, ValueError, KeyError, IndexError, AttributeError, TypeError):
        return Parsed(text, None, tuple(problems) or ((0, _NO_SQL),), starts)
    if len(trees) != 1 and not problems:
        problems.append((0, _NOTHING))
    return Parsed(text, trees[0] if trees else None, tuple(problems), starts)


def _text_problems(text: str) -> Iterator[tuple[int, Problem]]:
    if len(text) > MAX_LENGTH:
        fix = "split it: give parts of it names as derived columns"
        yield MAX_LENGTH, Problem("RK106", f"the expression has more than {MAX_LENGTH} characters", "", fix)
        return
    for offset, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cs", "Cf") and character not in _SEEN_THROUGH:
            yield offset, Problem("RK105", f"the character U+{ord(character):04X} cannot be seen", "", "delete it")


def _unclosed(text: str) -> int:
    """Offset of the quote or comment that is never closed, the text's end when it cannot be told."""
    for match in re.finditer(r"'(?:[^']|'')*('|$)|\"(?:[^\"]|\"\")*(\"|$)|--[^\n]*|/\*(?:.|\n)*?(\*/|$)", text):
        if not match[0].startswith("--") and not any(match.groups()):
            return match.start()
    return max(len(text) - 1, 0)


def _token_problems(text: str, tokens: Iterable[Token]) -> Iterator[tuple[int, Problem]]:
    before = None
    for token in tokens:
        source = text[token.start : token.end + 1]
        point = before is not None and before.token_type is TokenType.DOT
        before = token
        if token.token_type is TokenType.STRING and source.startswith("'"):
            continue
        if token.token_type is TokenType.IDENTIFIER or source in _PUNCTUATION or _WORD.fullmatch(source):
            continue
        if token.token_type is TokenType.NUMBER:
            if point or not _WHOLE.fullmatch(source):
                fix = "write a whole number, digits only"
                yield token.start, Problem("RK106", f"'{source}' is not a whole number", "", fix)
            elif int(source) > MAX_INTEGER:
                fix = f"the largest number is {MAX_INTEGER}"
                yield token.start, Problem("RK106", "the number is too large", "", fix)
        else:
            shown = source if len(source) <= 20 else source[:20] + "..."
            fix = _FIXES.get(source, ALLOWED)
            yield token.start, Problem("RK106", f"{shown} is not allowed", "", fix)


def _bracket_problems(tokens: Iterable[Token]) -> Iterator[tuple[int, Problem]]:
    """The first bracket that closes nothing, or else the last that is never closed."""
    open_: list[int] = []
    for token in tokens:
        if token.token_type is TokenType.L_PAREN:
            open_.append(token.start)
        elif token.token_type is TokenType.R_PAREN:
            if not open_:
                yield token.start, Problem("RK105", "this bracket closes nothing", "", "take it out, or open it before")
                return
            open_.pop()
    if open_:
        yield open_[-1], Problem("RK105", "this bracket is never closed", "", "close it: )")


def _too_deep(tokens: Iterable[Token]) -> tuple[int, Problem] | None:
    open_, prefixes = 0, 0
    for token in tokens:
        if token.token_type in (TokenType.L_PAREN, TokenType.CASE, TokenType.L_BRACKET, TokenType.L_BRACE):
            open_ += 1
        elif token.token_type in (TokenType.R_PAREN, TokenType.END, TokenType.R_BRACKET, TokenType.R_BRACE):
            open_ -= 1
        prefixes = prefixes + 1 if token.token_type in _PREFIXES else 0
        if open_ + prefixes > MAX_NESTING:
            return token.start, too_deep()
    return None


def too_deep() -> Problem:
    """The problem of an expression with too many levels."""
    fix = "split it: give parts of it names as derived columns; write a long list of ORs with IN"
    return Problem("RK106", "the expression is nested too deeply", "", fix)


def _syntax_problem(exc: ParseError, tokens: list[Token]) -> tuple[int, Problem]:
    error = exc.errors[0] if exc.errors else {}
    place = (error.get("line"), error.get("col"))
    token = next((t for t in tokens if (t.line, t.col) == place), tokens[-1])
    what = f"this is not SQL, near '{token.text[:40]}'"
    fix = "put an operator or a comma between values; a column named like a keyword needs double quotes"
    return token.start, Problem("RK105", what, "", fix)
