"""Copies of the database: a backup beside it or elsewhere, and a restore that keeps what was there."""

import contextlib
import datetime as dt
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.renaming import patiently

from . import creation, failures, opening

KEPT = 10  # dated backups beside the database; older ones go


Make = Callable[[Path], range]  # writes a whole copy to a name that is free; how many versions it may have


def backup(make: Make, path: Path, out: Path | None = None, *, keep: bool = False) -> Path:
    """Makes a copy of the database at ``path`` under another name, reads it back, and only then gives it its name.

    Older dated copies go, unless ``keep``; see :func:`prune`.

    :raises Refused: there is another file at ``out`` that is no Sarup database; it is left as it is.
    :raises SurroundingsFailed: no permission, no space; a backup that stood at ``out`` is untouched.
    """
    target = _target(path, out)
    if opening.exists(target):
        _replaceable(target, path)
    with creation.beside(target) as new:
        _verify(new, make(new))
        creation.flush(new)
        patiently(os.replace, new, target)
    creation.flush_folder(target.parent)
    if out is None and not keep:
        prune(path)
    return target


def whole(live: sqlite3.Connection) -> Make:
    """Copies the file of an open connection."""

    def make(new: Path) -> range:
        before = _versions(live)
        live.execute("VACUUM INTO ?", (str(new),))
        return range(before, _versions(live) + 1)  # another program may have written meanwhile

    return make


def _target(path: Path, out: Path | None) -> Path:
    """Beside the database a folder is made; elsewhere a missing one may be a stick that is not plugged in."""
    if out is None:
        return _dated(paths.backup_folder(path), path)
    if opening.exists(out) and out.is_dir():
        return _dated(out, path)
    if not opening.exists(out.parent):
        raise failures.no_folder(out.parent)
    return out


def restore(source: Path | str, path: Path | str) -> Path | None:
    """Puts a copy of the backup ``source`` in the place of the database ``path``, under a new device number.

    Gives the name under which the file that was there is kept; None if there was none. The database must not be open in
    this program; another program that has it open is told at its next save that the file was replaced.

    :raises UserError: the backup is no good, the database is in use, or the place cannot be written.
    """
    source, path = opening.absolute(source), opening.absolute(path)
    if opening.exists(path) and opening.exists(source) and path.samefile(source):
        raise Refused("ไฟล์สำรองกับฐานข้อมูลเป็นไฟล์เดียวกัน", "โปรดเลือกไฟล์สำรองอื่น", "the backup is the database itself")
    opening.check_place(path)
    with creation.beside(path) as new:
        _copy(source, new)
        with _held(path):
            kept = _keep(path)
            patiently(os.replace, new, path)
        creation.flush_folder(path.parent)
    return kept


def _copy(source: Path, new: Path) -> None:
    """A whole and checked copy with a device number of its own."""
    from .checking import FILE, LOG, check

    old = opening.open_file(source, write=False)
    try:
        with failures.told(source):
            old.execute("VACUUM INTO ?", (str(new),))
    finally:
        old.close()
    with creation.told(source):
        raw = opening.connect(new, "rw")
        try:
            with creation.engine_over(raw).execution_options(writes=True).begin() as conn:
                if any(fault.where in (FILE, LOG) for fault in check(conn)):
                    raise failures.damaged(source)
                creation.new_device(conn)
        finally:
            raw.close()
    creation.flush(new)


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """Nobody writes meanwhile, and an interrupted save is finished; a damaged file can be replaced all the same."""
    if not path.exists():
        yield
        return
    raw = None
    try:
        raw = opening.connect(path, "rw")
        raw.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            if raw is not None:
                raw.close()
            raise failures.explain(error, path) or error from error
    if raw is not None and sys.platform == "win32":  # there nobody, we included, can replace a file that is open
        raw.close()
    try:
        try:
            os.rename(path, path)  # while another program has it open Windows gives it no other name either
        except PermissionError as error:
            raise failures.locked(path) from error
        yield
    finally:
        if raw is not None:
            raw.close()


def _keep(path: Path) -> Path | None:
    """The file there, with what an interrupted save left beside it, gets a second name."""
    if not path.exists():
        return None
    kept = _unused(path.with_name(f"{path.stem}-before-restore-{_now()}{path.suffix}"))
    try:
        os.link(path, kept)  # so that there is a database under the old name at every moment
    except OSError:
        os.rename(path, kept)
    journal = Path(f"{path}-journal")
    if journal.exists() and journal.stat().st_size:
        os.replace(journal, f"{kept}-journal")
    return kept


def _versions(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM version").fetchone()[0])


def _verify(new: Path, versions: range) -> None:
    """The copy, marked as one, is read back."""
    raw = opening.connect(new, "rw")
    try:
        raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (creation.BACKUP, _now()))
        opening.check_inside(raw, new)
        good = raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok" and _versions(raw) in versions
    finally:
        raw.close()
    if not good:
        raise SurroundingsFailed(
            f"อ่านไฟล์สำรอง {new} กลับมาแล้วไม่ตรงกับต้นฉบับ",
            "โปรดลองใหม่หรือใช้ที่เก็บอื่น",
            "the copy read back differs from the database",
        )


def _replaceable(target: Path, live: Path) -> None:
    """Only an older backup may be written over, never a database that somebody works with."""
    raw = opening.open_file(target, write=False)
    try:
        copy = raw.execute("SELECT 1 FROM meta WHERE key = ?", (creation.BACKUP,)).fetchone()
    finally:
        raw.close()
    if not copy or (opening.exists(live) and target.samefile(live)):
        raise Refused(
            f"ไฟล์ {target} เป็นฐานข้อมูลที่ใช้งาน ไม่ใช่ไฟล์สำรอง",
            "โปรดใช้ชื่ออื่น ไฟล์นี้ไม่ถูกเปลี่ยนแปลง",
            "that file is a database in use, not a backup; it was left as it is",
        )


def _stem(path: Path) -> str:
    """What a database's backups are called: ASCII, for every stick and every system."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", path.stem).strip("-")[:60] or "sarup"


def _dated(folder: Path, path: Path) -> Path:
    return _unused(folder / f"{_stem(path)}-{_now()}.db")


def _unused(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 10_000))
    return path if not path.exists() else next(name for name in names if not name.exists())


def _now() -> str:
    return dt.datetime.now().strftime("%Y%m%d-%H%M%S")


def prune(path: Path) -> None:
    """Only the newest dated copies of this database stay."""
    folder = paths.backup_folder(path)
    dated = re.compile(rf"{re.escape(_stem(path))}-(\d{{8}}-\d{{6}})(?:-(\d+))?\.db")
    found = [(match[1], int(match[2] or 1), one) for one in folder.iterdir() if (match := dated.fullmatch(one.name))]
    for *_, old in sorted(found)[:-KEPT]:
        old.unlink()
