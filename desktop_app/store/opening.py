"""Opens the database file with the standard library alone, so that the first window need not wait for SQLAlchemy.

Opening a file that is in order writes nothing to it. A file that is no good is never overwritten and never replaced.
"""

import os
import re
import sqlite3
from pathlib import Path

from desktop_app.errors import Refused, SurroundingsFailed

from . import failures, places

APPLICATION_ID = 0x53415250  # "SARP" in bytes 68 to 71 of the file
FORMAT = 1  # user_version: the shape of the log; raised by a numbered step
LOG_TABLES = frozenset({"version", "parent", "head", "meta", "summary"})
BUSY_SECONDS = 5.0

# measured by simulated power cuts (DESIGN §3): never WAL, and DELETE + FULL lost the last save in 15 % of cuts
_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def open_file(
    path: Path | str, create: bool = False, *, write: bool = True, busy_seconds: float = BUSY_SECONDS
) -> sqlite3.Connection:
    """An open connection, usable from any thread, one at a time; in autocommit mode: whoever writes says BEGIN IMMEDIATE.

    ``create`` makes a file where there is none; ``write=False`` also opens what can only be read.

    :raises UserError: missing, not ours, newer, read-only, locked, damaged, or in a place where it must not lie.
    """
    path = absolute(path)
    if not exists(path):
        if not create or os.path.lexists(path):
            raise failures.missing(path)
        check_place(path)
        from .creation import create_file

        create_file(path)
    _check_outside(path)
    writable = is_writable(path)
    if write:
        if not writable:
            raise failures.read_only(path)
        check_place(path)
    with failures.told(path):
        connection = connect(path, "rw" if writable else "ro", busy_seconds)
        try:
            check_inside(connection, path)
            if write and connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()[0] != "truncate":
                raise failures.locked(path)  # somebody else has it open in WAL mode
        except BaseException:
            connection.close()
            raise
    return connection


def absolute(path: Path | str) -> Path:
    """The file of that name. An address would be taken for a file in a folder named ``postgresql:``.

    :raises Refused: it is an address, which this version does not open.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]", str(path)):
        raise Refused(
            f"ยังเปิดฐานข้อมูล {path} ไม่ได้", "โปรดระบุชื่อไฟล์ฐานข้อมูล", "only database files can be opened, no addresses"
        )
    return Path(os.path.abspath(path))


def exists(path: Path) -> bool:
    """:raises SurroundingsFailed: nobody may look, or no file can have that name."""
    try:
        return path.exists()
    except OSError as error:
        raise failures.no_access(path) from error


def is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect(path: Path, mode: str, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A bare connection with our settings; ``mode`` as in SQLite's URIs: ro, rw or rwc."""
    name = os.path.abspath(path).replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":  # file:///C:/…, so nothing that begins in the folder we are in could be said
        name = f"//{name}" if name.startswith("//") else f"///{name}"
    uri = f"file:{name}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def check_inside(connection: sqlite3.Connection, path: Path) -> None:
    """Is it a database of ours, of a format that this program knows? Reads a few pages, writes nothing.

    :raises Refused: no.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise failures.not_ours(path)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > FORMAT:
        raise Refused(
            f"ไฟล์ {path} สร้างโดยโปรแกรมสรุปรุ่นใหม่กว่านี้ (รูปแบบ {found})",
            "โปรดติดตั้งโปรแกรมรุ่นใหม่ ไฟล์นี้ไม่ถูกเปลี่ยนแปลง",
            f"the file has format {found}, this program knows formats up to {FORMAT}; nothing was written to it",
        )
    schema = connection.execute("SELECT type, name FROM sqlite_schema").fetchall()
    if any(kind in ("trigger", "view") for kind, _ in schema):
        raise failures.not_ours(path, "it contains triggers or views, which a Sarup database never has")
    if found < 1 or not {name for _, name in schema} >= LOG_TABLES:
        raise failures.damaged(path)


def _check_outside(path: Path) -> None:
    """What the file system alone can tell; the file is not opened for it, which would drop SQLite's locks (POSIX)."""
    if not path.is_file():
        raise failures.not_ours(path, "it is a folder or a device, not a file")
    if path.stat().st_size == 0:
        raise Refused(
            f"ไฟล์ {path} ว่างเปล่า ไม่ใช่ฐานข้อมูลของสรุป",
            "โปรดกู้คืนจากไฟล์สำรอง หรือลบไฟล์ว่างนี้ถ้าไม่ต้องการแล้ว",
            "the file is empty (0 bytes); it was left as it is",
        )
    if not os.access(path, os.R_OK):
        raise failures.no_access(path)


_PLACES = {
    places.NETWORK: ("ไดรฟ์เครือข่าย", "a network file system"),
    places.REMOVABLE: ("แฟลชไดรฟ์หรือสื่อถอดได้", "a removable disk"),
    places.CLOUD: ("โฟลเดอร์ที่ซิงก์กับคลาวด์", "a folder that a cloud service copies"),
}


def check_place(path: Path) -> None:
    """The live file lies on the internal disk. A file named by the user may lie anywhere but on a network.

    :raises SurroundingsFailed: it does not; the words offer the folder where it may lie.
    """
    kind = places.why_not(path)
    if not kind or (kind != places.NETWORK and _named(path)):
        return
    thai, english = _PLACES[kind]
    raise SurroundingsFailed(
        f"ฐานข้อมูลที่กำลังใช้งานวางไว้บน{thai}ไม่ได้ ({path})",
        "โปรดคัดลอกไฟล์มาไว้ในดิสก์ของเครื่องนี้แล้วเปิดจากที่นั่น ส่วนไฟล์สำรองและไฟล์ส่งงานวางไว้ที่เดิมได้",
        f"the live database must not lie on {english}; copy it to this computer's own disk",
    )


def _named(path: Path) -> bool:
    """Somebody said this name; it is not where the program puts its database by itself."""
    from desktop_app import paths

    return path != Path(os.path.abspath(paths.data_folder() / "sarup.db"))
