"""Working days in closed form: how many there are up to a day, from which two days need only be subtracted."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlglot import exp

from rolkpi.model import Calendar

_BLOCK = 32
"""Days of one entry of the holiday table: a bit each."""


def working_days(day: exp.Expression, calendar: Calendar) -> exp.Expression:
    """Working days from Monday 0001-01-01 up to and including a day, but for a constant. NULL for NULL.

    With n days since that Monday, weekday w (1 is Monday) has come (n + 8 - w) // 7 times.
    """
    total: exp.Expression = _since(date.min, day)
    for weekday in sorted(set(calendar.weekend)):
        shifted = exp.Add(this=_since(date.min, day), expression=_number(8 - weekday))
        gone = exp.IntDiv(this=exp.Paren(this=shifted), expression=_number(7))
        total = exp.Sub(this=total, expression=exp.Paren(this=gone))
    holidays = sorted(h for h in set(calendar.holidays) if h.isoweekday() not in calendar.weekend)
    if holidays:
        total = exp.Sub(this=total, expression=exp.Paren(this=_holidays(day, holidays)))
    return exp.Paren(this=total)


def _holidays(day: exp.Expression, holidays: list[date]) -> exp.Expression:
    """How many of the holidays lie on or before a day, in constant time.

    A table has one entry per 32 days: how many holidays lie before the block, and which of its days are some.
    """
    first = date.fromordinal(max(holidays[0].toordinal() - 1, 1))
    bits: dict[int, int] = defaultdict(int)
    for holiday in holidays:
        block, bit = divmod((holiday - first).days, _BLOCK)
        bits[block] |= 1 << bit
    blocks = max(bits) + 2  # one more: every day after the last holiday
    before = [sum(bits[b].bit_count() for b in range(block)) for block in range(blocks)]
    masks = [bits[block] for block in range(blocks)]

    last = _number((blocks - 1) * _BLOCK)
    place = exp.Greatest(
        this=_number(0),
        expressions=[exp.Least(this=last, expressions=[_since(first, day)], ignore_nulls=True)],
        ignore_nulls=True,
    )
    block_of = exp.Add(this=exp.Paren(this=exp.IntDiv(this=place, expression=_number(_BLOCK))), expression=_number(1))
    shift = exp.Add(this=exp.Paren(this=exp.Mod(this=place.copy(), expression=_number(_BLOCK))), expression=_number(1))
    power = exp.BitwiseLeftShift(this=exp.cast(_number(1), "BIGINT"), expression=exp.Paren(this=shift))
    up_to_day = exp.Sub(this=exp.Paren(this=power), expression=_number(1))
    seen = exp.BitwiseAnd(this=_entry(masks, block_of), expression=exp.Paren(this=up_to_day))
    return exp.Add(this=_entry(before, block_of.copy()), expression=exp.Anonymous(this="bit_count", expressions=[seen]))


def _entry(table: list[int], place: exp.Expression) -> exp.Expression:
    wide = exp.cast(exp.Array(expressions=[_number(n) for n in table]), "BIGINT[]")
    return exp.Anonymous(this="list_extract", expressions=[wide, place])


def _since(start: date, day: exp.Expression) -> exp.Expression:
    origin = exp.cast(exp.Literal.string(start.isoformat()), "DATE")
    return exp.Anonymous(this="date_diff", expressions=[exp.Literal.string("day"), origin, day.copy()])


def _number(number: int) -> exp.Expression:
    return exp.Literal.number(number)
