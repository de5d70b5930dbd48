"""Rows that came with a log and that nobody here knew: heads and tables take them over as they were made beside (:mod:`.births`)."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table

from desktop_app.model.changes import PARENT, REPORT

from . import bulk, columns, schema
from .attached import Beside
from .staging import Laid

Key = tuple[str, str]  # table, row
_FEW = 20  # rows that are named one by one: making a table costs a server milliseconds
_PLAIN = re.compile("[0-9A-Za-z-]+")
_KNOWN = 'EXISTS (SELECT 1 FROM "version" AS m WHERE m.row = r.row)'


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
    found, born, left = Found(), dict[str, tuple[str, str]](), set[str]()
    named = beside.table(laid, "row")
    for table, row, owner, simple, known in conn.exec_driver_sql(
        f'SELECT r."table", r.row, r.owner, r.simple, {_KNOWN} FROM {named} AS r ORDER BY r.simple'
    ).cursor.fetchall():
        if simple and not known and row not in left and row not in born:  # nobody gives one id to two rows
            born[row] = (table, owner)
        else:
            left.add(row)
            if touched is None or (table, row) in touched:
                found.others.setdefault(table, set()).add(row)
    for row in born.keys() & left:
        found.others.setdefault(born.pop(row)[0], set()).add(row)
    for row, (table, owner) in born.items():
        (found.reports if table == REPORT else found.joined).add(row if table == REPORT else owner)
    older = _with_items(conn, beside.table(laid, "summary"), found.reports)
    found.joined = (found.joined | older) - (found.reports - older) - {""}
    found.reports -= older
    if born:
        with _among(conn, born.keys(), left) as chosen:
            _insert(conn, laid, beside, chosen)
    return found


def _with_items(conn: Connection, summaries: str, reports: Collection[str]) -> set[str]:
    """Those of the new reports of which some items came before."""
    found: set[str] = set()
    for name in columns.records() if reports else ():
        if name != REPORT:
            sql = f'SELECT DISTINCT t."{PARENT}" FROM "{name}" AS t JOIN {summaries} AS r ON t."{PARENT}" = r.id'
            found |= {row[0] for row in conn.exec_driver_sql(sql).cursor.fetchall()}
    return found & set(reports)


@contextmanager
def _among(conn: Connection, born: Collection[str], left: Collection[str]) -> Iterator[str]:
    """SQL with a place for the column that has the row's id; the shorter of the two lists is asked."""
    if not left:
        yield "true"
        return
    told: Collection[str] = min(born, left, key=len)
    among = "IN" if told is born else "NOT IN"
    if len(told) <= _FEW and all(_PLAIN.fullmatch(row) for row in told):
        listed = ", ".join(f"'{row}'" for row in sorted(told))
        yield f"{{}} {among} ({listed})"
        return
    conn.exec_driver_sql("CREATE TEMPORARY TABLE told_apart (row TEXT PRIMARY KEY)")
    bulk.insert(conn, "told_apart", ("row",), [(row,) for row in told])
    yield f"{{}} {among} (SELECT row FROM told_apart)"
    conn.exec_driver_sql("DROP TABLE told_apart")


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
