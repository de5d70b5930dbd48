"""The log of an open database as rows for another one."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, inspect, select

from .contents import PHOTO
from .log_rows import CHUNK, Link, LogVersion, Picture
from .photo_rows import photo
from .schema import parent, version
from .versions import CONTENT


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
