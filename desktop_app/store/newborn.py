"""Rows that came with a log and that nobody here knew: heads and tables take them over as they were made beside (:mod:`.births`)."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from desktop_app.model.changes import PARENT, REPORT

from . import bulk, columns, schema
from .attached import Beside
from .staging import Laid

Key = tuple[str, str]  # table, row
_FEW = 20  # rows that are named one by one: making a table costs a server milliseconds
_PLAIN = re.compile("[0-9A-Za-z-]+")
_KNOWN = 'EXISTS (SELECT 1 FROM "version" AS m WHERE m.row = r.id)'


@dataclass
class Found:
    """``reports``: the ids of those that are new, whole and in order; ``joined``: of others to which new rows belong;
    ``others``: the rows (table to ids) that are not taken over, as they are known here, or are to be settled.
    """

    reports: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    others: dict[str, set[str]] = field(default_factory=dict)


def take(conn: Connection, laid: Laid, beside: Beside, touched: Collection[Key] | None) -> Found:
    """Before the versions come. ``touched``: only these rows count; None: all."""
    found = Found()
    simple = {name: beside.table(laid, name) for name in columns.records()}
    known = (f"SELECT '{name}', r.id FROM {named} AS r WHERE {_KNOWN}" for name, named in simple.items())
    others = f'SELECT r."table", r.row FROM {beside.table(laid, "row")} AS r'
    left = set(_rows(conn, " UNION ALL ".join((others, *known))))
    for table, row in left:
        if touched is None or (table, row) in touched:
            found.others.setdefault(table, set()).add(row)
    with _not_among(conn, {row for _, row in left}) as chosen:
        born = f"SELECT s.id FROM {simple[REPORT]} AS s WHERE {chosen.format('s.id')}"
        found.reports = {row for (row,) in _rows(conn, born)}
        found.joined = {row for (row,) in _rows(conn, _joined(simple, chosen, born))}
        older = _with_items(conn, simple[REPORT]) & found.reports
        found.joined = (found.joined | older) - {""}
        found.reports -= older
        _insert(conn, laid, beside, chosen)
    return found


def _rows(conn: Connection, sql: str) -> Iterable[Any]:
    found: Iterable[Any] = conn.exec_driver_sql(sql).cursor.fetchall()
    return found


def _joined(simple: Mapping[str, str], chosen: str, born: str) -> str:
    """SQL for the reports of the items that are none of those born."""
    mine = f'{chosen.format("s.id")} AND s."{PARENT}" NOT IN ({born})'
    items = (named for name, named in simple.items() if name != REPORT)
    return " UNION ".join(f'SELECT s."{PARENT}" FROM {named} AS s WHERE {mine}' for named in items)


def _with_items(conn: Connection, reports: str) -> set[str]:
    """Those in the table of new reports of which some items came before."""
    asked = " UNION ".join(  # neither joined nor with OR: SQLite, and PostgreSQL, would read all of our rows
        f'SELECT r.id FROM {reports} AS r WHERE EXISTS (SELECT 1 FROM "{name}" AS t WHERE t."{PARENT}" = r.id)'
        for name in columns.records()
        if name != REPORT
    )
    return {row for (row,) in _rows(conn, asked)}


@contextmanager
def _not_among(conn: Connection, left: Collection[str]) -> Iterator[str]:
    """SQL with a place for the column that has the row's id."""
    if not left:
        yield "true"
    elif len(left) <= _FEW and all(_PLAIN.fullmatch(row) for row in left):
        listed = ", ".join(f"'{row}'" for row in sorted(left))
        yield f"{{}} NOT IN ({listed})"
    else:
        conn.exec_driver_sql("CREATE TEMPORARY TABLE left_apart (row TEXT PRIMARY KEY)")
        bulk.insert(conn, "left_apart", ("row",), [(row,) for row in left])
        yield "{} NOT IN (SELECT row FROM left_apart)"
        conn.exec_driver_sql("DROP TABLE left_apart")


def _insert(conn: Connection, laid: Laid, beside: Beside, chosen: str) -> None:
    heads = beside.table(laid, "version")
    followed = f"s.at NOT IN (SELECT at FROM {beside.table(laid, 'followed')})"
    _put(conn, schema.head, heads, f"{followed} AND {chosen.format('s.row')}")
    for table in (*(schema.tables().tables[name] for name in columns.records()), schema.summary):
        _put(conn, table, beside.table(laid, table.name), chosen.format("s.id"))


def _put(conn: Connection, table: Table, source: str, where: str) -> None:
    listed = ", ".join(f'"{column.name}"' for column in table.columns)
    sql = f'INSERT INTO "{table.name}" ({listed}) SELECT {listed} FROM {source} AS s WHERE {where}'
    conn.exec_driver_sql(f"{sql} ON CONFLICT DO NOTHING")
