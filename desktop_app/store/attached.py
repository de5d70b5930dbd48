"""Proven logs as tables that SQL can read beside ours: a file has the passing database attached, a server gets a copy."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

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
        orders = [] if self.made else [_LOOK_UP]
        for name, told in _made().items():
            table = self.table(laid, name)
            if name in self.made:
                orders.append(f"DROP TABLE {table}" if name in _LONG else f"DELETE FROM {table}")
            if name in _LONG or name not in self.made:
                orders.append(f"CREATE TEMPORARY TABLE {table} ({told}) ON COMMIT DROP")
            self.made.add(name)
        self.conn.exec_driver_sql("; ".join(orders))
        assert laid.lines
        with laid.lines.place.open("rb") as lines:
            for name in _made():
                self._copy(self.table(laid, name), lines, *laid.lines.parts[name])

    def _copy(self, table: str, lines: BinaryIO, begin: int, size: int) -> None:
        if not size:
            return
        raw: Any = self.conn.connection.driver_connection
        lines.seek(begin)
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for left in range(size, 0, -_PIECE):
                copy.write(lines.read(min(left, _PIECE)))

    def table(self, laid: Laid, name: str) -> str:
        return f"beside_{name}"


def _made() -> dict[str, str]:
    """The tables and their columns, as PostgreSQL makes them."""
    own = {"version": 'at BIGINT, LIKE "version"', "parent": 'LIKE "parent"', "followed": "at BIGINT"}
    own["row"] = '"table" TEXT, row TEXT COLLATE "C"'
    return own | {name: f'LIKE "{name}"' for name in ("summary", *columns.records())}


# The server has counted nothing of what this transaction writes: it would read whole tables to find some rows, and compile for it
_LOOK_UP = "SET LOCAL jit = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
_LONG = ("version", "parent", "row")
_PIECE = 1 << 18  # bytes
