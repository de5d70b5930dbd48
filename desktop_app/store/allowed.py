"""What may stand in the schema of a file that came from elsewhere: the log's tables to the letter, tables of records by a grammar.

Nothing that runs by itself fits it: no trigger, view, virtual table, generated column, check, or index over an expression.
"""

import functools
import re
import sqlite3

from . import shapes
from .shapes import one_line

NEEDED = frozenset({"version", "parent", "meta"})
_MOST = 1000  # objects; a database of ours has some fifty
_NAME = r"[a-z][a-z0-9_]{0,62}"
_CELL = rf", \"?{_NAME}\"? (?:TEXT|INTEGER)(?: DEFAULT '[^']{{0,20}}')?(?: NOT NULL)?"
# The records' tables of any version of the program: they are not read, the log says it all.
_RECORDS = re.compile(
    rf"CREATE TABLE ({_NAME}) \( id TEXT NOT NULL, alive INTEGER DEFAULT '0' NOT NULL, parent TEXT DEFAULT '' NOT NULL, "
    rf"rank TEXT DEFAULT '' NOT NULL(?:{_CELL})*, PRIMARY KEY \(id\) \) STRICT"
)
_OF_RECORDS = re.compile(rf"CREATE INDEX ({_NAME})_parent ON \1 \(parent\)")


def objection(raw: sqlite3.Connection) -> str:
    """What in the file's schema is not of ours (English); "" if nothing. Only the list of its objects is read."""
    found = raw.execute(f"SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT {_MOST + 1}").fetchall()
    if len(found) > _MOST:
        return "too many tables"
    tables = {name for kind, name, *_ in found if kind == "table"}
    for kind, name, table, sql in found:
        if not all(isinstance(text, str) for text in (kind, name, table)):
            return "a nameless table"
        if kind not in ("table", "index"):
            return f"a {kind} named {name[:60]}"
        if sql is None:
            good = kind == "index" and table in tables and re.fullmatch(rf"sqlite_autoindex_{table}_1", name)
        else:
            good = isinstance(sql, str) and _is_ours(kind, name, table, sql)
        if not good:
            return f"{kind} {name[:60]}"
    lacking = sorted(NEEDED - tables)
    return f"no table {lacking[0]}" if lacking else ""


@functools.lru_cache(200)  # many files with the same tables
def _is_ours(kind: str, name: str, table: str, told: str) -> bool:
    sql = one_line(told)
    known = shapes.ours().log.get(name)
    if known:
        return (kind, table, sql) == known
    match = (_RECORDS if kind == "table" else _OF_RECORDS).fullmatch(sql)
    if match is None:
        return False
    return match[1] == table and name == (table if kind == "table" else f"{table}_parent")
