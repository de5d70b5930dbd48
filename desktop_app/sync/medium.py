"""Puts a file onto a stick or into a shared folder: beside under another name, flushed, read back, and only then renamed."""

import contextlib
import errno
import os
import re
import shutil
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import IO, Self

from desktop_app.errors import SurroundingsFailed
from desktop_app.renaming import patiently
from desktop_app.store import failures, opening
from desktop_app.store.creation import flush_folder

PART = ".part"  # a name that no office takes for a package
_LONGEST = 60  # of a name: FAT, archives and old sticks take it
_PIECE = 1 << 20
AHEAD = 8_000_000  # bytes
_WAITING = 3  # pieces: where the medium is slower than who writes, he waits for it, and memory does not grow
_FULL = (errno.ENOSPC, errno.EDQUOT)
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_GONE = (errno.ENOENT, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE)


def put(
    folder: Path,
    name: str,
    ending: str,
    write: Callable[["Started"], object],
    heed: Callable[[int], None] = lambda read: None,
    size: int = 0,
) -> Path:
    """A new file in ``folder``; never over another one. ``heed`` is called with how many bytes were read back, and may
    raise. ``size``: how many bytes there will be at least.

    :raises SurroundingsFailed: no folder, no room, read-only, pulled out, or what is read back differs. Nothing of the
        file is left then, and every older one is as it was.
    """
    if not opening.exists(folder) or not folder.is_dir():
        raise failures.no_folder(folder)
    try:
        target = _unused(folder, ascii_name(name), ending)
        part = target.with_name(f"{target.name}{PART}")
        try:
            with part.open("xb") as file:
                _check_room(folder, size)
                with Started(file) as started:
                    write(started)
                    started.flush()
                os.fsync(file.fileno())
                _forget(file)
            if _checksum(part, heed) != started.checksum:
                raise _differs(folder)
            patiently(os.rename, part, target)
            flush_folder(folder)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        raise trouble(folder, error) from error
    return target


def clear(folder: Path, start: str) -> None:
    """What was left half-written where a stick was pulled out goes; the room on it is wanted. ``start`` of the names."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{start}*{PART}"):
            left.unlink()


def said_size(count: int) -> str:
    """``66 kB``, ``12.3 MB``, ``60.7 GB``."""
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count / 1000:,.0f} kB"


def _check_room(folder: Path, size: int) -> None:
    """Before minutes are spent on a slow stick."""
    free = shutil.disk_usage(folder).free
    if free < size:
        raise SurroundingsFailed(
            f"เขียนไฟล์ส่งงานลง {folder} ไม่ได้: ที่ว่างไม่พอ ต้องการ {said_size(size)} มีอยู่ {said_size(free)}",
            "โปรดลบไฟล์ที่ไม่ใช้ หรือใช้แฟลชไดรฟ์อื่น ไฟล์ที่มีอยู่เดิมไม่ถูกเปลี่ยนแปลง",
            f"{folder} has {free:,} bytes left, and {size:,} are needed; nothing was written",
        )


class Started:
    """Has the medium write what it gets at once, not only at the end; on a slow stick nothing is left to wait for then.

    That goes on in a thread of its own while the next is encrypted; in pieces so large that the interpreter's lock is
    rarely waited for. What a piece meets is raised when a later one is written, at the latest by :meth:`flush`.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.checksum = 0  # the CRC-32 of what was written
        self._file = file
        self._gathered: list[bytes] = []
        self._size = 0  # bytes that are gathered
        self._begun = 0  # bytes that the medium was not yet told to write
        self._pieces: Queue[bytes | None] = Queue(_WAITING)
        self._thread = threading.Thread(target=self._work, name="writing")
        self._ended = False
        self._error: Exception | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """What was not flushed is perhaps not written."""
        self._ended = True
        self._pieces.put(None)
        self._thread.join()

    def write(self, data: bytes) -> int:
        self._gathered.append(data)
        self._size += len(data)
        if self._size >= _PIECE:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        self._pass_on()
        self._pieces.join()
        self._check()
        self._file.flush()

    def _pass_on(self) -> None:
        self._check()
        self._pieces.put(b"".join(self._gathered))
        self._gathered.clear()
        self._size = 0

    def _check(self) -> None:
        if self._error:
            raise self._error

    def _work(self) -> None:
        """In the other thread."""
        while (piece := self._pieces.get()) is not None:
            try:
                if not self._ended:
                    self._put(piece)
            except Exception as error:
                self._ended, self._error = True, error
            self._pieces.task_done()

    def _put(self, piece: bytes) -> None:
        self.checksum = zlib.crc32(piece, self.checksum)
        self._file.write(piece)
        self._begun += len(piece)
        if self._begun > AHEAD:
            self._file.flush()
            _forget(self._file)  # Linux writes what it shall forget (mm/fadvise.c)
            self._begun = 0


def ascii_name(text: str, instead: str = "sarup") -> str:
    """What FAT, Windows and every archive take: letters, digits, ``-``; ``instead`` where nothing of it is left."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:_LONGEST].strip("-") or instead


def trouble(folder: Path, error: OSError) -> SurroundingsFailed:
    """The words for what a medium refuses."""
    thai, remedy = "เขียนไม่ได้", "โปรดลองแฟลชไดรฟ์หรือโฟลเดอร์อื่น"
    if error.errno in _FULL:
        thai, remedy = "ที่ว่างไม่พอ", "โปรดลบไฟล์ที่ไม่ใช้ หรือใช้แฟลชไดรฟ์อื่น"
    elif error.errno == errno.EFBIG:
        thai, remedy = "ไฟล์ใหญ่เกินที่สื่อนี้รับได้", "โปรดใช้แฟลชไดรฟ์ที่ฟอร์แมตเป็น exFAT"
    elif error.errno in _CLOSED:
        thai, remedy = "สื่อหรือโฟลเดอร์นี้เขียนไม่ได้", "โปรดปลดล็อกแฟลชไดรฟ์ หรือเลือกโฟลเดอร์อื่น"
    elif error.errno in _GONE:
        thai, remedy = "แฟลชไดรฟ์ถูกถอดออกหรือมีปัญหา", "โปรดเสียบใหม่แล้วส่งอีกครั้ง"
    english = f"{folder} cannot be written: {error.strerror or error}; files that lay there are untouched"
    return SurroundingsFailed(f"เขียนไฟล์ส่งงานลง {folder} ไม่ได้: {thai}", f"{remedy} ไฟล์ที่มีอยู่เดิมไม่ถูกเปลี่ยนแปลง", english)


def _unused(folder: Path, name: str, ending: str) -> Path:
    names = (f"{name}{f'-{number}' if number > 1 else ''}{ending}" for number in range(1, 10_000))
    return next(path for one in names if not (path := folder / one).exists() and not Path(f"{path}{PART}").exists())


def _forget(file: IO[bytes]) -> None:
    """What is read back comes from the medium, not from the system's memory of what was written."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _checksum(path: Path, heed: Callable[[int], None]) -> int:
    found = read = 0
    piece = memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            read += size
            heed(read)
            found = zlib.crc32(piece[:size], found)
    return found


def _differs(folder: Path) -> SurroundingsFailed:
    return SurroundingsFailed(
        f"อ่านไฟล์ส่งงานที่เขียนลง {folder} กลับมาแล้วไม่ตรงกัน",
        "แฟลชไดรฟ์อาจเสีย โปรดใช้อันอื่น",
        "what was read back differs from what was written; the medium may be faulty",
    )
