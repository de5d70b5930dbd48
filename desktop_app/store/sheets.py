"""What the heads of a log say, read as sheets: rows of which the same fields are told, one under the other.

Rows that came to be in the same way are in one sheet, so what is asked of all can be asked of a column.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import ne
from typing import Any

from .versions import from_json

Step = tuple[str, tuple[Any, ...]]  # a condition in SQL, and its values
# Many heads by one step, each column one text: SQLite needs a third of the time that it takes to sort them by their rows.
# No name has a blank or a full stop, no row a blank, and each value is JSON (see proving).
_HEADS = """SELECT group_concat(row, ' '), group_concat("table" || '.' || field, ' '), '[' || group_concat(hlc) || ']',
    '[' || group_concat(value) || ']' FROM version_{0} WHERE at NOT IN (SELECT at FROM followed_{0}) AND """


@dataclass(slots=True)
class Sheet:
    """``latest``: of each row the highest reading of the clock among its heads."""

    tables: list[str]  # one for each column: in one log one id may stand for rows of two
    fields: list[str]  # one may be there twice: then it has two heads
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


def sheets(raw: sqlite3.Connection, number: int, steps: Iterable[Step]) -> Iterator[Sheet]:
    """Of the heads that the steps choose among ``version_`` of that number; all of a row among them are in one sheet."""
    found: dict[tuple[str, ...], Sheet] = {}
    rows, names, clocks, told = _together(_heads(raw, number, steps))
    start = 0
    for end in _ends(rows):
        shape = tuple(names[start:end])
        sheet = found.get(shape)
        if sheet is None:
            tables, fields = zip(*(name.split(".") for name in shape), strict=True)
            sheet = found[shape] = Sheet(list(tables), list(fields))
        sheet.rows.append(rows[start])
        sheet.told.append(told[start:end])
        sheet.latest.append(max(clocks[start:end]))
        start = end
    return iter(found.values())


Heads = tuple[list[str], list[str], list[int], list[Any]]  # row, table and field, clock and value


def _heads(raw: sqlite3.Connection, number: int, steps: Iterable[Step]) -> Heads:
    rows: list[str] = []
    names: list[str] = []
    clocks: list[int] = []
    told: list[Any] = []
    for condition, values in steps:
        texts = raw.execute(_HEADS.format(number) + condition, values).fetchone()
        if texts[0] is not None:
            rows += texts[0].split(" ")
            names += texts[1].split(" ")
            clocks += from_json(texts[2])
            told += from_json(texts[3])
    return rows, names, clocks, told


def _together(heads: Heads) -> Heads:
    """Those of a row next to each other, as they mostly are."""
    rows, names, clocks, told = heads
    firsts = [rows[end - 1] for end in _ends(rows)]
    if len({*firsts}) == len(firsts):
        return heads
    order = sorted(range(len(rows)), key=rows.__getitem__)
    return (
        [rows[at] for at in order],
        [names[at] for at in order],
        [clocks[at] for at in order],
        [told[at] for at in order],
    )


def _ends(rows: Sequence[str]) -> list[int]:
    """The places behind the last head of each row."""
    return [*compress(count(1), map(ne, rows, rows[1:])), len(rows)] if rows else []
