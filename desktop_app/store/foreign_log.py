"""The log in a file that came from elsewhere, as a source of rows: each is proven before it is given.

The tips are only looked up. Before the first row or picture the pages and the references are checked, and each row's types
and texts when it is read. Whether it fits its hash, its device's count and its parents is held against the log it comes
to (:mod:`.union`). Everything wrong is a Refused.
"""

import contextlib
import functools
import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from desktop_app.errors import UserError
from desktop_app.model.pictures import FILE_LIMIT, is_printable, name_of

from . import allowed, parcels
from .failures import not_accepted
from .log_rows import MOST, Link, LogVersion, Picture
from .versions import CONTENT, DEVICES

SECONDS = 3.5  # for one look at a small file; a look at a large one may take longer by its size
BYTES_A_SECOND = 10_000_000  # of the slowest disk and computer
VALUE_LIMIT = 1_000_000  # characters of JSON; a long text has 20,000
TEXT_LIMIT = 1_000  # characters of a user's name or a reason
_STEPS = 5_000  # of SQLite's machine between two looks at the clock
_MANY = 200
_DEVICES = 10_000
_COLUMNS = ", ".join(f'"{name}"' for name in (*CONTENT, "hash"))
_NEXT = "SELECT device FROM version WHERE device >= ? ORDER BY device LIMIT 1"
_HIGHEST = "SELECT seq, hash FROM version WHERE device = ? ORDER BY seq DESC LIMIT 1"
_SHAPE = (int, int, int, int, str, str, str, str, str, str, str, bytes)
_NAME_LIMIT = 100  # characters of a table's, a field's or a row's name
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ROW = re.compile(r"[!-~]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_ODD = re.compile(r"\\u(?:0000|[dD][89a-fA-F])|NaN|Infinity")  # in JSON; perhaps only in what somebody typed
_HASH = 32  # bytes of SHA-256


class ForeignLog:
    """A :class:`.log_rows.Source` over a guarded connection (see :mod:`.foreign`)."""

    def __init__(self, raw: sqlite3.Connection, told: object, size: int, behind: Path | None = None) -> None:
        """``told``: what a person calls the file; ``size``: its bytes, which give it its time; ``behind``: a package's pictures."""
        self._raw = raw
        self._told = told
        self._behind = behind
        self._seconds = SECONDS + size / BYTES_A_SECOND
        self._until = 0.0
        self._proven = False
        raw.set_progress_handler(self._is_late, _STEPS)

    def check_schema(self) -> None:
        """To be called before anything else."""
        with self._looking():
            why = allowed.objection(self._raw)
        if why:
            raise self._refused("มีสิ่งที่ไฟล์ของสรุปไม่มี", f"its schema is not Sarup's: {why}")

    def meta(self) -> dict[str, str]:
        """What the file says of itself; nothing of it is proven."""
        with self._looking():
            found = self._raw.execute("SELECT key, value FROM meta LIMIT 1000").fetchall()
        if any(type(key) is not str or type(value) is not str for key, value in found):
            raise self._wrong("meta")
        return dict(found)

    def content(self) -> bytes:
        """As :func:`.parcels.content`."""
        with self._looking():
            return parcels.content(self._raw)

    def tips(self) -> dict[int, tuple[int, bytes]]:
        found: dict[int, tuple[int, bytes]] = {}
        device = -MOST
        with self._looking():
            while lowest := self._raw.execute(_NEXT, (device,)).fetchone():
                (device,) = lowest
                if type(device) is not int or not 0 < device < DEVICES or len(found) >= _DEVICES:
                    raise self._wrong("device")
                seq, hash_ = self._raw.execute(_HIGHEST, (device,)).fetchone() or (None, None)
                if type(seq) is not int or type(hash_) is not bytes:
                    raise self._wrong("seq")
                found[device] = (seq, hash_)
                device += 1
        return found

    def versions(self, above: Mapping[int, int] = {}) -> Iterator[LogVersion]:
        self._prove()
        for device in self.tips():
            yield from self._of_device(device, above.get(device, 0))

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        self._prove()
        for name in names:
            data = self._picture(name)
            if data is None:
                continue
            if type(data) is not bytes or len(data) > FILE_LIMIT or name_of(data) != name or not is_printable(data):
                raise self._refused("ภาพในไฟล์เสียหาย", f"picture {name[:12]} is not what its name says")
            yield Picture(name, data)

    def _picture(self, name: str) -> Any:
        """What the file has under that name, whatever it is; None where there is nothing."""
        place = self._places.get(name)
        if place and self._behind:
            with self._behind.open("rb") as file:
                file.seek(place[0])
                return file.read(place[1])
        if not self._has_pictures:
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
            said = {str(name): int(length) for name, length in json.loads(self.meta().get(parcels.PICTURES, "[]"))}
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise self._wrong("meta") from error
        size, ends = self._behind.stat().st_size, list(accumulate(said.values()))
        if any(not 0 < length <= FILE_LIMIT for length in said.values()) or (ends[-1] if ends else 0) != size:
            raise self._refused("ไฟล์ไม่ครบ", f"the pictures behind it, {size:,} bytes, are not those that it names")
        return {name: (end - length, length) for (name, length), end in zip(said.items(), ends, strict=True)}

    def _of_device(self, device: int, above: int) -> Iterator[LogVersion]:
        chosen = "WHERE device = ? AND seq > ? ORDER BY device, seq"
        at = (device, above)
        rows = self._fetched(f"SELECT {_COLUMNS} FROM version {chosen}", at)
        links = self._fetched(f"SELECT seq, parent_device, parent_seq, parent_hash FROM parent {chosen}", at)
        waiting = next(links, None)
        for row in rows:
            self._check_row(row)
            mine: list[Link] = []
            while waiting is not None and waiting[0] == row[1]:
                mine.append(self._link(waiting))
                waiting = next(links, None)
            yield LogVersion._make((*row, tuple(mine)))

    def _fetched(self, sql: str, values: tuple[int, int]) -> Iterator[tuple[Any, ...]]:
        with self._looking():
            cursor = self._raw.execute(sql, values)
        while True:
            with self._looking():
                some = cursor.fetchmany(_MANY)
            if not some:
                return
            yield from some

    def _check_row(self, row: tuple[Any, ...]) -> None:
        if tuple(map(type, row)) != _SHAPE:
            raise self._wrong("version")
        table, name, field, value, user, reason, app_version, hash_ = row[4:]
        good = (
            max(len(table), len(field), len(name)) <= _NAME_LIMIT
            and max(len(user), len(reason), len(app_version)) <= TEXT_LIMIT
            and _are_names(table, field)
            and _is_row(name)
            and _are_texts(user, reason, app_version)
            and len(hash_) == _HASH
            and len(value) <= VALUE_LIMIT
            and "\0" not in value
            and (not _ODD.search(value) or _is_plain(value))
        )
        if not good:
            raise self._refused("มีข้อมูลที่โปรแกรมสรุปไม่เขียน", f"version {row[0]}:{row[1]} is nothing that Sarup writes")

    def _link(self, row: tuple[Any, ...]) -> Link:
        if tuple(map(type, row)) != (int, int, int, bytes) or len(row[3]) != _HASH:
            raise self._wrong("parent")
        return row[1], row[2], row[3]

    @functools.cached_property
    def _has_pictures(self) -> bool:
        with self._looking():
            return bool(self._raw.execute("SELECT 1 FROM sqlite_schema WHERE name = 'photo'").fetchone())

    def _prove(self) -> None:
        """The pages of the log and its references, once. The records' tables are never read, so they may be what they like."""
        if self._proven:
            return
        with self._looking():
            for table in ("version", "parent", *(["photo"] if self._has_pictures else [])):
                said = self._raw.execute(f"PRAGMA integrity_check({table})").fetchone()
                if said != ("ok",):
                    raise self._refused("ไฟล์เสียหาย", f"SQLite's integrity check: {said[0] if said else ''}")
            if self._raw.execute("PRAGMA foreign_key_check(parent)").fetchone():
                raise self._refused("ไฟล์เสียหาย", "a reference to a version that is not there")
        self._proven = True

    @contextlib.contextmanager
    def _looking(self) -> Iterator[None]:
        """What SQLite and its driver raise on hostile files becomes a refusal; who takes too long is stopped."""
        self._until = time.monotonic() + self._seconds
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError, ValueError) as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise self._refused("ใช้เวลาตรวจนานผิดปกติ", "it takes too long to check") from error
            raise self._refused("ไฟล์เสียหาย", f"damaged or forged: {str(error)[:200]}") from error

    def _is_late(self) -> int:
        return int(time.monotonic() > self._until)

    def _wrong(self, where: str) -> UserError:
        return self._refused("ไฟล์เสียหาย", f"a value of the wrong type in {where}")

    def _refused(self, thai: str, english: str) -> UserError:
        return not_accepted(self._told, thai, english)


# one row has many versions, one person writes many: what was seen just now is not looked at again
@functools.lru_cache(1000)
def _are_names(table: str, field: str) -> bool:
    return bool(_NAME.fullmatch(table) and _NAME.fullmatch(field))


@functools.lru_cache(100)
def _is_row(name: str) -> bool:
    return bool(_ROW.fullmatch(name))


@functools.lru_cache(100)
def _are_texts(*texts: str) -> bool:
    return not _CONTROL.search("".join(texts))


def _is_plain(value: str) -> bool:
    """The JSON has no number that is none, and in its texts neither U+0000 nor half a character."""
    try:
        told = json.dumps(json.loads(value, parse_constant=_no_number), ensure_ascii=False)
        told.encode()
    except (ValueError, RecursionError):  # a UnicodeEncodeError is a ValueError
        return False
    return not re.search(r"(?<!\\)(?:\\\\)*\\u0000", told)


def _no_number(_name: str) -> None:
    raise ValueError
