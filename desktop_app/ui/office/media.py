"""Sticks and shared folders that are there now, with the room on them. Asks the system, which may take long: for the background."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from desktop_app.sync.medium import said_size

STICK, SHARED, FOLDER = "แฟลชไดรฟ์", "โฟลเดอร์ที่แชร์", "โฟลเดอร์"


@dataclass(frozen=True)
class Medium:
    """Where a package may go. ``free`` in bytes; ``open`` whether it can be written."""

    folder: str
    name: str
    kind: str
    free: int
    open: bool

    @property
    def words(self) -> str:
        room = f"ว่าง {said_size(self.free)}" if self.open else "เขียนไม่ได้ ล็อกอยู่หรือไม่มีสิทธิ์"
        name = f"{self.name} · {self.folder}" if self.name else self.folder
        return f"{self.kind}: {name} · {room}"


def find(last: str, cancelled: Callable[[], bool]) -> Iterator[list[Medium]]:
    """All that are there, ``last`` first: the folder where a package was written last, if it still exists."""
    found = {one.folder: one for one in map(_medium, QStorageInfo.mountedVolumes()) if one}
    if last and Path(last).is_dir():
        volume = _medium(QStorageInfo(last))
        kind, name = (volume.kind, volume.name) if volume else (FOLDER, "")
        found = {last: at(last, kind, name)} | {folder: one for folder, one in found.items() if folder != last}
    if not cancelled():
        yield list(found.values())


def at(folder: str, kind: str = FOLDER, name: str = "") -> Medium:
    """The folder, whatever it lies on."""
    info = QStorageInfo(folder)
    return Medium(folder, name, kind, max(info.bytesAvailable(), 0), _is_open(folder, info))


def _medium(info: QStorageInfo) -> Medium | None:
    """None for a disk of this computer."""
    from desktop_app.store import places

    if not info.isValid() or not info.isReady() or info.isRoot():
        return None
    folder = info.rootPath()
    kind = {places.REMOVABLE: STICK, places.NETWORK: SHARED}.get(places.why_not(Path(folder) / "x"))
    return at(folder, kind, info.displayName() if info.displayName() != folder else "") if kind else None


def _is_open(folder: str, info: QStorageInfo) -> bool:
    return not info.isReadOnly() and os.access(folder, os.W_OK)
