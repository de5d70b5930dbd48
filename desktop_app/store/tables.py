"""The tables of reports and items and the summaries: kept with each save, and rebuilt from the log to the same content."""

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    true,
)

from desktop_app.model.changes import ALIVE, PARENT, REPORT

from . import bulk, columns, life, reading, schema, summary_rows
from .creation import get_meta, is_whole, new_device, set_meta
from .reading import Head, Rows, Run
from .schema import head, parent, summary, version
from .versions import is_too_late

_OF_ROW = ' WHERE h."row" = :row'


def runner(conn: Connection) -> Run:
    """The reader's way into a transaction of SQLAlchemy."""
    return lambda sql, **values: conn.execute(_statement(sql), values).fetchall()


def put(conn: Connection, values: Mapping[tuple[str, str, str], str]) -> None:
    """Writes fields, (table, row, field) to JSON, into their tables; a row that is not there comes to be."""
    rows: Rows = {}
    for (table, row, field), value in values.items():
        if table in columns.every():
            rows.setdefault((table, row), {})[field] = columns.cell(table, field, json.loads(value))
    put_rows(conn, rows)


def put_rows(conn: Connection, rows: Rows) -> None:
    """Writes cells; a row that is not there comes to be."""
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for (table, row), content in rows.items():
        alike.setdefault((table, *content), []).append((row, *content.values()))
    for (table, *names), contents in alike.items():
        bulk.insert(conn, table, ("id", *names), contents, _update(tuple(names)))


@functools.cache
def _update(names: tuple[str, ...]) -> str:
    """What is done where the row is there."""
    return '("id") DO UPDATE SET ' + ", ".join(f'"{name}" = excluded."{name}"' for name in names)


_statement = functools.lru_cache(text)  # taking SQL apart costs more than running it


def revive(conn: Connection, keys: Iterable[tuple[str, str, str]]) -> None:
    """Rows that were deleted live again by these fields (table, row, field) that somebody wrote who did not know."""
    run = runner(conn)
    rows = {(table, row) for table, row, _ in keys if table in columns.every()}
    owners = {(REPORT, _owner(conn, *one)) for one in rows if one[0] in columns.records()}
    for table, row in sorted(rows | owners):
        dead = run(f'SELECT 1 FROM "{table}" WHERE "id" = :id AND "alive" = 0', id=row)
        if dead and life.lives_again(run, table, row):
            run_update = _statement(f'UPDATE "{table}" SET "alive" = 1 WHERE "id" = :id')
            conn.execute(run_update, {"id": row})


def summarize(conn: Connection, written: Iterable[Mapping[str, Any]]) -> None:
    """Makes the summaries anew of the reports to which the versions written belong."""
    latest = {(one["table"], one["row"]): one["hlc"] for one in written if one["table"] in columns.records()}
    changed: dict[str, int] = {}
    for (table, row), hlc in latest.items():
        owner = _owner(conn, table, row)
        changed[owner] = max(changed.get(owner, 0), hlc)
    run, own = runner(conn), schema.tables().tables[REPORT]
    before = select(own.c[ALIVE], summary.c.changed).outerjoin(summary, summary.c.id == own.c.id)
    for report_id, hlc in changed.items():
        known = conn.execute(before.where(own.c.id == report_id)).one_or_none()
        if known:  # else its items arrived before it did
            newest = _latest(run, report_id) if is_too_late(known[1] or 0) else max(hlc, known[1] or 0)
            content = summary_rows.of_report(reading.load_text(run, report_id), known[0], newest)
            put_summaries(conn, [content])


def _latest(run: Run, report_id: str) -> int:
    """The latest reading of the clock among the heads of the report's rows."""
    heads = (head for row in reading.rows_of(run, report_id) for head in reading.heads_of(run, _OF_ROW, row=row))
    return max(head[3] for head in heads if head[0] in columns.records())


def put_summaries(conn: Connection, contents: Sequence[dict[str, Any]]) -> None:
    """Writes rows as :mod:`.summary_rows` makes them."""
    names = tuple(contents[0]) if contents else ()
    update = _update(tuple(name for name in names if name != "id"))
    bulk.insert(conn, summary.name, names, [tuple(one.values()) for one in contents], update)


def _owner(conn: Connection, table: str, row: str) -> str:
    """The report to which a row belongs."""
    if table == REPORT:
        return row
    return str(runner(conn)(f'SELECT "{PARENT}" FROM "{table}" WHERE "id" = :id', id=row)[0][0])


def rebuild(conn: Connection) -> None:
    """Heads, tables and summaries from the log alone; what the file says of itself, where that is damaged."""
    if not is_whole(get_meta(conn)):
        new_device(conn)
    conn.execute(delete(head))
    conn.execute(insert(head).from_select(["table", "row", "field", "device", "seq"], HEADS_OF_LOG))
    _drop_tables(conn)
    schema.tables().create_all(conn)
    heads = reading.heads_of(runner(conn))
    rows = _rows(conn, heads)
    for name, table in schema.tables().tables.items():
        mine = [{"id": row} | content for (of, row), content in rows.items() if of == name]
        if mine:
            conn.execute(insert(table), mine)
    set_meta(conn, tables=columns.tables_mark())
    _summarize_all(conn, rows, heads)


def _rows(conn: Connection, heads: Sequence[Head]) -> Rows:
    rows = reading.cells(heads)
    life.revive(runner(conn), rows, heads)
    return rows


def adapt(conn: Connection) -> None:
    """Another version of the program wrote last: the columns, or the words for what is missing, become ours."""
    meta = get_meta(conn)
    if meta.get("tables") != columns.tables_mark():
        rebuild(conn)
    elif meta.get("summaries") != columns.summaries_mark():
        heads = reading.heads_of(runner(conn))
        _summarize_all(conn, _rows(conn, heads), heads)


def is_ours(conn: Connection) -> bool:
    """Nothing is there for :func:`adapt` to do."""
    meta = get_meta(conn)
    return (meta.get("tables"), meta.get("summaries")) == (columns.tables_mark(), columns.summaries_mark())


def _summarize_all(conn: Connection, rows: Rows, heads: Iterable[Head]) -> None:
    conn.execute(delete(summary))
    made = list(summaries_from(rows, heads))
    if made:
        conn.execute(insert(summary), made)
    set_meta(conn, summaries=columns.summaries_mark())


def heads_of_log(which: ColumnElement[bool]) -> Select[Any]:
    """The heads that those versions of the log have ``which`` are chosen: table, row, field, device, seq.

    Of one device's versions of a field the highest number is the latest (see writing._rewritten); one that is followed is none.
    """
    latest = (
        select(version.c.table, version.c.row, version.c.field, version.c.device, func.max(version.c.seq).label("seq"))
        .where(which)
        .group_by(version.c.table, version.c.row, version.c.field, version.c.device)
        .subquery()
    )
    followed = select(parent.c.seq).where(
        parent.c.parent_device == latest.c.device, parent.c.parent_seq == latest.c.seq
    )
    return select(latest).where(~followed.exists())


HEADS_OF_LOG = heads_of_log(true())


def summaries_from(rows: Rows, heads: Iterable[Head]) -> Iterable[dict[str, Any]]:
    """The summaries of all reports among the rows."""
    children: dict[str, list[tuple[str, str]]] = {}
    for (table, row), content in rows.items():
        if table in columns.records() and table != REPORT:
            children.setdefault(content[PARENT], []).append((table, row))
    changed: dict[str, int] = {}
    for table, row, _, hlc, *_rest in heads:
        if (table, row) in rows and table in columns.records():
            owner = row if table == REPORT else rows[table, row][PARENT]
            changed[owner] = max(changed.get(owner, 0), hlc)
    for (table, row), content in rows.items():
        if table == REPORT:
            own = {(table, row): content} | {key: rows[key] for key in children.get(row, [])}
            yield summary_rows.of_cells(row, own, changed[row])


def _drop_tables(conn: Connection) -> None:
    """Every table that is or looks like ours goes, also a damaged one and one that only another version of the program knows."""
    known = inspect(conn)
    for name in known.get_table_names():
        if name in schema.tables().tables or {"id", *columns.OWN} <= {
            column["name"] for column in known.get_columns(name)
        }:
            Table(name, MetaData()).drop(conn)
