"""The log in a file that came from elsewhere, as a source of rows, over a connection that can write nothing of the file's.

The tips are only looked up. Before the first row or picture the pages and the references are checked. The rows go from
table to table within SQLite into a passing database of ours and are proven there (:mod:`.proving`); whether they fit what
is here is held against the log they come to (:mod:`.union`). Everything wrong is a Refused.
"""

import contextlib
import functools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from desktop_app.model.pictures import FILE_LIMIT, may_be_kept, name_of

from . import allowed, behind, contents
from .behind import Behind
from .log_rows import MOST, Picture
from .looking import GivenUp, Looking
from .versions import CONTENT, DEVICES

_DEVICES = 10_000
_NEXT = "SELECT device FROM version WHERE device >= ? ORDER BY device LIMIT 1"
_HIGHEST = "SELECT seq, hash FROM version WHERE device = ? ORDER BY seq DESC LIMIT 1"
BESIDE = "beside"  # the passing database's name here
COLUMNS = {
    "version": (*CONTENT, "hash"),
    "parent": ("device", "seq", "parent_device", "parent_seq", "parent_hash"),
}


class ForeignLog:
    """Over a guarded connection (see :mod:`.foreign`)."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        told: object,
        size: int,
        given_up: GivenUp | None = None,
        behind: Path | None = None,
    ) -> None:
        """As :class:`.looking.Looking`; ``behind``: a package's pictures."""
        self._raw = raw
        self._behind = behind
        self.size = size
        self._looking = Looking(raw, told, size, given_up)
        self._proven = False

    def check_schema(self) -> None:
        """To be called before anything else."""
        with self._looking():
            why = allowed.objection(self._raw)
        if why:
            raise self._looking.refused("มีสิ่งที่ไฟล์ของสรุปไม่มี", f"its schema is not Sarup's: {why}")

    def meta(self) -> dict[str, str]:
        """What the file says of itself; nothing of it is proven."""
        with self._looking():
            found = self._raw.execute("SELECT key, value FROM meta LIMIT 1000").fetchall()
        if any(type(key) is not str or type(value) is not str for key, value in found):
            raise self._looking.wrong("meta")
        return dict(found)

    def content(self) -> bytes:
        """As :func:`.contents.content`."""
        with self._looking():
            return contents.content(self._raw)

    def tips(self) -> dict[int, tuple[int, bytes]]:
        found: dict[int, tuple[int, bytes]] = {}
        device = -MOST
        with self._looking():
            while lowest := self._raw.execute(_NEXT, (device,)).fetchone():
                (device,) = lowest
                if type(device) is not int or not 0 < device < DEVICES or len(found) >= _DEVICES:
                    raise self._looking.wrong("device")
                seq, hash_ = self._raw.execute(_HIGHEST, (device,)).fetchone() or (None, None)
                if type(seq) is not int or type(hash_) is not bytes:
                    raise self._looking.wrong("seq")
                found[device] = (seq, hash_)
                device += 1
        return found

    def pour(self, place: Path, number: int, above: Mapping[int, int]) -> None:
        """The versions and their parents, in order, into the tables of that number in the database at ``place``.

        It is attached here, where nothing else is that could be written. Each row is put together anew: SQLite copies
        rows as they are only where no order is asked for.
        """
        self._prove()
        devices = self.tips()
        with self._looking(), self._attached(place):
            for name, columns in COLUMNS.items():
                listed = ", ".join(f'"{column}"' for column in columns)
                sql = f"INSERT INTO {BESIDE}.{name}_{number} ({listed}) SELECT {listed} FROM main.{name}"
                for device in devices:
                    chosen = (device, above.get(device, 0))
                    self._raw.execute(f"{sql} WHERE device = ? AND seq > ? ORDER BY device, seq", chosen)

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        self._prove()
        for name in names:
            data = self._picture(name)
            if data is None:
                continue
            if type(data) is not bytes or len(data) > FILE_LIMIT or name_of(data) != name or not may_be_kept(data):
                raise self._looking.refused("ภาพในไฟล์เสียหาย", f"picture {name[:12]} is not what its name says")
            yield Picture(name, data)

    def keep_pictures(self, names: Iterable[str], place: Path) -> Behind:
        """Those of these names in a file of their own, which stays when this log is closed."""
        if self._behind is None or not self._places:
            return behind.put(self.pictures(names), place) if self._within else Behind(place)
        found = {one.sha256: self._places[one.sha256] for one in self.pictures(names)}
        if found:
            self._behind = self._behind.rename(place)
        return Behind(place, found)

    def _picture(self, name: str) -> Any:
        """What the file has under that name, whatever it is; None where there is nothing."""
        place = self._places.get(name)
        if place and self._behind:
            with self._behind.open("rb") as file:
                file.seek(place[0])
                return file.read(place[1])
        if not self._within:
            return None
        with self._looking():
            row = self._raw.execute("SELECT bytes FROM photo WHERE sha256 = ?", (name,)).fetchone()
        return row and row[0]

    @functools.cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        """Where the pictures behind the database begin, and how many bytes each has.

        :raises Refused: it says so wrongly.
        """
        if self._behind is None:
            return {}
        try:
            said = {str(name): int(length) for name, length in json.loads(self.meta().get(contents.PICTURES, "[]"))}
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise self._looking.wrong("meta") from error
        size, ends = self._behind.stat().st_size, list(accumulate(said.values()))
        if any(not 0 < length <= FILE_LIMIT for length in said.values()) or (ends[-1] if ends else 0) != size:
            raise self._looking.refused(
                "ไฟล์ไม่ครบ", f"the pictures behind it, {size:,} bytes, are not those that it names"
            )
        return {name: (end - length, length) for (name, length), end in zip(said.items(), ends, strict=True)}

    @functools.cached_property
    def _within(self) -> bool:
        with self._looking():
            return bool(self._raw.execute("SELECT 1 FROM sqlite_schema WHERE name = 'photo'").fetchone())

    @contextlib.contextmanager
    def _attached(self, place: Path) -> Iterator[None]:
        raw = self._raw
        raw.set_authorizer(None)
        raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        raw.execute(f"ATTACH ? AS {BESIDE}", (str(place),))
        try:
            for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):
                raw.execute(f"PRAGMA {BESIDE}.{pragma}")
            raw.execute("PRAGMA query_only = OFF")
            raw.set_authorizer(_pouring)
            yield
        finally:
            raw.set_authorizer(None)
            raw.execute("PRAGMA query_only = ON")
            raw.execute(f"DETACH {BESIDE}")
            raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            raw.set_authorizer(reading)

    def _prove(self) -> None:
        """The pages of the log and its references, once. The records' tables are never read, so they may be what they like."""
        if self._proven:
            return
        with self._looking():
            for table in ("version", "parent", *(["photo"] if self._within else [])):
                said = self._raw.execute(f"PRAGMA integrity_check({table})").fetchone()
                if said != ("ok",):
                    raise self._looking.refused("ไฟล์เสียหาย", f"SQLite's integrity check: {said[0] if said else ''}")
            if self._raw.execute("PRAGMA foreign_key_check(parent)").fetchone():
                raise self._looking.refused("ไฟล์เสียหาย", "a reference to a version that is not there")
        self._proven = True


_MAY_RUN = frozenset({"integrity_check", "foreign_key_check"})
_MAY_READ = frozenset({"version", "parent", "photo", "meta", "sqlite_master", "sqlite_schema"})


def reading(action: int, first: str | None, _second: str | None, _database: str | None, _by: str | None) -> int:
    """An authorizer for SQLite: what is done with a file from elsewhere."""
    good = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and first in _MAY_READ)
        or (action == sqlite3.SQLITE_PRAGMA and first in _MAY_RUN)
    )
    return sqlite3.SQLITE_OK if good else sqlite3.SQLITE_DENY


def _pouring(action: int, first: str | None, second: str | None, database: str | None, by: str | None) -> int:
    into = action == sqlite3.SQLITE_INSERT and database == BESIDE and by is None
    return sqlite3.SQLITE_OK if into else reading(action, first, second, database, by)
