"""Private folders of programs that were killed: what others sent lies decrypted in them, so nothing of it may stay.

A folder that is in use is locked by the program that made it; the system takes the lock back however the program ends.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .file_lock import FileLock

PREFIX = "sarup-"
_LOCK = "in-use"  # a file in each of them


@contextlib.contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Inside the with statement nobody else takes the folder for one that was left behind, and never before it."""
    posix = os.name == "posix"  # Windows renames no open file
    lock = FileLock(folder / (f"{_LOCK}.new" if posix else _LOCK))
    lock.take()
    if posix:
        os.rename(folder / f"{_LOCK}.new", folder / _LOCK)  # under this name it was never without its lock
    try:
        yield
    finally:
        lock.release()


def sweep() -> None:
    """Takes away the folders that nobody uses. Others' folders, and what cannot be taken away, stay."""
    with contextlib.suppress(OSError):
        for folder in _ours():
            lock = FileLock(folder / _LOCK)
            if lock.take():
                lock.release()
                shutil.rmtree(folder, ignore_errors=True)
                if folder.is_dir():  # a process of the program that was killed is just ending, and still wrote
                    (folder / _LOCK).touch()


def _ours() -> list[Path]:
    """Thousands of others' files may lie beside them; the system tells which are folders without a look at each."""
    with os.scandir(tempfile.gettempdir()) as found:
        return [Path(one) for one in found if one.name.startswith(PREFIX) and _is_ours(one)]


def _is_ours(found: "os.DirEntry[str]") -> bool:
    """Made by this user, for this purpose; no link that leads elsewhere."""
    try:
        if not found.is_dir(follow_symlinks=False):
            return False
        mine = not hasattr(os, "getuid") or found.stat(follow_symlinks=False).st_uid == os.getuid()
        return mine and Path(found, _LOCK).is_file()
    except OSError:
        return False
