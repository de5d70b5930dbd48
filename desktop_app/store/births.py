"""What the tables will say of the rows in a log that nobody else has written: made while it is still apart from ours.

Most of what comes is such rows: reports that one laptop wrote. A row of a report is ``simple`` when each of its fields has one
value in the log and it lives; of all others :mod:`.settling` makes heads and tables, with all that is here then.
"""

import functools
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.fields import LINE_LIMIT, TEXT_LIMIT, Kind

from . import columns, reading, tables
from .reading import Rows
from .versions import from_json

Told = dict[str, Any]  # field to value
_TOGETHER = 50_000  # versions whose cells are in memory at a time
_TEXTS = {Kind.LINE: LINE_LIMIT, Kind.ITEM: LINE_LIMIT, Kind.TEXT: TEXT_LIMIT}
_FOLLOWED = """INSERT INTO followed_{0} SELECT DISTINCT v.at FROM parent_{0} AS p JOIN version_{0} AS v
    ON v.device = p.parent_device AND v.seq = p.parent_seq"""
# A row by one step of SQLite, its fields as a JSON object; fields' names are letters, digits and _ (see proving)
_HEADS = """SELECT "table", row, max(hlc), count(*), '{{' || group_concat('"' || field || '":' || value) || '}}'
    FROM version_{0} WHERE at NOT IN (SELECT at FROM followed_{0})"""
_OWNERS = f"""SELECT DISTINCT row, CASE field WHEN '{PARENT}' THEN value ELSE '' END FROM version_{{0}}
    WHERE field = '{PARENT}' OR "table" = '{REPORT}'"""


def make(raw: sqlite3.Connection, number: int) -> None:
    """Fills the tables of that number beside ``version_`` and ``parent_``, which are proven: what stands in the place of
    our tables' names, ``followed_`` with the versions that are no heads, and ``row_`` with all rows and whose they are.
    """
    raw.execute(_FOLLOWED.format(number))
    for batch in _batches(raw, number):
        where = "" if batch is None else " AND row IN (SELECT value FROM json_each(?))"
        values = () if batch is None else (json.dumps(batch),)
        _put(raw, number, raw.execute(_HEADS.format(number) + where + ' GROUP BY "table", row', values).fetchall())


def _batches(raw: sqlite3.Connection, number: int) -> Iterator[list[str] | None]:
    """Ids of rows, whole reports together; None: all."""
    count = raw.execute(f"SELECT count(*) FROM version_{number}").fetchone()[0]
    if count <= _TOGETHER:
        yield None
        return
    raw.execute(f"CREATE INDEX row_of_{number} ON version_{number} (row)")
    owners = {row: "" for (row,) in raw.execute(f"SELECT DISTINCT row FROM version_{number}")}
    for row, value in raw.execute(_OWNERS.format(number)):
        owners[row] = _owner(value) if value else owners[row] or row
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


def _put(raw: sqlite3.Connection, number: int, heads: Iterable[tuple[str, str, int, int, str]]) -> None:
    alike: dict[str, list[Sequence[Any]]] = {}
    reports: dict[str, Rows] = {}
    latest: dict[str, int] = {}
    known: list[tuple[str, str, str, int]] = []
    for table, row, hlc, count, text in heads:
        told = from_json(text)
        owner = row if table == REPORT else told.get(PARENT, "")
        simple = len(told) == count and told.get(ALIVE) is True and _is_word(owner) and _is_word(told.get(RANK, ""))
        simple = simple and table in columns.records()
        if simple:
            content = reports.setdefault(owner, {})[table, row] = _cells(table, told)
            alike.setdefault(table, []).append((row, *content.values()))
            latest[owner] = max(hlc, latest.get(owner, 0))
        known.append((table, row, owner if simple else "", int(simple)))
    for table, contents in alike.items():
        _insert(raw, f"{table}_{number}", contents)
    _insert(raw, f"row_{number}", known)
    made = [
        tables.summary_row(reading.assembled(report_id, own), 1, latest[report_id])
        for report_id, own in reports.items()
        if (REPORT, report_id) in own
    ]
    _insert(raw, f"summary_{number}", [tuple(one.values()) for one in made])


def _is_word(value: Any) -> bool:
    """What the cells take as it is."""
    return isinstance(value, str) and value.isprintable()


def _cells(table: str, told: Told) -> dict[str, Any]:
    found, makers = columns.empty_row(table), _makers(table)
    for name, value in told.items():
        make = makers.get(name)
        if make is not None:
            found[name] = make(value)
    return found


@functools.cache
def _makers(table: str) -> dict[str, Callable[[Any], Any]]:
    own = {ALIVE: int, PARENT: str, RANK: str}  # of rows that are simple
    return own | {name: _maker(table, name) for name in columns.fields(table)}


def _maker(table: str, name: str) -> Callable[[Any], Any]:
    """As :func:`.columns.cell` of the table's field, at once where nothing speaks against a text."""
    field = columns.fields(table)[name]
    slow = functools.partial(columns.cell, table, name)
    if field.kind in _TEXTS:
        longest, long = _TEXTS[field.kind], field.kind is Kind.TEXT

        def text(value: Any) -> Any:
            fits = type(value) is str and len(value) <= longest
            if fits and (value.isprintable() or (long and value.replace("\n", "").isprintable())):
                return value
            return slow(value)

        return text
    if field.kind is Kind.LINES:  # lists cannot be kept
        return slow
    return functools.lru_cache(1_000, typed=True)(slow)  # or True were taken for 1


def _insert(raw: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
