"""Heads, tables and summaries of some rows made anew from the log, after versions came or went by whole spans."""

import functools
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from desktop_app.model.changes import ALIVE, PARENT, REPORT

from . import bulk, columns, life, reading, schema, summary_rows, tables
from .bulk import IDS
from .reading import Head, Rows
from .schema import head, summary, version

Latest = dict[tuple[str, str], int]  # table and row to the latest reading of the clock among its heads
Deaths = dict[tuple[str, str], list[Head]]  # the heads of the life of rows that are dead by them, by table and row

_OLD_HEADS = delete(head).where(head.c.row.in_(IDS))
_NEW_HEADS = insert(head).from_select(
    ["table", "row", "field", "device", "seq"], tables.heads_of_log(version.c.row.in_(IDS))
)
_joined = (version.c.device == head.c.device) & (version.c.seq == head.c.seq)
_HEADS = (
    select(head.c.table, head.c.row, head.c.field, version.c.hlc, version.c.device, version.c.seq, version.c.value)
    .join(version, _joined)
    .where(head.c.row.in_(IDS))
)
_LATEST = (
    select(head.c.table, head.c.row, func.max(version.c.hlc))
    .join(version, _joined)
    .where(head.c.row.in_(IDS))
    .group_by(head.c.table, head.c.row)
)
_OLD_SUMMARIES = delete(summary).where(summary.c.id.in_(IDS))


@dataclass
class Settled:
    """``reports``: the ids of those to which the rows belong or belonged; ``doubtful``: of rows that a person may have to
    decide about, as a field has several heads or somebody wrote into what was deleted.
    """

    reports: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    deaths: Deaths = field(default_factory=dict)
    latest: Latest = field(default_factory=dict)


def settle(conn: Connection, rows: Mapping[str, Set[str]], reports: Set[str] = frozenset()) -> Settled:
    """These rows (table to ids) say what the log says, and ``reports`` (ids) what their rows say."""
    done = Settled(set(reports))
    for name, ids in rows.items():
        for some in bulk.chunks(sorted(ids)):
            _settle(conn, name, some, done)
    for some in bulk.chunks(
        sorted(done.reports - rows.get(REPORT, set()))
    ):  # an item can bring its report back to life
        _settle(conn, REPORT, some, done)
    _revive(conn, done)
    for some in bulk.chunks(sorted(done.reports)):
        _summarize(conn, some, done.latest)
    return done


def _settle(conn: Connection, name: str, ids: Sequence[str], done: Settled) -> None:
    """Rows of one table; the ids may stand in another table too, whose heads are then made anew for nothing."""
    bulk.run(conn, _OLD_HEADS, ids)
    bulk.run(conn, _NEW_HEADS, ids)
    if name not in schema.tables().tables:
        return
    before = _owners(conn, name, ids)
    heads: list[Any] = [one for one in bulk.rows(conn, _HEADS, ids) if one[0] == name]
    _note(heads, done)
    cells = reading.cells(heads)
    gone = [row for row in before if (name, row) not in cells]
    if gone:
        bulk.run(conn, _deleted(name), gone)
    tables.put_rows(conn, cells)
    dead = {row for (_, row), content in cells.items() if not content[ALIVE]}
    for one in heads if dead else ():
        if one[2] == ALIVE and one[1] in dead:
            done.deaths.setdefault((one[0], one[1]), []).append(one)
    if name in columns.records():
        after = set(ids) if name == REPORT else {content[PARENT] for content in cells.values()}
        done.reports |= after.union(before.values())


def _note(heads: Sequence[Head], done: Settled) -> None:
    latest = done.latest
    fields: set[tuple[str, str, str]] = set()
    for one in heads:
        table, row, name, hlc = one[:4]
        if (table, row, name) in fields:
            done.doubtful.add(row)
        fields.add((table, row, name))
        if hlc > latest.get((table, row), -1):
            latest[table, row] = hlc


def reports_of(conn: Connection, rows: Mapping[str, Set[str]]) -> set[str]:
    """The ids of the reports to which these rows (table to ids) belong, as the tables say."""
    found = set(rows.get(REPORT, ()))
    for name in columns.records().keys() & rows.keys():
        for some in bulk.chunks(sorted(rows[name])):
            found |= set(_owners(conn, name, some).values())
    return found


def _owners(conn: Connection, name: str, ids: Sequence[str]) -> dict[str, str]:
    """The report of each row that is there."""
    return {row[0]: row[1] for row in bulk.rows(conn, _owners_of(name), ids)}


@functools.cache
def _owners_of(name: str) -> Any:
    table = schema.tables().tables[name]
    return select(table.c.id, _owner(table)).where(table.c.id.in_(IDS))


@functools.cache
def _deleted(name: str) -> Any:
    table = schema.tables().tables[name]
    return delete(table).where(table.c.id.in_(IDS))


@functools.cache
def _whole(name: str) -> Any:
    table = schema.tables().tables[name]
    return select(table).where(_owner(table).in_(IDS))


def _owner(table: Table) -> Any:
    return table.c.id.label("owner") if table.name == REPORT else table.c[PARENT]


def _revive(conn: Connection, done: Settled) -> None:
    run = tables.runner(conn)
    for (table, row), found in done.deaths.items():
        if life.lives(run, life.family(run, table, row), found):
            tables.put_rows(conn, {(table, row): {ALIVE: 1}})
            done.doubtful.add(row)


def _summarize(conn: Connection, reports: Sequence[str], latest: Latest) -> None:
    """The summaries of these reports, all at once; one of a report that is no more goes."""
    contents: dict[str, Rows] = {}
    for name in columns.records():
        keys = schema.tables().tables[name].columns.keys()
        owner = keys.index("id" if name == REPORT else PARENT)
        for row in bulk.rows(conn, _whole(name), reports):
            contents.setdefault(row[owner], {})[name, row[0]] = dict(zip(keys, row, strict=True))
    made: list[dict[str, Any]] = []
    _complete(conn, latest, [key for rows in contents.values() for key in rows if key not in latest])
    for report_id, rows in contents.items():
        if (REPORT, report_id) in rows:  # else its items arrived before it did
            made.append(summary_rows.of_cells(report_id, rows, max(latest.get(key, 0) for key in rows)))
    bulk.run(conn, _OLD_SUMMARIES, reports)
    tables.put_summaries(conn, made)


def _complete(conn: Connection, latest: Latest, rows: Sequence[tuple[str, str]]) -> None:
    for some in bulk.chunks(sorted({row for _, row in rows})):
        latest |= {(row[0], row[1]): row[2] for row in bulk.rows(conn, _LATEST, some)}
