"""The log of a server's database as a database file: for backups and packages. Tables and heads are made from it anew."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, select

from . import bulk, creation, merges, opening, partners, photo_rows, tables
from .foreign_log import COLUMNS
from .log_rows import CHUNK
from .merges import merge
from .own_log import OwnLog
from .photo_rows import photo


def write(conn: Connection, new: Path) -> int:
    """Makes ``new``, a name that is free; gives how many versions are in it."""
    creation.fill(new)
    raw = opening.connect(new, "rw")
    try:
        with creation.engine_over(raw).execution_options(writes=True).begin() as copy:
            count = _take(conn, copy)
            tables.rebuild(copy)
    finally:
        raw.close()
    return count


@contextlib.contextmanager
def opened(conn: Connection) -> Iterator[sqlite3.Connection]:
    """A passing file."""
    with tempfile.TemporaryDirectory(prefix="sarup-") as folder:
        new = Path(folder) / "sarup.db"
        write(conn, new)
        raw = opening.connect(new, "rw")
        try:
            yield raw
        finally:
            raw.close()


def _take(conn: Connection, copy: Connection) -> int:
    count = 0
    versions = OwnLog(conn).versions()
    copy.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    while chunk := list(islice(versions, CHUNK)):
        bulk.insert(copy, "version", COLUMNS["version"], [one[:-1] for one in chunk])
        links = [(*one[:2], *link) for one in chunk for link in one.parents]
        bulk.insert(copy, "parent", COLUMNS["parent"], links)
        count += len(chunk)
    for made, table in ((photo_rows.PHOTOS, photo), (merges.MERGES, merge)):
        made.create_all(copy)
        names = tuple(table.c.keys())
        for row in conn.execute(select(table).execution_options(yield_per=50)):
            bulk.insert(copy, table.name, names, [tuple(row)])
    for one in partners.all_of(conn):
        partners.keep(copy, one)
    return count
