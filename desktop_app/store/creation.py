"""Makes a new database file: beside under another name, whole, then put in place; never over another file."""

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from desktop_app.errors import SurroundingsFailed

from . import columns, failures, machine, opening, schema
from .versions import DEVICES

_LEFT = re.compile(r"\..+\.\d+-[0-9a-f]{8}\.new(-journal)?")
MACHINE = "machine"  # stands in meta: the mark of the computer that writes; see own_meta
SIGNER = "signer"  # the key that signs the packages of this file's device
_OF_COMPUTERS = frozenset(("device", "sealed", MACHINE, SIGNER))  # on a server each computer has its own of these
BACKUP = "backup"  # stands in meta of copies; they may be written over, and whoever writes into one gets a new number


def engine_over(connection: Any) -> Engine:
    """SQLAlchemy over an open raw connection; blocks with the option ``writes`` take the write lock at once."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:  # the driver's own way lets a CREATE TABLE survive a rollback
        conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("writes") else "BEGIN")

    return engine


@contextlib.contextmanager
def told(path: object) -> Iterator[None]:
    """As :func:`.failures.told`, of errors that went through SQLAlchemy too."""
    with failures.told(path):
        try:
            yield
        except DBAPIError as error:
            raise error.orig or error from error


def create_file(path: Path) -> None:
    """An empty database at ``path``, where nothing may be.

    :raises SurroundingsFailed: no permission, no space.
    """
    with beside(path) as new:
        with told(path):
            fill(new)
        flush(new)
        place(new, path)


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A name in the target's folder to write to; nothing stays there when the block fails.

    :raises SurroundingsFailed: the system refused something in the block.
    """
    new = target.with_name(f".{target.name[:100]}.{os.getpid()}-{secrets.token_hex(4)}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        yield new
    except OSError as error:
        raise no_write(target, error) from error
    finally:
        for left in (new, Path(f"{new}-journal")):
            with contextlib.suppress(OSError):
                left.unlink()


def _sweep(folder: Path) -> None:
    """What a program left that was killed while it wrote beside goes after an hour."""
    for left in folder.iterdir():
        with contextlib.suppress(FileNotFoundError, PermissionError):  # who writes it just took it away, or has it open
            if _LEFT.fullmatch(left.name) and left.stat().st_mtime < time.time() - 3600:
                left.unlink()


def fill(new: Path) -> None:
    raw = opening.connect(new, "rwc")
    try:
        raw.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {opening.FORMAT}")
        with engine_over(raw).execution_options(writes=True).begin() as conn:
            make_tables(conn)
    finally:
        raw.close()


def make_tables(conn: Connection) -> None:
    """All tables of a new database, empty, under a number of its own."""
    schema.LOG.create_all(conn)
    schema.tables().create_all(conn)
    set_meta(conn, tables=columns.tables_mark(), summaries=columns.summaries_mark(), sealed="0")
    new_device(conn)


def new_device(conn: Connection) -> None:
    """Draws the number under which this file's versions are written from now on: at the first start and at a restore."""
    conn.execute(schema.meta.delete().where(schema.meta.c.key.in_((BACKUP, SIGNER + _mine(conn)))))
    set_meta(conn, device=str(secrets.randbelow(DEVICES - 1) + 1), sealed="0", **{MACHINE: machine.mark()})


def own_meta(conn: Connection) -> dict[str, str]:
    """What the file says of itself, to whoever is about to write.

    Two programs never count under one number: who writes into a backup, or into a file that was carried to another
    computer, is a device of its own.
    """
    meta = get_meta(conn)
    if BACKUP in meta or not is_whole(meta) or meta.get(MACHINE, machine.mark()) != machine.mark():
        new_device(conn)
        return get_meta(conn)
    if MACHINE not in meta:  # written by a program that did not mark its files yet
        set_meta(conn, **{MACHINE: machine.mark()})
    return meta


def give_up(conn: Connection, devices: Set[int]) -> None:
    """Somebody else counts under these numbers: whoever of us did so is another device from now on."""
    if get_meta(conn).get("device", "") in map(str, devices):
        new_device(conn)
    if _mine(conn):
        key, value = schema.meta.c.key, schema.meta.c.value
        conn.execute(schema.meta.delete().where(key.startswith("device@"), value.in_(sorted(map(str, devices)))))


def _mine(conn: Connection) -> str:
    """What stands behind those keys that each computer has of its own in a database that several write into."""
    return "" if conn.dialect.name == "sqlite" else f"@{machine.mark()}"


def set_meta(conn: Connection, **values: str) -> None:
    for key, value in values.items():
        if key in _OF_COMPUTERS:
            key += _mine(conn)
        conn.execute(schema.meta.delete().where(schema.meta.c.key == key))
        conn.execute(schema.meta.insert().values(key=key, value=value))


def get_meta(conn: Connection) -> dict[str, str]:
    found = {row.key: row.value for row in conn.execute(schema.meta.select())}
    mine = _mine(conn)
    if not mine:
        return found
    common = {key: value for key, value in found.items() if "@" not in key}
    return common | {key.removesuffix(mine): value for key, value in found.items() if key.endswith(mine)}


def is_whole(meta: dict[str, str]) -> bool:
    """The file knows its own number, and which of its versions have left it."""
    return all(meta.get(key, "").isdecimal() for key in ("device", "sealed"))


def flush(path: Path) -> None:
    """The file's content is on the disk. Never for the live file: closing it here would drop SQLite's locks."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def place(new: Path, path: Path) -> None:
    """``new`` gets the name ``path`` unless there is something by then."""
    try:
        os.link(new, path)  # unlike a rename it never replaces
    except FileExistsError:
        return  # another window of ours was faster
    except OSError:
        if not path.exists():  # a file system without links
            os.rename(new, path)
    flush_folder(path.parent)


def no_write(path: Path, error: OSError) -> SurroundingsFailed:
    return SurroundingsFailed(
        f"สร้างไฟล์ {path} ไม่ได้",
        "โปรดตรวจว่าโฟลเดอร์มีอยู่ เขียนได้ และดิสก์ยังมีที่ว่าง",
        f"the file cannot be written: {error.strerror or error}",
    )
