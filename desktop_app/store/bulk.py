"""Many rows by one statement, handed to the driver as they are: going through SQLAlchemy's parameters costs as much again."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Executable, bindparam

MOST = 500  # ids in one statement
IDS: BindParameter[Any] = bindparam(
    "ids", expanding=True
)  # stands in a statement for the ids, and there is no other parameter
_PLACE = "(__[POSTCOMPILE_ids])"
_COMPILED: dict[tuple[Executable, str], str] = {}


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + MOST] for start in range(0, len(ids), MOST))


def run(conn: Connection, statement: Executable, ids: Sequence[str]) -> Any:
    """The statement, which is a module's constant, for these ids; gives SQLAlchemy's result."""
    key = (statement, conn.dialect.name)
    if key not in _COMPILED:
        compiled = statement.compile(dialect=conn.dialect)  # type: ignore[attr-defined]
        assert compiled.params.keys() == {"ids"}
        _COMPILED[key] = str(compiled)
    return conn.exec_driver_sql(_COMPILED[key].replace(_PLACE, _marks(conn, len(ids))), tuple(ids))


def rows(conn: Connection, statement: Executable, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """What the driver gives for it, without SQLAlchemy's rows around."""
    found: list[tuple[Any, ...]] = run(conn, statement, ids).cursor.fetchall()
    return found


def insert(
    conn: Connection, table: str, names: Sequence[str], values: Sequence[Sequence[Any]], conflict: str = "DO NOTHING"
) -> None:
    """``conflict``: what is done where such a row is already, in the words that SQLite and PostgreSQL both know."""
    if values:
        listed = ", ".join(f'"{name}"' for name in names)
        sql = f'INSERT INTO "{table}" ({listed}) VALUES {_marks(conn, len(names))} ON CONFLICT {conflict}'
        conn.exec_driver_sql(sql, list(values))


def _marks(conn: Connection, count: int) -> str:
    mark = "?" if conn.dialect.paramstyle == "qmark" else "%s"
    return f"({', '.join([mark] * count)})"
