"""The tables of a log that is laid out as PostgreSQL's COPY reads them, in one private file: a server waits for nobody then."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from .behind import Behind
from .failures import no_room

_MANY = 1_000
_SEPARATING = bytes.maketrans(b"\x1d\x1e\x1f", b"\n\\\t")


def put(raw: sqlite3.Connection, number: int, names: Iterable[str], place: Path) -> Behind:
    """The tables of these ``names`` and that number. :raises SurroundingsFailed: there is no room."""
    parts: dict[str, tuple[int, int]] = {}
    try:
        with place.open("xb") as out:
            for name in names:
                begin = out.tell()
                rows = raw.execute(_selected(raw, f"{name}_{number}"))
                while some := rows.fetchmany(_MANY):
                    out.write(_written(some))
                parts[name] = (begin, out.tell() - begin)
    except OSError as error:
        raise no_room(error) from error
    return Behind(place, parts)


def _selected(raw: sqlite3.Connection, table: str) -> str:
    """SQL for the rows as PostgreSQL's COPY reads them, in their order: Python alone takes ten times as long to put them together.

    Control characters, which no row has that comes here, stand for what separates: 31 a tab, 30 a backslash.
    """
    cells = []
    for _, name, kind, *_ in raw.execute(f"PRAGMA table_info({table})"):
        cell = f"char(30) || char(30) || 'x' || hex(\"{name}\")" if kind == "BLOB" else f'"{name}"'
        cells.append(f"ifnull({cell}, char(30) || 'N')")
    return f"SELECT '' || {' || char(31) || '.join(cells)} FROM {table}"


def _written(lines: Sequence[tuple[str]]) -> bytes:
    text = "\x1d".join([line for (line,) in lines]).encode() + b"\x1d"
    for letter, told in ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b"\t", b"\\t"), (b"\r", b"\\r")):  # the backslash first
        text = text.replace(letter, told)
    return text.translate(_SEPARATING)
