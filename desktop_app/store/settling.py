"""Heads, tables and summaries of some rows made anew from the log, after versions came or went by whole spans."""

import functools
from collections.abc import Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from desktop_app.model.changes import ALIVE, PARENT, REPORT

from . import bulk, life, reading, schema, tables
from .bulk import IDS
from .reading import Head, Rows
from .schema import head, summary, version

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


def settle(conn: Connection, rows: Mapping[str, Set[str]]) -> set[str]:
    """These rows (table to ids) say what the log says; gives the ids of the reports to which they belong or belonged."""
    reports: set[str] = set()
    deaths: Deaths = {}
    for name, ids in rows.items():
        for some in bulk.chunks(sorted(ids)):
            reports |= _settle(conn, name, some, deaths)
    for some in bulk.chunks(sorted(reports - rows.get(REPORT, set()))):  # an item can bring its report back to life
        _settle(conn, REPORT, some, deaths)
    _revive(conn, deaths)
    for some in bulk.chunks(sorted(reports)):
        _summarize(conn, some)
    return reports


def _settle(conn: Connection, name: str, ids: Sequence[str], deaths: Deaths) -> set[str]:
    """Rows of one table; the ids may stand in another table too, whose heads are then made anew for nothing."""
    bulk.run(conn, _OLD_HEADS, ids)
    bulk.run(conn, _NEW_HEADS, ids)
    if name not in schema.tables().tables:
        return set()
    before = _owners(conn, name, ids)
    heads: list[Head] = [(*one,) for one in bulk.run(conn, _HEADS, ids).fetchall() if one[0] == name]
    cells = reading.cells(heads)
    gone = [row for row in before if (name, row) not in cells]
    if gone:
        bulk.run(conn, _deleted(name), gone)
    tables.put_rows(conn, cells)
    for one in heads:
        if one[2] == ALIVE and not cells[one[:2]][ALIVE]:
            deaths.setdefault((one[0], one[1]), []).append(one)
    after = set(ids) if name == REPORT else {content[PARENT] for content in cells.values()}
    return after.union(before.values())


def reports_of(conn: Connection, rows: Mapping[str, Set[str]]) -> set[str]:
    """The ids of the reports to which these rows (table to ids) belong, as the tables say."""
    found = set(rows.get(REPORT, ()))
    for name in schema.tables().tables.keys() & rows.keys():
        for some in bulk.chunks(sorted(rows[name])):
            found |= set(_owners(conn, name, some).values())
    return found


def _owners(conn: Connection, name: str, ids: Sequence[str]) -> dict[str, str]:
    """The report of each row that is there."""
    return {row[0]: row[1] for row in bulk.run(conn, _owners_of(name), ids).fetchall()}


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


def _revive(conn: Connection, deaths: Deaths) -> None:
    run = tables.runner(conn)
    for (table, row), found in deaths.items():
        if life.lives(run, life.family(run, table, row), found):
            tables.put_rows(conn, {(table, row): {ALIVE: 1}})


def _summarize(conn: Connection, reports: Sequence[str]) -> None:
    """The summaries of these reports, all at once; one of a report that is no more goes."""
    contents: dict[str, Rows] = {}
    for name in schema.tables().tables:
        for row in bulk.run(conn, _whole(name), reports).mappings().fetchall():
            owner = row["id"] if name == REPORT else row[PARENT]
            contents.setdefault(owner, {})[name, row["id"]] = dict(row)
    made: list[dict[str, Any]] = []
    latest = _latest(conn, [key for rows in contents.values() for key in rows])
    for report_id, rows in contents.items():
        if (REPORT, report_id) in rows:  # else its items arrived before it did
            report, own = reading.assembled(report_id, rows), rows[REPORT, report_id]
            made.append(tables.summary_row(report, own[ALIVE], max(latest.get(key, 0) for key in rows)))
    bulk.run(conn, _OLD_SUMMARIES, reports)
    tables.put_summaries(conn, made)


def _latest(conn: Connection, rows: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The latest reading of the clock among the heads of each row."""
    found: dict[tuple[str, str], int] = {}
    for some in bulk.chunks(sorted({row for _, row in rows})):
        found |= {(row[0], row[1]): row[2] for row in bulk.run(conn, _LATEST, some).fetchall()}
    return found
