"""What SQLite reports, told to a person: one place that knows its error codes. Everything unnamed here is a bug."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator

from desktop_app.errors import Refused, SurroundingsFailed, UserError


class DamagedValue(Exception):
    """A value of the log is not what it can be."""


_UNREADABLE = (UnicodeDecodeError, MemoryError, json.JSONDecodeError, DamagedValue)
_SAID_OF_DAMAGE = ("Could not decode to UTF-8", "unsupported file format", "attached databases must use the same text")
_KEPT = "สิ่งที่พิมพ์ไว้ยังอยู่ในหน้าต่าง"


@contextlib.contextmanager
def told(path: object) -> Iterator[None]:
    """Errors of SQLite inside the block become errors a person can act on.

    :raises UserError: the surroundings failed, or the file is no good; a bug goes through unchanged.
    """
    try:
        yield
    except (sqlite3.Error, *_UNREADABLE) as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error


def explain(error: BaseException | None, path: object) -> UserError | None:
    """The words for an error of SQLite, or None for a bug."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for start, make in _WORDS:
        if name.startswith(start):
            return make(path)
    if isinstance(error, _UNREADABLE) or str(error).startswith(_SAID_OF_DAMAGE):
        return damaged(path)
    lost = re.match(r"no such (?:table|column): (\w+)", str(error))  # the marks in meta were right, so it was there
    return damaged_rows(lost[1]) if lost else None


def missing(path: object) -> UserError:
    return Refused(
        f"ไม่พบไฟล์ฐานข้อมูล {path}", "โปรดตรวจชื่อและที่อยู่ของไฟล์ หรือกู้คืนจากไฟล์สำรอง", f"there is no database at {path}"
    )


def damaged(path: object) -> UserError:
    return Refused(
        f"ไฟล์ฐานข้อมูล {path} เสียหาย",
        "โปรดเก็บไฟล์นี้ไว้ แล้วกู้คืนจากไฟล์สำรองในโฟลเดอร์ backups ด้วยคำสั่ง sarup restore",
        "the database file is damaged; nothing was written to it",
    )


def damaged_rows(table: str) -> UserError:
    return Refused(
        f"ข้อมูลในตาราง {table} เสียหาย",
        "โปรดสร้างตารางใหม่จากประวัติด้วยคำสั่ง sarup doctor --repair",
        f"rows of table {table} are damaged; they can be rebuilt from the log",
    )


def not_ours(path: object, why: str = "it is not a Sarup database") -> UserError:
    return Refused(
        f"ไฟล์ {path} ไม่ใช่ฐานข้อมูลของสรุป", "โปรดเลือกไฟล์อื่น ไฟล์นี้ไม่ถูกเปลี่ยนแปลง", f"{why}; nothing was written to it"
    )


def not_accepted(path: object, thai: str, english: str, remedy: str = "") -> UserError:
    """Of a file that came from somewhere else."""
    return Refused(
        f"ไม่รับไฟล์ {path}: {thai}",
        remedy or "โปรดขอไฟล์ใหม่จากเครื่องต้นทาง ไม่มีข้อมูลใดเปลี่ยนแปลง",
        f"the file was not accepted: {english}; nothing was changed",
    )


def no_room(error: Exception) -> UserError:
    """For the passing files that a merge makes."""
    return SurroundingsFailed(
        "ไม่มีที่ว่างสำหรับสำเนาชั่วคราวของไฟล์ที่รับเข้า",
        "โปรดลบไฟล์ที่ไม่ใช้ให้ดิสก์มีที่ว่าง แล้วลองใหม่ ไม่มีข้อมูลใดเปลี่ยนแปลง",
        f"no temporary copy of the incoming file can be made: {getattr(error, 'strerror', None) or error}",
    )


def read_only(path: object) -> UserError:
    return SurroundingsFailed(
        f"ไฟล์ฐานข้อมูล {path} เปิดได้เพื่ออ่านเท่านั้น",
        "โปรดอนุญาตให้เขียนไฟล์และโฟลเดอร์นี้ หรือคัดลอกไฟล์ไปไว้ในโฟลเดอร์ของท่าน",
        "the database file or its folder is read-only; it can be read but not written",
    )


def _unfinished(path: object) -> UserError:
    return SurroundingsFailed(
        f"การบันทึกครั้งก่อนลงไฟล์ {path} ถูกขัดจังหวะ และต้องเขียนไฟล์จึงจะเปิดอ่านได้",
        "โปรดอนุญาตให้เขียนไฟล์และโฟลเดอร์นี้ หรือคัดลอกไฟล์นี้พร้อมไฟล์ -journal ไปไว้ในโฟลเดอร์ของท่าน",
        "an interrupted save must be undone before the file can be read, and the file or its folder is read-only",
    )


def locked(path: object) -> UserError:
    return SurroundingsFailed(
        f"ไฟล์ฐานข้อมูล {path} กำลังถูกโปรแกรมอื่นใช้งาน",
        f"โปรดปิดโปรแกรมนั้นหรือรอสักครู่แล้วลองใหม่ {_KEPT}",
        "the database is locked by another program",
    )


def _full(path: object) -> UserError:
    return SurroundingsFailed(
        f"เขียนไฟล์ {path} ไม่ได้ ที่เก็บข้อมูลเต็มหรือมีปัญหา",
        f"โปรดลบไฟล์ที่ไม่ใช้เพื่อให้มีที่ว่าง แล้วลองใหม่ {_KEPT}",
        "the disk is full or cannot be written; nothing was lost",
    )


def _unreadable(path: object) -> UserError:
    return SurroundingsFailed(
        f"อ่านไฟล์ {path} ไม่ได้ ที่เก็บข้อมูลอาจมีปัญหา",
        "โปรดตรวจดิสก์หรือสายเชื่อมต่อ แล้วลองใหม่",
        "the disk could not be read",
    )


def moved(path: object) -> UserError:
    return SurroundingsFailed(
        f"ไฟล์ฐานข้อมูล {path} ถูกลบ ย้าย หรือแทนที่ ขณะโปรแกรมเปิดอยู่",
        f"โปรดนำไฟล์กลับมาไว้ที่เดิม หรือสำรองข้อมูลไปยังไฟล์ใหม่ก่อนปิดโปรแกรม {_KEPT}",
        "the database file was deleted, moved or replaced while it was open",
    )


def no_access(path: object) -> UserError:
    return SurroundingsFailed(
        f"เปิดไฟล์ {path} ไม่ได้", "โปรดตรวจสิทธิ์การเข้าถึงไฟล์และโฟลเดอร์", "the file cannot be opened; check its permissions"
    )


def no_folder(path: object) -> UserError:
    return SurroundingsFailed(
        f"ไม่มีโฟลเดอร์ {path}", "โปรดเสียบแฟลชไดรฟ์หรือสร้างโฟลเดอร์ก่อน แล้วลองใหม่", f"there is no folder {path}"
    )


_WORDS = (  # the longer name first: SQLITE_READONLY_DBMOVED is also a SQLITE_READONLY
    ("SQLITE_READONLY_DBMOVED", moved),
    ("SQLITE_READONLY_ROLLBACK", _unfinished),
    ("SQLITE_READONLY", read_only),
    ("SQLITE_BUSY", locked),
    ("SQLITE_LOCKED", locked),
    ("SQLITE_FULL", _full),
    ("SQLITE_IOERR_READ", _unreadable),
    ("SQLITE_IOERR_SHORT_READ", damaged),
    ("SQLITE_IOERR", _full),
    ("SQLITE_CORRUPT", damaged),
    ("SQLITE_NOTADB", not_ours),
    ("SQLITE_CANTOPEN", no_access),
    ("SQLITE_PERM", no_access),
    ("SQLITE_AUTH", no_access),
)
