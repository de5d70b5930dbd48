"""The bytes of photographs in the file, and of what lies beside a style, by SHA-256: one row a picture, however many reports show it. Never in the log.

The table is made by the first photograph. Nothing is taken out of it: the history may still name it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    inspect,
    select,
    text,
)

from desktop_app.errors import Refused
from desktop_app.model.pictures import FILE_LIMIT, may_be_kept, name_of, size_of

from . import columns
from .contents import PHOTO
from .schema import version

if TYPE_CHECKING:
    from .log_rows import Pictures

_CHUNK = 500
PHOTOS = MetaData()
photo = Table(
    PHOTO,
    PHOTOS,
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    sqlite_strict=True,
)


def keep(conn: Connection, names: Iterable[str], pictures: Mapping[str, bytes]) -> None:
    """The pictures of these names are in the file from now on; those that it lacks come from ``pictures``.

    :raises Refused: a picture is neither in the file nor in ``pictures``.
    """
    wanted = sorted(set(names))
    if not wanted:
        return
    PHOTOS.create_all(conn)
    there = set(conn.execute(select(photo.c.sha256).where(photo.c.sha256.in_(wanted))).scalars())
    for name in wanted:
        if name not in there:
            conn.execute(insert(photo), _row(name, pictures.get(name)))


def receive(conn: Connection, names: Iterable[str], source: "Pictures") -> int:
    """The pictures of these names that are lacking, as far as the other log has them; gives how many came.

    :raises Refused: one is not what its name says, or no picture that a page can take.
    """
    wanted = sorted(set(names))
    if not wanted:
        return 0
    PHOTOS.create_all(conn)
    came = 0
    for name, data in source.pictures(sorted(lacking(conn, wanted))):
        if name_of(data) != name or len(data) > FILE_LIMIT or not may_be_kept(data):
            raise Refused("ภาพในไฟล์เสียหาย", "โปรดขอไฟล์ใหม่จากผู้ส่ง", f"picture {name} is damaged or no photograph")
        conn.execute(insert(photo), _row(name, data))
        came += 1
    return came


def faults(conn: Connection) -> Sequence[tuple[str, str]]:
    """What is wrong with the pictures, as name and reason: "damaged" or "missing"."""
    known = inspect(conn).has_table(PHOTO)
    found = []
    there = set()
    for name, data in conn.execute(select(photo.c.sha256, photo.c.bytes)) if known else ():
        there.add(name)
        if name_of(data) != name:
            found.append((name, "damaged"))
    return [*found, *((name, "missing") for name in sorted(_named(conn) - there))]


def missing(conn: Connection) -> list[str]:
    """The pictures that the log names and the file does not have. The whole log is looked through for them."""
    return sorted(lacking(conn, _named(conn)))


def lacking(conn: Connection, names: Iterable[str]) -> set[str]:
    """Those of these pictures that the file does not have."""
    wanted = sorted(set(names))
    found = set(wanted)
    if wanted and inspect(conn).has_table(PHOTO):
        for start in range(0, len(wanted), _CHUNK):
            some = photo.c.sha256.in_(wanted[start : start + _CHUNK])
            found.difference_update(conn.execute(select(photo.c.sha256).where(some)).scalars())
    return found


def named(conn: Connection, spans: Iterable[tuple[int, int, int]]) -> set[str]:
    """The pictures that versions in these spans (device, first and last number) name."""
    return {
        name
        for device, first, last in spans
        for name in _named(conn, (version.c.device == device) & version.c.seq.between(first, last))
    }


def drop_unnamed(conn: Connection, names: Iterable[str]) -> None:
    """Those of these pictures go that no version names any more."""
    candidates = set(names)
    if candidates and inspect(conn).has_table(PHOTO):
        for name in sorted(candidates - _named(conn)):
            conn.execute(delete(photo).where(photo.c.sha256 == name))


def _named(conn: Connection, where: ColumnElement[bool] | None = None) -> set[str]:
    """The pictures that any version names, or any of those chosen."""
    import json

    chosen = select(version.c.value).where(text(columns.of_pictures()))
    found = conn.execute(chosen if where is None else chosen.where(where)).scalars()
    return {name for name in map(json.loads, found) if isinstance(name, str) and name}


def _row(name: str, data: bytes | None) -> dict[str, object]:
    if data is None:
        raise Refused("ไม่พบภาพที่อ้างถึง", "โปรดเพิ่มภาพจากไฟล์อีกครั้ง", f"there is no picture {name}")
    if name_of(data) != name or not may_be_kept(data):
        raise ValueError("a picture that did not come through arrival", name)
    width, height = size_of(data)
    return {"sha256": name, "bytes": data, "width": width, "height": height}
