"""A lock that the system itself takes back when the program ends, however it ends.

Qt's own lock file is flushed to the disk, for which the window's first paint would wait.
"""

import contextlib
import os
import sys
from pathlib import Path


class FileLock:
    """One program at a time has it. The file stays; only the lock on it says something."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: int | None = None

    def take(self) -> bool:
        """False when another program has it. Where no such file can lie nobody is kept out."""
        if self._held is not None:
            return True
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            return True
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._held = file
        return True

    def is_taken(self) -> bool:
        """By this program."""
        return self._held is not None

    def release(self) -> None:
        if self._held is not None:
            with contextlib.suppress(OSError):
                os.close(self._held)
            self._held = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
