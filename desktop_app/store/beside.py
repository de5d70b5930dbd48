"""Rows that stand beside the reports (records.BESIDE), in the order in which they were written last."""

from typing import Any

from sqlalchemy import Connection, func, select

from . import bulk, reading, tables
from .bulk import IDS
from .schema import head, version

_LATEST = (
    select(head.c.row, func.max(version.c.hlc))
    .join(version, (version.c.device == head.c.device) & (version.c.seq == head.c.seq))
    .where(head.c.row.in_(IDS))
    .group_by(head.c.row)
)


def in_order(conn: Connection, table: str) -> list[Any]:
    """The living ones, the same order on every computer."""
    rows = reading.beside(tables.runner(conn), table)
    written: dict[str, int] = {}
    for some in bulk.chunks([one.id for one in rows]):
        written |= {row[0]: row[1] for row in bulk.rows(conn, _LATEST, some)}
    return sorted(rows, key=lambda one: (written.get(one.id, 0), one.id))
