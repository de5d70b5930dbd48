"""A part of a log as a small database file for another computer: versions, parents, pictures, and what the sender says.

Nothing else of the database goes into it: the receiver makes heads and tables from the log.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from . import opening, photo_rows, schema
from .log_rows import CHUNK, LogVersion, OwnLog, vector
from .versions import CONTENT

VECTOR, LACKING = "vector", "lacking"  # keys in the package's meta
_PRAGMAS = ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")
_VERSION = f"INSERT INTO version VALUES ({', '.join('?' * (len(CONTENT) + 1))})"  # in the order of its columns
_PARENT = "INSERT INTO parent VALUES (?, ?, ?, ?, ?)"
_PHOTO = "INSERT INTO photo (sha256, bytes, width, height) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class Contents:
    versions: int
    pictures: int


def write(
    conn: Connection, new: Path, above: Mapping[int, int], lacking: Sequence[str], told: Mapping[str, str]
) -> Contents:
    """What a receiver lacks who has everything up to ``above`` but the pictures ``lacking``.

    Lies in ``new``, which is private; ``told`` is what the sender says of himself, and the log's vector is added to it.
    """
    raw = sqlite3.connect(new, isolation_level=None)
    try:
        for pragma in (*_PRAGMAS, f"application_id = {opening.APPLICATION_ID}", f"user_version = {opening.FORMAT}"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("BEGIN")
        for table in (schema.version, schema.parent, schema.meta, photo_rows.photo):
            raw.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        said = {**told, VECTOR: json.dumps(vector(conn)), LACKING: json.dumps(photo_rows.missing(conn))}
        raw.executemany("INSERT INTO meta VALUES (?, ?)", said.items())
        versions = _write_versions(raw, OwnLog(conn, above).versions())
        names = sorted(_named(conn, above) | set(lacking))
        raw.executemany(_PHOTO, _photos(conn, names))
        pictures: int = raw.execute("SELECT count(*) FROM photo").fetchone()[0]
        raw.execute("COMMIT")
    finally:
        raw.close()
    return Contents(versions, pictures)


def _write_versions(raw: sqlite3.Connection, versions: Iterator[LogVersion]) -> int:
    count = 0
    while some := list(islice(versions, CHUNK)):
        raw.executemany(_VERSION, [one[:-1] for one in some])
        raw.executemany(_PARENT, [(*one[:2], *link) for one in some for link in one.parents])
        count += len(some)
    return count


def _named(conn: Connection, above: Mapping[int, int]) -> set[str]:
    """The pictures that versions above the vector show, and none below it does: those the receiver has."""
    new: set[str] = set()
    known: set[str] = set()
    for table, name in sorted(photo_rows.image_fields()):
        chosen = select(schema.version.c.device, schema.version.c.seq, schema.version.c.value)
        shown = chosen.where(schema.version.c.table == table, schema.version.c.field == name)
        for device, seq, value in conn.execute(shown):
            (known if seq <= above.get(device, 0) else new).add(json.loads(value))
    return {name for name in new - known if isinstance(name, str) and name}


def _photos(conn: Connection, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    photo = photo_rows.photo.c
    chosen = select(photo.sha256, photo.bytes, photo.width, photo.height)
    if names and conn.dialect.has_table(conn, photo_rows.PHOTO):
        for name in names:
            for row in conn.execute(chosen.where(photo.sha256 == name)):
                yield tuple(row)
