"""Many rows by one statement, handed to the driver as they are: going through SQLAlchemy's parameters costs as much again."""

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Executable, bindparam

MOST = 500  # ids in one statement
IDS: BindParameter[Any] = bindparam(
    "ids", expanding=True
)  # stands in a statement for the ids, and there is no other parameter
_PLACE = re.compile(r"IN \(__\[POSTCOMPILE_ids\]\)")
_COMPILED: dict[tuple[Executable, str], str] = {}
_FEW = 20  # rows below which a copy on the way costs more than it saves


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + MOST] for start in range(0, len(ids), MOST))


def run(conn: Connection, statement: Executable, ids: Sequence[str]) -> Any:
    """The statement, which is a module's constant, for these ids; gives SQLAlchemy's result."""
    key = (statement, conn.dialect.name)
    if key not in _COMPILED:
        compiled = statement.compile(dialect=conn.dialect)  # type: ignore[attr-defined]
        assert compiled.params.keys() == {"ids"}
        _COMPILED[key] = str(compiled)
    if conn.dialect.name == "postgresql":  # one text for any number of ids: it is planned once
        return conn.exec_driver_sql(_PLACE.sub("= ANY(%s)", _COMPILED[key]), (list(ids),))
    return conn.exec_driver_sql(_PLACE.sub(f"IN {_marks(conn, len(ids))}", _COMPILED[key]), tuple(ids))


def rows(conn: Connection, statement: Executable, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """What the driver gives for it, without SQLAlchemy's rows around."""
    found: list[tuple[Any, ...]] = run(conn, statement, ids).cursor.fetchall()
    return found


def insert(
    conn: Connection, table: str, names: Sequence[str], values: Sequence[Sequence[Any]], conflict: str = "DO NOTHING"
) -> None:
    """``conflict``: what is done where such a row is already, in the words that SQLite and PostgreSQL both know."""
    if not values:
        return
    listed = ", ".join(f'"{name}"' for name in names)
    if conn.dialect.name == "postgresql" and len(values) > _FEW:
        new = _copied(conn, table, listed, values)
        conn.exec_driver_sql(f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM {new} ON CONFLICT {conflict}')
    else:
        sql = f'INSERT INTO "{table}" ({listed}) VALUES {_marks(conn, len(names))} ON CONFLICT {conflict}'
        conn.exec_driver_sql(sql, list(values))


def _copied(conn: Connection, table: str, listed: str, rows: Sequence[Sequence[Any]]) -> str:
    """The rows by PostgreSQL's COPY in a table of this transaction, as COPY itself knows no conflict."""
    new = f'"new_{table}_{zlib.crc32(listed.encode()):08x}"'
    like = f'SELECT {listed} FROM "{table}" WITH NO DATA'  # without what the table asks of rows that are whole
    conn.exec_driver_sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS {new} ON COMMIT DROP AS {like}")
    conn.exec_driver_sql(f"TRUNCATE {new}")
    raw: Any = conn.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {new} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    return new


def _marks(conn: Connection, count: int) -> str:
    mark = "?" if conn.dialect.paramstyle == "qmark" else "%s"
    return f"({', '.join([mark] * count)})"
