"""Proven logs as tables that SQL can read beside ours: a file has the passing database attached, a server gets a copy."""

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection

from . import columns
from .staging import Laid

MOST = 9  # passing databases: SQLite attaches ten at most, where nobody has built it otherwise


class Beside(Protocol):
    def bring(self, laid: Laid) -> None:
        """Before a part of a transaction that may be undone by itself."""

    def table(self, laid: Laid, name: str) -> str:
        """What that table of a log that was brought is called in SQL."""


@dataclass
class Attached:
    """What is attached in a transaction stays until that has ended."""

    conn: Connection
    names: dict[Path, str] = field(default_factory=dict)

    def bring(self, laid: Laid) -> None:
        if laid.place not in self.names:
            new = f"beside{len(self.names)}"
            self.conn.exec_driver_sql(f"ATTACH ? AS {new}", (str(laid.place),))
            self.names[laid.place] = new

    def table(self, laid: Laid, name: str) -> str:
        return f"{self.names[laid.place]}.{laid.table(name)}"


@dataclass
class Copied:
    """Tables of a server's transaction, filled by COPY."""

    conn: Connection
    made: set[str] = field(default_factory=set)

    def bring(self, laid: Laid) -> None:
        """The long tables are made anew for each log, the short ones emptied: making one takes milliseconds, and so does cutting it."""
        orders = []
        for name, told in _made().items():
            table = self.table(laid, name)
            if name in self.made:
                orders.append(f"DROP TABLE {table}" if name in _LONG else f"DELETE FROM {table}")
            if name in _LONG or name not in self.made:
                orders.append(f"CREATE TEMPORARY TABLE {table} ({told}) ON COMMIT DROP")
            self.made.add(name)
        self.conn.exec_driver_sql("; ".join(orders))
        with contextlib.closing(sqlite3.connect(laid.place)) as raw:
            for name in _made():
                self._copy(self.table(laid, name), raw.execute(_lines(raw, laid.table(name))))

    def _copy(self, table: str, lines: sqlite3.Cursor) -> None:
        raw: Any = self.conn.connection.driver_connection
        some = lines.fetchmany(_MANY)
        if some:
            with raw.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                while some:
                    copy.write(_written(some))
                    some = lines.fetchmany(_MANY)

    def table(self, laid: Laid, name: str) -> str:
        return f"beside_{name}"


def _made() -> dict[str, str]:
    """The tables and their columns, as PostgreSQL makes them; in the order of :func:`.staging.tables`."""
    own = {"version": 'at BIGINT, LIKE "version"', "parent": 'LIKE "parent"', "followed": "at BIGINT"}
    own["row"] = '"table" TEXT, row TEXT COLLATE "C", owner TEXT, simple INTEGER'
    return own | {name: f'LIKE "{name}"' for name in ("summary", *columns.records())}


def _lines(raw: sqlite3.Connection, table: str) -> str:
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


_LONG = ("version", "parent", "row")
_MANY = 1_000
_SEPARATING = bytes.maketrans(b"\x1d\x1e\x1f", b"\n\\\t")
