"""Which versions came with which merge, in a table of the file that the first merge makes."""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
    update,
)

from desktop_app.errors import Refused

from .log_rows import Span

MERGES = MetaData()
merge = Table(
    "merge",
    MERGES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("moment", BigInteger().with_variant(Integer(), "sqlite"), nullable=False),  # milliseconds since 1970
    Column("user", Text, nullable=False),
    Column("files", Text, nullable=False),  # JSON list of names
    Column("spans", Text, nullable=False),  # JSON list of [device, first, last]
    Column("undone", BigInteger().with_variant(Integer(), "sqlite")),  # milliseconds since 1970
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge. Every version there is inside the spans came with it, and no other."""

    number: int
    moment: int
    user: str
    files: tuple[str, ...]
    spans: tuple[Span, ...]
    undone: int | None


def record(conn: Connection, user: str, files: Sequence[str], spans: Iterable[Span]) -> int:
    """Notes a merge made now; gives its number."""
    MERGES.create_all(conn)
    number = conn.execute(select(func.coalesce(func.max(merge.c.number), 0))).scalar_one() + 1
    told = {"files": json.dumps(files, ensure_ascii=False), "spans": json.dumps(list(spans))}
    conn.execute(insert(merge).values(number=number, moment=_now(), user=user, undone=None, **told))
    return int(number)


def merges(conn: Connection) -> list[Merge]:
    """All merges, the latest first."""
    if not inspect(conn).has_table(merge.name):
        return []
    rows = conn.execute(select(merge).order_by(merge.c.number.desc())).fetchall()
    return [
        Merge(
            row.number,
            row.moment,
            row.user,
            tuple(json.loads(row.files)),
            tuple((one[0], one[1], one[2]) for one in json.loads(row.spans)),
            row.undone,
        )
        for row in rows
    ]


def standing(conn: Connection, number: int | None) -> Merge:
    """The merge of that number, or the latest that was not taken back.

    :raises Refused: there is none.
    """
    for one in merges(conn):
        if one.number == number or (number is None and one.undone is None):
            if one.undone is None:
                return one
            raise Refused(f"การรวมครั้งที่ {number} ถูกยกเลิกไปแล้ว", "ไม่ต้องทำอีก", f"merge {number} was taken back before")
    raise Refused(
        "ไม่พบการรวมข้อมูลที่จะยกเลิก",
        "โปรดตรวจหมายเลขจากผลของ sarup merge",
        f"there is no merge {number or ''} to take back",
    )


def mark_undone(conn: Connection, number: int) -> None:
    conn.execute(update(merge).where(merge.c.number == number).values(undone=_now()))


def _now() -> int:
    return int(time.time() * 1000)
