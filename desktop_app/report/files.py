"""A finished report becomes a file, written whole or not at all."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop_app.errors import Refused, SurroundingsFailed


def write(path: Path, data: bytes, never: Sequence[Path] = ()) -> None:
    """``data`` stands in ``path``, whole and flushed, or the old file stays as it was. Never over a file in ``never``.

    :raises Refused: ``path`` is one of ``never``.
    :raises SurroundingsFailed: no such folder, no permission, disk full.
    """
    try:
        target = Path(os.path.realpath(path))
        if any(kept.exists() and target.exists() and kept.samefile(target) for kept in never):
            raise Refused(f"จะไม่เขียนทับไฟล์ต้นทาง {path}", "โปรดใช้ชื่ออื่น", "this would overwrite the input")
        _replace(target, data)
    except FileNotFoundError:
        raise _failed(
            path, f"ไม่มีโฟลเดอร์ {path.parent}", "โปรดเลือกหรือสร้างโฟลเดอร์ก่อน", "there is no such folder"
        ) from None
    except PermissionError:
        raise _failed(path, "ไม่มีสิทธิ์เขียน", "โปรดเลือกโฟลเดอร์อื่น หรือปิดโปรแกรมที่เปิดไฟล์นี้อยู่", "permission denied") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        if isinstance(error, OSError) and error.errno == errno.EROFS:
            raise _failed(path, "ที่เก็บข้อมูลนี้อ่านได้อย่างเดียว", "โปรดเลือกโฟลเดอร์อื่น", reason or "read-only") from None
        raise _failed(path, "ที่เก็บข้อมูลเต็มหรือมีปัญหา", "โปรดตรวจที่ว่างในดิสก์และชื่อไฟล์", reason or "it failed") from None


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(0, "it is read-only")
    handle, name = tempfile.mkstemp(".part", ".sarup-", target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    if sys.platform != "win32":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now


def _failed(path: Path, why: str, remedy: str, english: str) -> SurroundingsFailed:
    return SurroundingsFailed(f"บันทึกไฟล์ {path} ไม่ได้: {why}", remedy, f"cannot write {path}: {english}")
