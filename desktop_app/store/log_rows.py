"""Rows of a log on their way from one database to another: plain values, what a source of them gives, and our own log as one.

Knows no file: who opens one that came from outside gives its rows in this form.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, inspect, select

from .photo_rows import PHOTO, photo
from .schema import parent, version
from .versions import CONTENT, DEVICES, digest, from_json

CHUNK = 1000  # rows read at a time
MOST = 1 << 63  # of what 64 bits hold
LATEST = (
    32_503_680_000_000 << 16
)  # a clock's reading in the year 3000; a computer set to the Buddhist year 2569 is before it

Rows = dict[str, set[str]]  # table to ids
Span = tuple[int, int, int]  # device, first and last number: all that is there between them came together
Link = tuple[int, int, bytes]  # a parent's device, number and hash


class LogVersion(NamedTuple):
    """One version of the log as the file has it; ``value`` is JSON text, ``hash`` what :func:`.versions.digest` gave."""

    device: int
    seq: int
    since: int
    hlc: int
    table: str
    row: str
    field: str
    value: str
    user: str
    reason: str
    app_version: str
    hash: bytes
    parents: tuple[Link, ...]  # in any order

    def fault(self) -> str:
        """Why no Sarup can have written this (English), "" where nothing speaks against it. Columns have their types."""
        if not (0 < self.device < DEVICES and 0 < self.since <= self.seq < MOST and 0 <= self.hlc < LATEST):
            return "numbers out of range"
        if digest(self[:_CONTENT], self.parents) != self.hash:
            return "it does not fit its hash"
        if self.parents and len({link[:2] for link in self.parents}) < len(self.parents):
            return "it follows the same version twice"
        if any(device == self.device and seq >= self.seq for device, seq, _ in self.parents):
            return "it follows a later version"
        try:
            from_json(self.value)
        except (ValueError, RecursionError):
            return "its value is no JSON"
        return ""


_CONTENT = len(CONTENT)


class Picture(NamedTuple):
    sha256: str
    data: bytes


class Pictures(Protocol):
    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        """Those of these names (SHA-256) that there are."""


class Source(Pictures, Protocol):
    """Another log, or a part of one. Each method may be called several times; the rows do not change meanwhile."""

    def tips(self) -> Mapping[int, tuple[int, bytes]]:
        """The highest version there is of each device: number and hash."""

    def versions(self, above: Mapping[int, int] = {}) -> Iterator[LogVersion]:
        """The versions ordered by device and number; of a device in ``above`` only those with a higher number."""


class OwnLog:
    """The log of an open database as a :class:`Source`; ``above`` leaves out what the receiver has, by its version vector."""

    def __init__(self, conn: Connection, above: Mapping[int, int] = {}) -> None:
        self._conn = conn
        self._above = dict(above)

    def tips(self) -> dict[int, tuple[int, bytes]]:
        return {
            device: (seq, hash_)
            for device in devices(self._conn)
            for seq, hash_ in [tip(self._conn, device)]
            if seq > self._above.get(device, 0)
        }

    def versions(self, above: Mapping[int, int] = {}) -> Iterator[LogVersion]:
        for device in devices(self._conn):
            yield from _of_device(self._conn, device, max(above.get(device, 0), self._above.get(device, 0)))

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        if inspect(self._conn).has_table(PHOTO):
            for name in names:
                for data in self._conn.execute(select(photo.c.bytes).where(photo.c.sha256 == name)).scalars():
                    yield Picture(name, data)


def devices(conn: Connection) -> list[int]:
    """The devices that have written anything; one jump in the index for each."""
    found: list[int] = []
    while True:
        after = select(version.c.device).where(version.c.device > (found[-1] if found else 0))
        device = conn.execute(after.order_by(version.c.device).limit(1)).scalar()
        if device is None:
            return found
        found.append(device)


def tip(conn: Connection, device: int) -> tuple[int, bytes]:
    """Number and hash of a device's highest version; 0 if there is none."""
    newest = select(version.c.seq, version.c.hash).where(version.c.device == device)
    row = conn.execute(newest.order_by(version.c.seq.desc()).limit(1)).one_or_none()
    return (row.seq, row.hash) if row else (0, b"")


def vector(conn: Connection) -> dict[int, int]:
    """The version vector: each device's highest number. A log has all below it (see :mod:`.union`), so it says what is here."""
    return {device: tip(conn, device)[0] for device in devices(conn)}


def _of_device(conn: Connection, device: int, above: int) -> Iterator[LogVersion]:
    """In chunks, so that neither memory nor an open statement holds them all."""
    chosen = select(*(version.c[name] for name in (*CONTENT, "hash"))).where(version.c.device == device)
    while True:
        rows = conn.execute(chosen.where(version.c.seq > above).order_by(version.c.seq).limit(CHUNK)).fetchall()
        if not rows:
            return
        links = _links(conn, device, rows[0].seq, rows[-1].seq)
        for row in rows:
            yield LogVersion._make((*row, tuple(links.get(row.seq, ()))))
        above = rows[-1].seq


def _links(conn: Connection, device: int, first: int, last: int) -> dict[int, list[Link]]:
    chosen = select(parent.c.seq, parent.c.parent_device, parent.c.parent_seq, parent.c.parent_hash)
    found: dict[int, list[Link]] = {}
    for seq, *link in conn.execute(chosen.where(parent.c.device == device, parent.c.seq.between(first, last))):
        found.setdefault(seq, []).append((link[0], link[1], link[2]))
    return found
