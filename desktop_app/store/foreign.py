"""Opens a database file that came from elsewhere, which is hostile until proven otherwise: never the file itself, a copy.

Size and head first, then a private copy without any way to write or to run something of the file's, then its schema; what
is in the tables is proven by :mod:`.foreign_log` when it is read.
"""

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import SurroundingsFailed, UserError

from . import failures, foreign_log, left_behind, opening
from .failures import not_accepted
from .foreign_log import ForeignLog
from .looking import GivenUp

SIZE_LIMIT = 2_000_000_000  # bytes: some 6,000 photographs
BLOB_LIMIT = 16_000_000  # bytes of one value; a photograph has at most 15 million
MAGIC = b"SQLite format 3\x00"
_HEAD = 100
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_TRIES = 5
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, BLOB_LIMIT),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 100_000),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 10),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
)
_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY", "query_only = ON")


@contextlib.contextmanager
def opened(
    path: Path, own: Path | None = None, given_up: GivenUp | None = None, within: Path | None = None
) -> Iterator[ForeignLog]:
    """The log in the file at ``path`` as a source of rows. ``own`` is the database that is open in this process.
    ``within`` is a private folder for its copy.

    :raises Refused: it is no database of ours, or it is damaged or forged. Also from what is read of the log later.
    :raises SurroundingsFailed: it cannot be read, or there is no room for the copy.
    """
    check_outside(path, own, path.name)
    with private_folder(within) as folder:
        copy = folder / "copy.db"
        _copy(path, copy, path.name)
        with private(copy, path.name, given_up) as log:
            yield log


@contextlib.contextmanager
def private(
    copy: Path, told: object, given_up: GivenUp | None = None, behind: Path | None = None
) -> Iterator[ForeignLog]:
    """As :func:`opened`, of a file that nobody else can change, and what lay behind it; ``told`` is what a person calls it."""
    with copy.open("rb") as file:
        _check_head(file.read(_HEAD), copy.stat().st_size, told)
    raw = guarded(copy)
    try:
        log = ForeignLog(raw, told, copy.stat().st_size, given_up, behind)
        log.check_schema()
        yield log
    finally:
        raw.close()


def check_outside(path: Path, own: Path | None, told: object) -> None:
    """What the file system tells. The own database must not even be opened here: that would drop SQLite's locks (POSIX).

    :raises UserError: missing, not to be read, no file, too large, or the own database.
    """
    if not opening.exists(path):
        raise not_accepted(told, "ไม่พบไฟล์", "it is not there", "โปรดตรวจชื่อไฟล์ หรือเสียบแฟลชไดรฟ์อีกครั้ง")
    if not path.is_file():
        raise not_accepted(told, "ไม่ใช่ไฟล์", "it is a folder or a device")
    if own is not None and opening.exists(own) and path.samefile(own):
        raise not_accepted(told, "เป็นฐานข้อมูลนี้เอง", "it is this database itself", "โปรดเลือกไฟล์อื่น")
    if path.stat().st_size > SIZE_LIMIT:
        raise not_accepted(told, f"ใหญ่เกิน {SIZE_LIMIT // 10**9} GB", f"it is over {SIZE_LIMIT // 10**9} GB")
    if not os.access(path, os.R_OK):
        raise failures.no_access(path)


@contextlib.contextmanager
def private_folder(within: Path | None = None) -> Iterator[Path]:
    """A folder that nobody else can look into; it goes with what is in it, where the program is killed by the next one that makes one.

    ``within`` another one it is not told apart.
    """
    if within is None:
        left_behind.sweep()
    try:
        folder = tempfile.TemporaryDirectory(prefix=left_behind.PREFIX, dir=within, ignore_cleanup_errors=True)
    except OSError as error:
        raise failures.no_room(error) from error
    with folder as name, contextlib.nullcontext() if within else left_behind.in_use(Path(name)):
        yield Path(name)


def copy_failed(path: object, error: OSError) -> UserError:
    """The words for trouble while an incoming file is read into a private copy."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return failures.no_room(error)
    return SurroundingsFailed(
        f"อ่านไฟล์ {path} ไม่ได้",
        "โปรดตรวจว่าแฟลชไดรฟ์ยังเสียบอยู่และไฟล์เปิดอ่านได้ แล้วลองใหม่",
        f"the file cannot be read: {error.strerror or error}",
    )


def _copy(path: Path, copy: Path, told: object) -> None:
    """Another program may be saving to the file: what changed while it was copied is copied again."""
    for _ in range(_TRIES):
        try:
            _check_journal(path, told)
            before = _state(path)
            with path.open("rb") as source, private_file(copy) as target:
                head = source.read(_HEAD)
                _check_head(head, os.fstat(source.fileno()).st_size, told)
                target.write(head)
                shutil.copyfileobj(source, target, 1 << 20)
            if _state(path) == before:
                return
        except OSError as error:
            raise copy_failed(told, error) from error
        time.sleep(0.2)
    raise not_accepted(told, "กำลังถูกบันทึกอยู่", "a program keeps writing to it", "โปรดปิดโปรแกรมที่ใช้ไฟล์นี้แล้วลองใหม่")


def private_file(path: Path) -> BinaryIO:
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600), "wb")


def _state(path: Path) -> tuple[int, int, bytes]:
    """Changes with every save: SQLite counts them in bytes 24 to 27."""
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        return found.st_size, found.st_mtime_ns, file.read(_HEAD)[24:28]


def _check_journal(path: Path, told: object) -> None:
    """Beside a file whose last save was interrupted, or goes on right now, lies what undoes it; we cannot trust that."""
    journal = Path(f"{path}-journal")
    if journal.is_file() and os.access(journal, os.R_OK):
        with journal.open("rb") as file:
            if file.read(len(_JOURNAL)) != _JOURNAL:
                return
        raise not_accepted(
            told,
            "การบันทึกครั้งสุดท้ายยังไม่เสร็จ",
            "its last save is not finished (a -journal lies beside it)",
            "โปรดเปิดไฟล์นี้ด้วยโปรแกรมสรุปที่เครื่องต้นทางหนึ่งครั้ง ปิด แล้วคัดลอกมาใหม่",
        )


def _check_head(head: bytes, size: int, told: object) -> None:
    """The first 100 bytes (sqlite.org/fileformat2.html, 1.3).

    :raises Refused: no SQLite file of ours, cut off, or newer than this program.
    """
    if len(head) < _HEAD or not head.startswith(MAGIC):
        raise not_accepted(told, "ไม่ใช่ไฟล์ของสรุป", "it is neither a database nor a package of Sarup's")
    ours, shape = (int.from_bytes(head[at : at + 4], "big") for at in (68, 60))
    if ours != opening.APPLICATION_ID:
        raise not_accepted(told, "ไม่ใช่ไฟล์ของสรุป", "it is another program's database")
    if shape > opening.FORMAT:
        raise not_accepted(
            told,
            "สร้างโดยโปรแกรมสรุปรุ่นใหม่กว่านี้",
            f"it has format {shape}, this program knows formats up to {opening.FORMAT}",
            "โปรดติดตั้งโปรแกรมรุ่นใหม่ที่เครื่องนี้ แล้วลองใหม่",
        )
    said = said_size(head)
    if shape < 1 or not said or head[18:20] != b"\x01\x01" or head[56:60] != b"\0\0\0\1":
        raise not_accepted(told, "ไฟล์เสียหาย", "its head is damaged")
    if size != said:
        raise not_accepted(told, "ไฟล์ไม่ครบ", f"it is cut off or has a tail: {size:,} bytes of {said:,}")


def said_size(head: bytes) -> int:
    """The bytes that a database has by its first 100; 0 where they are too few, or damaged."""
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    page = 65536 if page == 1 else page
    return page * pages if len(head) >= _HEAD and page >= 512 and not page & (page - 1) else 0


def guarded(copy: Path) -> sqlite3.Connection:
    """A connection that cannot write, and on which nothing of the file's own can run."""
    name = copy.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri = f"file:{'' if name.startswith('/') else '/'}{name}?mode=ro&immutable=1"
    raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for which, most in _LIMITS:
            raw.setlimit(which, most)
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        raw.set_authorizer(foreign_log.reading)
    except BaseException:
        raw.close()
        raise
    return raw
