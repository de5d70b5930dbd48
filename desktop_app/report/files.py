"""A finished report becomes a file, written whole or not at all."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.renaming import patiently


def write(path: Path, data: bytes, never: Sequence[Path] = ()) -> None:
    """``data`` stands in ``path``; the rest as :func:`writing`."""
    with writing(path, never) as out:
        out.write(data)


@contextmanager
def writing(path: Path, never: Sequence[Path] = ()) -> Iterator[BinaryIO]:
    """What is written stands in ``path``, whole and flushed, or the old file stays as it was, also when the writer fails.

    :raises Refused: ``path`` is one of ``never``.
    :raises SurroundingsFailed: no such folder, no permission, disk full.
    """
    try:
        target = _target(path, never)
        handle, name = tempfile.mkstemp(".part", ".sarup-", target.parent)
    except (OSError, ValueError) as error:
        raise _told(path, error) from None
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        patiently(os.replace, name, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        if isinstance(error, OSError):
            raise _told(path, error) from None
        raise
    _keep(target.parent)


def _target(path: Path, never: Sequence[Path]) -> Path:
    target = Path(os.path.realpath(path))
    if "\0" in str(path):
        raise ValueError("embedded null character")  # Windows would say so only when all is written
    if any(kept.exists() and target.exists() and kept.samefile(target) for kept in never):
        raise Refused(f"จะไม่เขียนทับไฟล์ต้นทาง {path}", "โปรดใช้ชื่ออื่น", "this would overwrite the input")
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(0, "it is read-only")
    return target


def _told(path: Path, error: OSError | ValueError) -> SurroundingsFailed:
    """What the system said, in words for people."""
    if isinstance(error, FileNotFoundError) and not os.path.isdir(os.path.dirname(os.path.realpath(path))):
        return _failed(path, f"ไม่มีโฟลเดอร์ {path.parent}", "โปรดเลือกหรือสร้างโฟลเดอร์ก่อน", "there is no such folder")
    if isinstance(error, PermissionError):
        return _failed(path, "ไม่มีสิทธิ์เขียน", "โปรดเลือกโฟลเดอร์อื่น หรือปิดโปรแกรมที่เปิดไฟล์นี้อยู่", "permission denied")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    if isinstance(error, OSError) and error.errno == errno.EROFS:
        return _failed(path, "ที่เก็บข้อมูลนี้อ่านได้อย่างเดียว", "โปรดเลือกโฟลเดอร์อื่น", reason or "read-only")
    if isinstance(error, OSError) and error.errno in (errno.ENAMETOOLONG, errno.ENOENT):  # ENOENT: of Windows
        return _failed(path, "ชื่อไฟล์ยาวเกินไป", "โปรดตั้งชื่อให้สั้นลง (อักษรไทยไม่เกินราว 80 ตัว)", reason or "too long")
    if isinstance(error, OSError) and error.errno == errno.EINVAL:
        return _failed(path, "ที่เก็บข้อมูลนี้ไม่รับชื่อไฟล์นี้", 'โปรดตั้งชื่อโดยไม่มี \\ / : * ? " < > |', reason or "no such name")
    return _failed(path, "ที่เก็บข้อมูลเต็มหรือมีปัญหา", "โปรดตรวจที่ว่างในดิสก์และชื่อไฟล์", reason or "it failed")


def _keep(folder: Path) -> None:
    """The name in the folder survives a power cut."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now


def _failed(path: Path, why: str, remedy: str, english: str) -> SurroundingsFailed:
    return SurroundingsFailed(f"บันทึกไฟล์ {path} ไม่ได้: {why}", remedy, f"cannot write {path}: {english}")
