"""What the heads of a log say, read as sheets: rows of which the same fields are told, one under the other.

Rows that came to be in the same way are in one sheet, so what is asked of all can be asked of a column.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import ne
from typing import Any

from .versions import from_json

Step = tuple[str, tuple[Any, ...]]  # a condition in SQL, and its values
# Many heads by one step, each column one text: SQLite needs a third of the time that it takes to sort them by their rows.
# No name has a blank, and each value is JSON (see proving).
_HEADS = """SELECT group_concat("table", ' '), group_concat(row, ' '), group_concat(field, ' '),
    '[' || group_concat(hlc) || ']', '[' || group_concat(value) || ']'
    FROM version_{0} WHERE at NOT IN (SELECT at FROM followed_{0}) AND """


@dataclass(slots=True)
class Sheet:
    """``latest``: of each row the highest reading of the clock among its heads."""

    tables: Sequence[str]  # one for each column: in one log one id may stand for rows of two
    fields: Sequence[str]  # one may be there twice: then it has two heads
    rows: list[str] = field(default_factory=list)
    told: list[Sequence[Any]] = field(default_factory=list)
    latest: list[int] = field(default_factory=list)

    def part(self, chosen: Sequence[bool]) -> "Sheet":
        """The rows at the places that are true."""
        rows, told, latest = compress(self.rows, chosen), compress(self.told, chosen), compress(self.latest, chosen)
        return Sheet(self.tables, self.fields, [*rows], [*told], [*latest])

    def columns(self) -> dict[str, Sequence[Any]]:
        """The values by their fields, of which none is there twice."""
        return dict(zip(self.fields, zip(*self.told, strict=True), strict=True))


def sheets(raw: sqlite3.Connection, number: int, steps: Iterable[Step]) -> Iterable[Sheet]:
    """Of the heads that the steps choose among ``version_`` of that number; all of a row among them are in one sheet."""
    found: dict[tuple[Sequence[str], Sequence[str]], Sheet] = {}
    tables, rows, fields, clocks, told = _together(_heads(raw, number, steps))
    start = 0
    for end in _ends(rows):
        shape = tables[start:end], fields[start:end]
        sheet = found.get(shape) or found.setdefault(shape, Sheet(*shape))
        sheet.rows.append(rows[start])
        sheet.told.append(told[start:end])
        sheet.latest.append(max(clocks[start:end]))
        start = end
    return found.values()


Heads = list[tuple[Any, ...]]  # tables, rows, fields, readings of the clock, and values


def _heads(raw: sqlite3.Connection, number: int, steps: Iterable[Step]) -> Heads:
    found: list[list[Any]] = [[], [], [], [], []]
    for condition, values in steps:
        *words, clocks, told = raw.execute(_HEADS.format(number) + condition, values).fetchone()
        if told is not None:
            parts = (*(one.split(" ") for one in words), from_json(clocks), from_json(told))
            for column, some in zip(found, parts, strict=True):
                column += some
    return [*map(tuple, found)]


def _together(heads: Heads) -> Heads:
    """Those of a row next to each other, as they mostly are."""
    rows = heads[1]
    firsts = [rows[end - 1] for end in _ends(rows)]
    if len({*firsts}) == len(firsts):
        return heads
    order = sorted(range(len(rows)), key=rows.__getitem__)
    return [tuple(map(column.__getitem__, order)) for column in heads]


def _ends(rows: Sequence[str]) -> list[int]:
    """The places behind the last head of each row."""
    return [*compress(count(1), map(ne, rows, rows[1:])), len(rows)] if rows else []
