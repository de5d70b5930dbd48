"""What the tables will say of the rows in a log that nobody else has written: made while it is still apart from ours.

Most of what comes is such rows: reports that one laptop wrote. A row of a report is ``simple`` when each of its fields has one
value in the log and it lives; of all others :mod:`.settling` makes heads and tables, with all that is here then.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter, ne
from typing import Any

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT

from . import columns, summary_rows
from .versions import from_json

Told = dict[str, Any]  # field to value
_TOGETHER = 50_000  # versions whose cells are in memory at a time
_MANY = 500  # versions, or a fifth as many rows, in one step of SQLite
_FOLLOWED = """INSERT INTO followed_{0} SELECT DISTINCT v.at FROM parent_{0} AS p JOIN version_{0} AS v
    ON v.device = p.parent_device AND v.seq = p.parent_seq"""
# Many heads by one step, each column one text: SQLite needs a third of the time that it takes to sort them by their rows.
# No name has a blank, and each value is JSON (see proving).
_HEADS = """SELECT group_concat("table", ' '), group_concat(row, ' '), group_concat(field, ' '),
    '[' || group_concat(hlc) || ']', '[' || group_concat(value) || ']'
    FROM version_{0} WHERE at NOT IN (SELECT at FROM followed_{0}) AND """
_OWNERS = f"""SELECT DISTINCT row, CASE "table" WHEN '{REPORT}' THEN '' ELSE value END FROM version_{{0}}
    WHERE field = '{PARENT}' OR "table" = '{REPORT}'"""


@dataclass(slots=True)
class _Row:
    """What the heads of a row say. ``tables``: nobody gives one id to two rows; ``latest``: the highest of their clocks."""

    id: str
    tables: set[str]
    told: Told
    count: int
    latest: int

    def add(self, other: "_Row") -> None:
        self.tables |= other.tables
        self.told |= other.told
        self.count += other.count
        self.latest = max(self.latest, other.latest)

    def is_simple(self) -> bool:
        told = self.told
        if told.get(ALIVE) is not True or len(told) != self.count or len(self.tables) > 1:
            return False
        words = told.get(PARENT, ""), told.get(RANK, "")
        return all(type(one) is str and one.isprintable() for one in words)


def make(raw: sqlite3.Connection, number: int) -> None:
    """Fills the tables of that number beside ``version_`` and ``parent_``, which are proven: what stands in the place of
    our tables' names, ``followed_`` with the versions that are no heads, and ``row_`` with the rows that are not simple.
    """
    raw.execute(_FOLLOWED.format(number))
    (count,) = raw.execute(f"SELECT count(*) FROM version_{number}").fetchone()
    for steps in _batches(raw, number, count):
        _put(raw, number, _rows(raw, number, steps))


Step = tuple[str, tuple[Any, ...]]  # a condition in SQL, and its values


def _batches(raw: sqlite3.Connection, number: int, count: int) -> Iterator[list[Step]]:
    """Steps that have whole reports together."""
    if count <= _TOGETHER:
        yield [("at BETWEEN ? AND ?", (first, first + _MANY - 1)) for first in range(1, count + 1, _MANY)]
        return
    for batch in _ids(raw, number, count):
        some = (batch[first : first + _MANY // 5] for first in range(0, len(batch), _MANY // 5))
        yield [("row IN (SELECT value FROM json_each(?))", (json.dumps(ids),)) for ids in some]


def _ids(raw: sqlite3.Connection, number: int, count: int) -> Iterator[list[str]]:
    """Of rows, whole reports together."""
    raw.execute(f"CREATE INDEX row_of_{number} ON version_{number} (row)")
    owners = {row: "" for (row,) in raw.execute(f"SELECT DISTINCT row FROM version_{number}")}
    for row, value in raw.execute(_OWNERS.format(number)):
        owners[row] = _owner(value) if value else row
    size = max(1, len(owners) * _TOGETHER // count)
    batch: list[str] = []
    last = ""
    for owner, row in sorted((owner, row) for row, owner in owners.items()):
        if len(batch) >= size and owner != last:
            yield batch
            batch = []
        batch.append(row)
        last = owner
    yield batch


def _owner(value: str) -> str:
    owner = from_json(value)
    return owner if isinstance(owner, str) else ""


def _rows(raw: sqlite3.Connection, number: int, steps: Iterable[Step]) -> Iterable[_Row]:
    found: dict[str, _Row] = {}
    for condition, values in steps:
        texts = raw.execute(_HEADS.format(number) + condition, values).fetchone()
        if texts[0] is None:  # no heads
            continue
        tables, rows, fields = (one.split(" ") for one in texts[:3])
        clocks, told = (from_json(one) for one in texts[3:])
        at = 0
        for to in (*compress(count(1), map(ne, rows, rows[1:])), len(rows)):  # a row's heads mostly stand together
            own = dict(zip(fields[at:to], told[at:to], strict=True))
            row = _Row(rows[at], {*tables[at:to]}, own, to - at, max(clocks[at:to]))
            if row.id in found:
                found[row.id].add(row)
            else:
                found[row.id] = row
            at = to
    return found.values()


def _put(raw: sqlite3.Connection, number: int, rows: Iterable[_Row]) -> None:
    simple: dict[str, list[_Row]] = {table: [] for table in columns.records()}
    others: list[tuple[str, str]] = []
    for row in rows:
        (table, *_) = row.tables
        if table in simple and row.is_simple():
            simple[table].append(row)
        else:
            others += [(one, row.id) for one in row.tables]
    for table, mine in simple.items():
        mine.sort(key=attrgetter("id"))  # in the order of the keys of the tables into which they are to be taken
        _insert(raw, f"{table}_{number}", len(columns.empty_row(table)) + 1, zip(*_cells(table, mine), strict=True))
    _insert(raw, f"row_{number}", 4, [(*one, "", 0) for one in others])
    made = [tuple(one.values()) for one in _summaries(simple)]
    _insert(raw, f"summary_{number}", len(made[0]) if made else 0, made)


def _cells(table: str, rows: Sequence[_Row]) -> list[Sequence[Any]]:
    """Column by column; what is told of the rows is afterwards what this program's fields take of it."""
    told = [row.told for row in rows]
    found: list[Sequence[Any]] = [[row.id for row in rows], [1] * len(rows)]
    found += [[one.get(name, "") for one in told] for name in (PARENT, RANK)]
    for field in columns.fields(table).values():
        empty = field.empty()
        given = [one.get(field.name, empty) for one in told]
        good = columns.good(field, given)
        if good != given:
            for one, value in zip(told, good, strict=True):
                one[field.name] = value
        found.append(columns.cells(field, good))
    return found


def _summaries(simple: dict[str, list[_Row]]) -> Iterator[dict[str, Any]]:
    """Of reports that are simple themselves, with those of their items that are."""
    items: dict[str, dict[str, list[tuple[str, Told]]]] = {}
    latest: dict[str, int] = {}
    for table, some in simple.items():
        for row in some:
            owner = row.id if table == REPORT else row.told.get(PARENT, "")
            items.setdefault(owner, {}).setdefault(table, []).append((row.id, row.told))
            if row.latest > latest.get(owner, 0):
                latest[owner] = row.latest
    for report in simple[REPORT]:
        own = items[report.id]
        for rows in own.values():
            rows.sort(key=lambda one: (one[1].get(RANK, ""), one[0]))
        yield summary_rows.made(report.id, report.told, own, 1, latest[report.id])


def _insert(raw: sqlite3.Connection, table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    if width:
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
