"""Is the file in order? Its pages, the hashes of the log, and the tables held against the log. Writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, create_engine, func, inspect, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from . import life, photo_rows, reading, schema, tables
from .contents import PHOTO
from .creation import get_meta, is_whole
from .schema import head, parent, summary, version
from .versions import CONTENT, digest

FILE, LOG, TABLES, PICTURES = "file", "log", "tables", "pictures"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: ``where`` is FILE, LOG, TABLES or PICTURES; what is wrong in TABLES is mended by a rebuild."""

    where: str
    what: str
    english: str

    @property
    def mendable(self) -> bool:
        return self.where == TABLES


def check(conn: Connection) -> list[Fault]:
    """All faults found. Behind a damaged page, or a damaged log, nothing further is looked at."""
    first = (_pages, _shape, _meta) if conn.dialect.name == "sqlite" else (_shape_on_server,)
    for looks in (first, (_hashes, _links, _gaps), (_heads, _tables, _pictures)):
        found = [fault for look in looks for fault in look(conn)]
        if found:
            return found
    return []


def _pages(conn: Connection) -> Iterator[Fault]:
    try:
        said = list(conn.exec_driver_sql("PRAGMA integrity_check(20)").scalars())
        loose = {row[0] for row in conn.exec_driver_sql("PRAGMA foreign_key_check")}
    except (DBAPIError, UnicodeDecodeError, MemoryError) as error:
        said, loose = [str(getattr(error, "orig", error))], set()
    for one in said:
        if one != "ok":
            yield Fault(FILE, f"ไฟล์เสียหาย: {one}", f"SQLite's integrity check: {one}")
    for table in sorted(loose):
        yield Fault(LOG, f"ข้อมูลใน {table} อ้างถึงประวัติที่ไม่มีอยู่", f"table {table} refers to a version that is not there")


def _shape(conn: Connection) -> Iterator[Fault]:
    """The tables have the columns and indexes that this program gives them."""
    with create_engine("sqlite://", poolclass=NullPool).begin() as model:  # closed at once
        schema.LOG.create_all(model)
        schema.tables().create_all(model)
        if inspect(conn).has_table(PHOTO):
            photo_rows.PHOTOS.create_all(model)
        derived = tables.is_ours(conn)
        for name in inspect(model).get_table_names():
            log = name in {*schema.LOG.tables, PHOTO} - {"head", "summary"}
            if (log or derived) and _columns(conn, name) != _columns(model, name):
                yield Fault(
                    LOG if log else TABLES,
                    f"รูปแบบของตาราง {name} ไม่ถูกต้อง",
                    f"table {name} has not the shape it should have",
                )


def _shape_on_server(conn: Connection) -> Iterator[Fault]:
    """As :func:`_shape`; its pages and references a server looks after itself."""
    known = inspect(conn)
    derived = schema.tables().tables if tables.is_ours(conn) else {}
    for name, table in {**schema.LOG.tables, **photo_rows.PHOTOS.tables, **derived}.items():
        meant = [(one.name, one.nullable) for one in table.columns]
        there = known.get_columns(name) if known.has_table(name) else []
        if [(one["name"], one["nullable"]) for one in there] != meant:
            where = TABLES if name in (*derived, "head", "summary") else LOG
            yield Fault(where, f"รูปแบบของตาราง {name} ไม่ถูกต้อง", f"table {name} has not the shape it should have")


def _columns(conn: Connection, table: str) -> list[tuple[Any, ...]]:
    shape = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(:name)'
    index = 'SELECT name, "unique", origin, 0, 0 FROM pragma_index_list(:name)'
    return [tuple(row) for sql in (shape, index) for row in tables.runner(conn)(sql, name=table)]


def _meta(conn: Connection) -> Iterator[Fault]:
    if not is_whole(get_meta(conn)):
        yield Fault(TABLES, "ข้อมูลประจำไฟล์เสียหาย", "what the file says of itself is damaged")


def _hashes(conn: Connection) -> Iterator[Fault]:
    """Each version is what it was when it was written."""
    links: dict[tuple[int, int], list[tuple[int, int, bytes]]] = {}
    for link in conn.execute(select(parent)):
        links.setdefault((link.device, link.seq), []).append((link.parent_device, link.parent_seq, link.parent_hash))
    for row in conn.execute(select(version)).mappings():
        device, seq, place = row["device"], row["seq"], f"{row['table']}.{row['field']}"
        if digest([row[name] for name in CONTENT], links.get((device, seq), [])) != row["hash"]:
            yield Fault(
                LOG,
                f"ประวัติหมายเลข {device}:{seq} ({place}) ถูกแก้ไขหรือเสียหาย",
                f"version {device}:{seq} ({place}) does not fit its hash",
            )


def _links(conn: Connection) -> Iterator[Fault]:
    """Each parent that is here is the one that was meant, a version of the same field."""
    child, old = version.alias(), version.alias()
    chosen = (
        select(parent.c.device, parent.c.seq)
        .join(child, (child.c.device == parent.c.device) & (child.c.seq == parent.c.seq))
        .join(old, (old.c.device == parent.c.parent_device) & (old.c.seq == parent.c.parent_seq))
        .where(
            or_(
                old.c.hash != parent.c.parent_hash,
                old.c.row != child.c.row,
                old.c.field != child.c.field,
                old.c.table != child.c.table,
            )
        )
    )
    for device, seq in conn.execute(chosen):
        yield Fault(
            LOG,
            f"ประวัติหมายเลข {device}:{seq} ต่อจากประวัติที่ไม่ตรงกัน",
            f"version {device}:{seq} follows a version that is not the one it was written after",
        )


def _gaps(conn: Connection) -> Iterator[Fault]:
    """A device counts without gaps but for the autosaves that a version says it stands for."""
    before = func.lag(version.c.seq, 1, 0).over(partition_by=version.c.device, order_by=version.c.seq)
    counted = select(version.c.device, version.c.seq, version.c.since, before.label("before")).subquery()
    for row in conn.execute(select(counted).where(counted.c.since > counted.c.before + 1)):
        yield Fault(
            LOG,
            f"ประวัติหมายเลข {row.device}:{row.before + 1} ถึง {row.since - 1} หายไป",
            f"versions {row.device}:{row.before + 1} to {row.since - 1} are missing",
        )


def _heads(conn: Connection) -> Iterator[Fault]:
    stored = {
        tuple(row) for row in conn.execute(select(head.c.table, head.c.row, head.c.field, head.c.device, head.c.seq))
    }
    meant = {tuple(row) for row in conn.execute(tables.HEADS_OF_LOG)}
    for table, _, field, device, seq in sorted(stored ^ meant):
        yield Fault(
            TABLES,
            f"ค่าปัจจุบันของ {table}.{field} ไม่ตรงกับประวัติ {device}:{seq}",
            f"the head of {table}.{field} does not fit version {device}:{seq}",
        )


def _tables(conn: Connection) -> Iterator[Fault]:
    """The tables say what the log's heads say."""
    if not tables.is_ours(conn):
        yield Fault(TABLES, "ตารางสร้างโดยโปรแกรมรุ่นอื่น", "the tables were made by another version of the program")
        return
    there = set(inspect(conn).get_table_names())
    heads = reading.heads_of(tables.runner(conn))
    rows = reading.cells(heads)
    life.revive(tables.runner(conn), rows, heads)
    for name, table in schema.tables().tables.items():
        if name not in there:
            yield Fault(TABLES, f"ไม่มีตาราง {name}", f"there is no table {name}")
            continue
        meant = {row: {"id": row} | content for (of, row), content in rows.items() if of == name}
        yield from _compared(name, meant, conn.execute(select(table)).mappings())
    meant = {row["id"]: row for row in tables.summaries_from(rows, heads)}
    yield from _compared("summary", meant, conn.execute(select(summary)).mappings())


def _pictures(conn: Connection) -> Iterator[Fault]:
    """Each picture is what its name says, and each that the log names is there."""
    for name, why in photo_rows.faults(conn):
        thai = "เสียหาย" if why == "damaged" else "หายไป"
        yield Fault(PICTURES, f"ภาพ {name[:12]} {thai}", f"picture {name[:12]} is {why}")


def _compared(name: str, meant: dict[str, dict[str, Any]], rows: Iterable[Any]) -> Iterator[Fault]:
    stored = {row["id"]: dict(row) for row in rows}
    for row in sorted(meant.keys() | stored.keys()):
        if meant.get(row) != stored.get(row):
            yield Fault(TABLES, f"ตาราง {name} แถว {row} ไม่ตรงกับประวัติ", f"table {name}, row {row} does not fit the log")
