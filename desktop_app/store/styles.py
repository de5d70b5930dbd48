"""The style files that an office gives to its laptops: rows of the log that travel with it. Knows not what a style is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, Change, birth_beside
from desktop_app.model.records import Item, StyleFile, StylePart

from . import beside
from .schema import version
from .versions import from_json

TABLE, PARTS = "styles", "style_pictures"
REASON = "style"


@dataclass(frozen=True, slots=True)
class Part:
    """A picture or a font. ``image`` is its name (SHA-256); ``earlier``: of all that the file ever was."""

    file: str
    image: str
    earlier: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """``earlier``: all that the file ever was, what it is now too."""

    name: str
    content: str
    earlier: frozenset[str]
    parts: tuple[Part, ...] = ()


def kept(conn: Connection) -> list[Kept]:
    """One of each name: what was written last."""
    rows: list[StyleFile] = beside.in_order(conn, TABLE)
    parts: list[StylePart] = beside.in_order(conn, PARTS)
    return [
        Kept(name, content, _ever(conn, TABLE, "content", mine), _parts(conn, parts, name))
        for name in sorted({one.name for one in rows})
        for mine in [[one for one in rows if one.name == name]]
        for content in [mine[-1].content]
    ]


def put(conn: Connection, name: str, content: str, parts: Mapping[str, str]) -> list[Change]:
    """What keeps a file and what lies beside it (file to SHA-256), in place of older ones of that name."""
    mine = [one for one in beside.in_order(conn, TABLE) if one.name == name]
    changes = birth_beside(TABLE, StyleFile(name=name, content=content))
    if mine:
        changes = [Change(TABLE, mine[-1].id, "content", content)]
    there = {one.file: one for one in beside.in_order(conn, PARTS) if one.style == name}
    for file, image in parts.items():
        if file in there:
            changes.append(Change(PARTS, there[file].id, "image", image))
        else:
            changes += birth_beside(PARTS, StylePart(style=name, file=file, image=image))
    return changes


def dropped(conn: Connection, name: str) -> list[Change]:
    """:raises Refused: there is none of that name."""
    mine = [one for one in beside.in_order(conn, TABLE) if one.name == name]
    if not mine:
        raise Refused(
            f"สำนักงานไม่มีรูปแบบกระดาษชื่อ {name}", "โปรดดูรายการด้วย sarup office style", f"the office has no style {name}"
        )
    parts = [one for one in beside.in_order(conn, PARTS) if one.style == name]
    gone = [(TABLE, one.id) for one in mine] + [(PARTS, one.id) for one in parts]
    return [Change(table, row, ALIVE, False) for table, row in gone]


def _parts(conn: Connection, rows: Sequence[StylePart], style: str) -> tuple[Part, ...]:
    """The styles lie in one folder: of a file that several of them name there is the one that was written last."""
    latest = {one.file: one for one in rows}
    return tuple(
        Part(file, latest[file].image, _ever(conn, PARTS, "image", [row for row in rows if row.file == file]))
        for file in sorted({one.file for one in rows if one.style == style})
    )


def _ever(conn: Connection, table: str, field: str, rows: Sequence[Item]) -> frozenset[str]:
    chosen = select(version.c.value).where(version.c.table == table, version.c.field == field)
    found = [conn.execute(chosen.where(version.c.row == one.id)).scalars() for one in rows]
    return frozenset(str(from_json(value)) for values in found for value in values)
