"""The style files that an office gives to its laptops: rows of the log that travel with it. Knows not what a style is."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, Change, birth_beside
from desktop_app.model.records import StyleFile

from . import beside
from .schema import version
from .versions import from_json

TABLE = "styles"
REASON = "style"


@dataclass(frozen=True, slots=True)
class Kept:
    """``earlier``: all that the file ever was, what it is now too."""

    name: str
    content: str
    earlier: frozenset[str]


def kept(conn: Connection) -> list[Kept]:
    """One of each name: what was written last."""
    rows: list[StyleFile] = beside.in_order(conn, TABLE)
    latest = {one.name: one for one in rows}
    return [
        Kept(name, one.content, _ever(conn, [row for row in rows if row.name == name]))
        for name, one in sorted(latest.items())
    ]


def put(conn: Connection, name: str, content: str) -> list[Change]:
    """What keeps a file, in place of an older one of that name."""
    mine = [one for one in beside.in_order(conn, TABLE) if one.name == name]
    if not mine:
        return birth_beside(TABLE, StyleFile(name=name, content=content))
    return [Change(TABLE, mine[-1].id, "content", content)]


def dropped(conn: Connection, name: str) -> list[Change]:
    """:raises Refused: there is none of that name."""
    mine = [one for one in beside.in_order(conn, TABLE) if one.name == name]
    if not mine:
        raise Refused(
            f"สำนักงานไม่มีรูปแบบกระดาษชื่อ {name}", "โปรดดูรายการด้วย sarup office style", f"the office has no style {name}"
        )
    return [Change(TABLE, one.id, ALIVE, False) for one in mine]


def _ever(conn: Connection, rows: list[StyleFile]) -> frozenset[str]:
    chosen = select(version.c.value).where(version.c.table == TABLE, version.c.field == "content")
    found = [conn.execute(chosen.where(version.c.row == one.id)).scalars() for one in rows]
    return frozenset(str(from_json(value)) for values in found for value in values)
