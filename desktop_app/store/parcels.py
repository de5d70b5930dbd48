"""A part of a log as a small database file for another computer: versions, parents, pictures, and what the sender says.

Nothing else of the database goes into it: the receiver makes heads and tables from the log. What is signed is its content:
the hashes of all versions, which cover texts and parents, the names of all pictures, which are their hashes, and ``meta``.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from . import opening, photo_rows, schema

VECTOR, LACKING, SIGNATURE = "vector", "lacking", "signature"  # keys in the package's meta
_PRAGMAS = ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF")  # a passing file
_TABLES = (schema.version, schema.parent, schema.meta, photo_rows.photo)
_CONTENT = (
    "SELECT key, value FROM {}.meta WHERE key <> 'signature' ORDER BY key",
    "SELECT device, seq, hash FROM {}.version ORDER BY device, seq",
    "SELECT sha256 FROM {}.photo ORDER BY sha256",
)


@dataclass(frozen=True)
class Contents:
    versions: int
    pictures: int


def write(
    raw: sqlite3.Connection,
    new: Path,
    above: Mapping[int, int],
    lacking: Iterable[str],
    told: Mapping[str, str],
    sign: Callable[[bytes], bytes],
) -> Contents:
    """What a receiver lacks who has everything up to ``above`` but the pictures ``lacking``.

    Lies in ``new``, a private file. ``told`` is what the sender says of himself; what this log has is added to it. The rows
    go from file to file within SQLite: through Python they take twice the time.
    """
    with _attached(raw, new):
        vector = dict(raw.execute("SELECT device, max(seq) FROM main.version GROUP BY device"))
        for table in _TABLES:
            sql = str(CreateTable(table).compile(dialect=sqlite.dialect()))
            raw.execute(sql.replace("CREATE TABLE ", "CREATE TABLE parcel.", 1))
        for device in sorted(vector):
            for name in ("version", "parent"):
                _take(raw, name, "device = ? AND seq > ? ORDER BY device, seq", [(device, above.get(device, 0))])
        shown, kept = _shown(raw), _pictures(raw)
        known = {name for name, device, seq in shown if seq <= above.get(device, 0)}
        named = {name for name, _, _ in shown}
        _take(raw, "photo", "sha256 = ?", [(name,) for name in sorted(kept & ((named - known) | set(lacking)))])
        said = {**told, VECTOR: json.dumps(vector), LACKING: json.dumps(sorted(named - kept))}
        raw.executemany("INSERT INTO parcel.meta VALUES (?, ?)", said.items())
        raw.execute("INSERT INTO parcel.meta VALUES (?, ?)", (SIGNATURE, sign(content(raw, "parcel")).hex()))
        return Contents(
            *(raw.execute(f"SELECT count(*) FROM parcel.{name}").fetchone()[0] for name in ("version", "photo"))
        )


def content(raw: sqlite3.Connection, database: str = "main") -> bytes:
    """SHA-256 of what is in a package."""
    found = hashlib.sha256()
    for sql in _CONTENT:
        for row in raw.execute(sql.format(database)):
            found.update(f"{row!r}\n".encode("utf-8", "surrogatepass"))
        found.update(b"\n")
    return found.digest()


@contextlib.contextmanager
def _attached(raw: sqlite3.Connection, new: Path) -> Iterator[None]:
    """One view of the database, which is only read, and the new file beside it."""
    raw.execute("ATTACH ? AS parcel", (str(new),))
    try:
        for pragma in (*_PRAGMAS, f"application_id = {opening.APPLICATION_ID}", f"user_version = {opening.FORMAT}"):
            raw.execute(f"PRAGMA parcel.{pragma}").fetchall()
        raw.execute("BEGIN")
        try:
            yield
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
    finally:
        raw.execute("DETACH parcel")


def _take(raw: sqlite3.Connection, table: str, which: str, values: Iterable[tuple[Any, ...]]) -> None:
    (found,) = (one for one in _TABLES if one.name == table)
    names = ", ".join(f'"{column.name}"' for column in found.columns)
    if raw.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (table,)).fetchone():  # no photograph, no table
        raw.executemany(f"INSERT INTO parcel.{table} ({names}) SELECT {names} FROM main.{table} WHERE {which}", values)


def _shown(raw: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """The pictures that the log names: name, and which version does."""
    found = []
    for table, field in sorted(photo_rows.image_fields()):
        chosen = 'SELECT value, device, seq FROM main.version WHERE "table" = ? AND field = ?'
        found += [(json.loads(value), device, seq) for value, device, seq in raw.execute(chosen, (table, field))]
    return [one for one in found if isinstance(one[0], str) and one[0]]


def _pictures(raw: sqlite3.Connection) -> set[str]:
    if not raw.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'photo'").fetchone():
        return set()
    return {name for (name,) in raw.execute("SELECT sha256 FROM main.photo")}
