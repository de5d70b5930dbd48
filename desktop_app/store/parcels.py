"""A part of a log for another computer: a small database of versions, parents and what the sender says, and behind it pictures.

Nothing else of the database goes into it: the receiver makes heads and tables from the log. What is signed is its content:
the hashes of all versions, which cover texts and parents, and ``meta``, which has the names of all pictures, their hashes. The
pictures lie behind the database as they are: copied into it they would be written to the disk once more.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from desktop_app.errors import Refused

from . import columns, opening, schema
from .contents import LACKING, PICTURES, SIGNATURE, VECTOR, content, has_pictures

_PRAGMAS = ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF")  # a passing file
_TABLES = (schema.version, schema.parent, schema.meta)
_PIECE = 1 << 20  # bytes


@dataclass(frozen=True)
class Parcel:
    """``file`` is the small database, ``pictures`` are the names and bytes of those behind it; they are read when they are sent."""

    file: Path
    versions: int
    pictures: Sequence[tuple[str, int]]
    raw: sqlite3.Connection

    @property
    def size(self) -> int:
        """Bytes of all :meth:`parts`."""
        return self.file.stat().st_size + sum(size for _, size in self.pictures)

    def parts(self) -> Iterator[bytes]:
        """:raises Refused: a merge was undone meanwhile, and a picture went with it."""
        with self.file.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
        for name, _ in self.pictures:
            found = self.raw.execute("SELECT bytes FROM main.photo WHERE sha256 = ?", (name,)).fetchone()
            if found is None:
                raise Refused(
                    "ภาพถ่ายภาพหนึ่งถูกนำออกระหว่างสร้างไฟล์ส่งงาน",
                    "โปรดส่งอีกครั้ง",
                    "a picture was taken out of the database while the package was made",
                )
            yield found[0]


def write(
    raw: sqlite3.Connection,
    new: Path,
    above: Mapping[int, int],
    lacking: Iterable[str],
    told: Mapping[str, str],
    sign: Callable[[bytes], bytes],
) -> Parcel:
    """What a receiver lacks who has everything up to ``above`` but the pictures ``lacking``.

    The database lies in ``new``, a private file. ``told`` is what the sender says of himself; what this log has is added to it. The rows
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
        sent = [(name, kept[name]) for name in sorted(kept.keys() & ((named - known) | set(lacking)))]
        said = {**told, VECTOR: json.dumps(vector), LACKING: json.dumps(sorted(named - kept.keys()))}
        said[PICTURES] = json.dumps(sent)
        raw.executemany("INSERT INTO parcel.meta VALUES (?, ?)", said.items())
        raw.execute("INSERT INTO parcel.meta VALUES (?, ?)", (SIGNATURE, sign(content(raw, "parcel")).hex()))
        return Parcel(new, raw.execute("SELECT count(*) FROM parcel.version").fetchone()[0], sent, raw)


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
    raw.executemany(f"INSERT INTO parcel.{table} ({names}) SELECT {names} FROM main.{table} WHERE {which}", values)


def _shown(raw: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """The pictures that the log names: name, and which version does."""
    rows = raw.execute(f"SELECT value, device, seq FROM main.version WHERE {columns.of_pictures()}")
    found = [(json.loads(value), device, seq) for value, device, seq in rows]
    return [one for one in found if isinstance(one[0], str) and one[0]]


def _pictures(raw: sqlite3.Connection) -> dict[str, int]:
    """Names and bytes of all that there are."""
    return dict(raw.execute("SELECT sha256, length(bytes) FROM main.photo")) if has_pictures(raw) else {}
