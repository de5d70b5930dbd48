"""Which files in a folder are others' packages and databases, which of them are whole yet, and which are one file twice.

Reads names, sizes and first bytes, and whole files only to compare two of one size; never the database that is open here.
"""

import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app import paths
from desktop_app.store import foreign

from . import container, medium

# Behind the ending stands what clouds and browsers put there: "x.sarup (1)", "x.sarup - สำเนา", "x.sarup.sync-conflict-2024"
_OURS = re.compile(
    rf"(\{container.ENDING}|\.db)(| ?[(\[].*|[ ._-]+(sync-)?(conflict|copy|สำเนา|ข้อขัดแย้ง).*)", re.IGNORECASE | re.DOTALL
)
_UNFINISHED = (medium.PART, ".partial", ".crdownload", ".download", ".filepart", ".tmp")
_YOUNG = 2.0  # seconds since a file was changed in which somebody may still be writing it
_STILL = 0.5  # seconds in which a file that is whole does not change
_PIECE = 1 << 20
_BEGIN = 1 << 16


@dataclass(frozen=True)
class Stamp:
    """By which a file is known to have changed: its size in bytes, and when it was written, in nanoseconds."""

    size: int
    written: int

    def mark(self, path: Path) -> str:
        """Short, and the same wherever the folder is found: on another computer, under another drive's letter."""
        return hashlib.sha256(f"{path.name}\n{self.size}\n{self.written}".encode("utf-8", "replace")).hexdigest()[:16]


def stamp(path: Path) -> Stamp | None:
    """None where there is no such file, or none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def files_in(folder: Path, own: Path | None = None, heed: Callable[[], None] = lambda: None) -> list[Path]:
    """Packages and databases in a folder and in those below it, also the second ones that clouds and browsers make.

    Hidden files, files still being written, other programs' databases (Thumbs.db), the ``own`` database and, in a folder
    around them, its backups are none. ``heed`` is called for each file that is seen.
    """
    found: list[Path] = []
    backups = paths.backup_folder(own) if own and folder != paths.backup_folder(own) else None
    for path in folder.rglob("*"):
        heed()
        named = is_named_like_ours(path.name) and not _is_hidden(path, folder) and path.parent != backups
        if named and path.is_file() and _may_be_ours(path, own):
            found.append(path)
    return sorted(found)


def is_named_like_ours(name: str) -> bool:
    """A package or database by its name, and no download or copy that is still under way."""
    at = max(name.lower().rfind(container.ENDING), name.lower().rfind(".db"))
    return at > 0 and bool(_OURS.fullmatch(name[at:])) and not name.lower().endswith(_UNFINISHED)


def unfinished(files: Sequence[Path]) -> set[Path]:
    """Those that somebody is still writing: changed a moment ago, and changing while one looks, or empty yet."""
    now = time.time()
    young = {path: mine for path in files if (mine := stamp(path)) and abs(now - mine.written / 1e9) < _YOUNG}
    if young:
        time.sleep(_STILL)
    return {path for path, before in young.items() if stamp(path) != before or not before.size}


def twins(files: Iterable[Path], own: Path) -> dict[Path, Path]:
    """Files that are another one to the letter, and that other one: of "x.sarup" and "x (1).sarup" the first."""
    found: dict[Path, Path] = {}
    for sized in _same(files, lambda path: (stamp(path) or Stamp(0, 0)).size):
        for begun in _same(sized, lambda path: _content(path, own, _BEGIN)):  # most that have one size differ there
            for same in _same(begun, lambda path: _content(path, own)):
                first, *others = sorted({*same}, key=lambda one: (len(one.name), one))
                found |= dict.fromkeys(others, first)
    return found


def _same(files: Iterable[Path], told: Callable[[Path], object]) -> list[list[Path]]:
    """Those of which the same is told, where that is something, and of several."""
    found: dict[object, list[Path]] = {}
    for path in files:
        found.setdefault(told(path), []).append(path)
    return [some for one, some in found.items() if one and len(some) > 1]


def _content(path: Path, own: Path, most: int = sys.maxsize) -> bytes | None:
    """A hash of all there is, or of so many bytes of it; None where it cannot be read, or must not be."""
    found = hashlib.sha256()
    try:
        if not path.is_file() or is_same(path, own):
            return None
        with path.open("rb") as file:
            while most > 0 and (piece := file.read(min(_PIECE, most))):
                found.update(piece)
                most -= len(piece)
    except OSError:
        return None  # told when it is opened
    return found.digest()


def is_same(path: Path, own: Path | None) -> bool:
    return own is not None and own.exists() and path.samefile(own)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)


def _may_be_ours(path: Path, own: Path | None) -> bool:
    """By the first bytes, where the name is one that other programs use too."""
    try:
        if is_same(path, own):
            return False
        if path.suffix.lower() == container.ENDING:
            return True
        with path.open("rb") as file:
            head = file.read(len(container.MAGIC))
    except OSError:
        return True  # told when it is opened
    return head.startswith((foreign.MAGIC, container.MAGIC))
