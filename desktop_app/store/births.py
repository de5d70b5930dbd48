"""What the tables will say of the rows in a log that nobody else has written: made while it is still apart from ours.

Most of what comes is such rows: reports that one laptop wrote. A row of a report is ``simple`` when each of its fields has one
value in the log and it lives; of all others :mod:`.settling` makes heads and tables, with all that is here then.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.checks import Values, are_in_order

from . import columns, summary_rows
from .sheets import Sheet, Step, sheets
from .versions import from_json

_TOGETHER = 50_000  # versions whose cells are in memory at a time
_MANY = 500  # versions, or a fifth as many rows, in one step of SQLite
_FOLLOWED = """INSERT INTO followed_{0} SELECT DISTINCT v.at FROM parent_{0} AS p JOIN version_{0} AS v
    ON v.device = p.parent_device AND v.seq = p.parent_seq"""
_OWNERS = f"""SELECT DISTINCT row, CASE "table" WHEN '{REPORT}' THEN '' ELSE value END FROM version_{{0}}
    WHERE field = '{PARENT}' OR "table" = '{REPORT}'"""


@dataclass
class _Table:
    """The simple rows of one table. ``values``: column by column, what this program's fields take."""

    rows: Sequence[str]
    latest: Sequence[int]
    parents: Sequence[str]
    ranks: Sequence[str]
    values: dict[str, Sequence[Any]]

    def row(self, at: int) -> tuple[str, Values]:
        return self.rows[at], {name: column[at] for name, column in self.values.items()}


def make(raw: sqlite3.Connection, number: int) -> None:
    """Fills the tables of that number beside ``version_`` and ``parent_``, which are proven: what stands in the place of
    our tables' names, ``followed_`` with the versions that are no heads, and ``row_`` with the rows that are not simple.
    """
    raw.execute(_FOLLOWED.format(number))
    (count,) = raw.execute(f"SELECT count(*) FROM version_{number}").fetchone()
    for steps in _batches(raw, number, count):
        _put(raw, number, sheets(raw, number, steps))


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


def _put(raw: sqlite3.Connection, number: int, found: Iterable[Sheet]) -> None:
    simple: dict[str, list[Sheet]] = {table: [] for table in columns.records()}
    others: list[tuple[str, str]] = []
    for sheet in found:
        chosen = _are_simple(sheet)
        if all(chosen):
            simple[sheet.tables[0]].append(sheet)
            continue
        if any(chosen):
            simple[sheet.tables[0]].append(sheet.part(chosen))
        others += [(table, row) for row in sheet.part([not one for one in chosen]).rows for table in {*sheet.tables}]
    made = {table: _table(table, mine) for table, mine in simple.items()}
    for table, one in made.items():
        cells = [columns.cells(columns.fields(table)[name], values) for name, values in one.values.items()]
        rows = zip(one.rows, [1] * len(one.rows), one.parents, one.ranks, *cells, strict=True)
        _insert(raw, f"{table}_{number}", sorted(rows))  # in the order of the keys of the table that takes them over
    _insert(raw, f"row_{number}", others)
    _insert(raw, f"summary_{number}", [tuple(one.values()) for one in _summaries(made)])


def _are_simple(sheet: Sheet) -> Sequence[bool]:
    """Of each row."""
    count = len(sheet.rows)
    ours = len({*sheet.tables}) == 1 and sheet.tables[0] in columns.records()
    if not ours or len({*sheet.fields}) < len(sheet.fields):
        return [False] * count
    told = sheet.columns()
    lives = [one is True for one in told.get(ALIVE, ())] or [False] * count
    parents, ranks = (told.get(name) or [""] * count for name in (PARENT, RANK))
    if _are_words(parents) and _are_words(ranks):
        return lives
    return [life and _are_words(own) for life, *own in zip(lives, parents, ranks, strict=True)]


def _are_words(values: Sequence[Any]) -> bool:
    """What the cells take as it is."""
    return {*map(type, values)} <= {str} and "".join(values).isprintable()


def _table(table: str, parts: Sequence[Sheet]) -> _Table:
    told = [one.columns() for one in parts]

    def column(name: str, empty: Any) -> list[Any]:
        cut = (own.get(name) or [empty] * len(one.rows) for own, one in zip(told, parts, strict=True))
        return [*chain.from_iterable(cut)]

    own = columns.fields(table).items()
    return _Table(
        [*chain.from_iterable(one.rows for one in parts)],
        [*chain.from_iterable(one.latest for one in parts)],
        column(PARENT, ""),
        column(RANK, ""),
        {name: columns.good(field, column(name, field.empty())) for name, field in own},
    )


def _summaries(made: dict[str, _Table]) -> Iterator[dict[str, Any]]:
    """Of reports that are simple themselves, with those of their items that are."""
    items: dict[str, dict[str, list[tuple[str, Values]]]] = {row: {} for row in made[REPORT].rows}
    latest: dict[str, int] = dict.fromkeys(items, 0)
    for name, table in made.items():
        owners = table.rows if name == REPORT else table.parents
        for owner, clock in zip(owners, table.latest, strict=True):
            if clock > latest.get(owner, clock):
                latest[owner] = clock
        if name != REPORT:
            _give(items, name, table)
    for at, report in enumerate(made[REPORT].rows):
        yield summary_rows.made(*made[REPORT].row(at), items[report], 1, latest[report])


def _give(items: dict[str, dict[str, list[tuple[str, Values]]]], name: str, table: _Table) -> None:
    """Each report its items in their order. Where nothing is to be said of any row, one stands for all of a report."""
    if table.rows and are_in_order(columns.records()[name], table.values):
        one = table.row(0)
        for owner in {*table.parents} & items.keys():
            items[owner][name] = [one]
        return
    for at in sorted(range(len(table.rows)), key=lambda at: (table.ranks[at], table.rows[at])):
        if table.parents[at] in items:
            items[table.parents[at]].setdefault(name, []).append(table.row(at))


def _insert(raw: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
