"""The tables of the file for SQLAlchemy: the log, which is the file format, and the tables that say what its heads say."""

import functools
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Text

from desktop_app.model.changes import ALIVE, PARENT, REPORT

from . import columns

_STRICT: dict[str, Any] = {"sqlite_strict": True}
# only for small rows: without a rowid every row over a quarter page spills; long texts then waste 40 % of the file
_KEYED: dict[str, Any] = _STRICT | {"sqlite_with_rowid": False}
_Long = BigInteger().with_variant(Integer(), "sqlite")  # 64 bits; STRICT knows no BIGINT
_Text = Text().with_variant(Text(collation="C"), "postgresql")  # ordered by code point, as SQLite and Python do

LOG = MetaData()

version = Table(
    "version",
    LOG,
    Column("device", _Long, primary_key=True, autoincrement=False),
    Column("seq", _Long, primary_key=True, autoincrement=False),
    Column("since", _Long, nullable=False),  # since..seq-1 were autosaves that this version rewrote
    Column("hlc", _Long, nullable=False),
    Column("table", _Text, nullable=False),
    Column("row", _Text, nullable=False),
    Column("field", _Text, nullable=False),
    Column("value", _Text, nullable=False),  # JSON
    Column("user", _Text, nullable=False),
    Column("reason", _Text, nullable=False),
    Column("app_version", _Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    **_STRICT,
)
Index("version_row", version.c.row)

parent = Table(
    "parent",
    LOG,
    Column("device", _Long, primary_key=True, autoincrement=False),
    Column("seq", _Long, primary_key=True, autoincrement=False),
    Column("parent_device", _Long, primary_key=True, autoincrement=False),
    Column("parent_seq", _Long, primary_key=True, autoincrement=False),
    Column("parent_hash", LargeBinary, nullable=False),  # so that a row can be checked where its parent is not at hand
    ForeignKeyConstraint(["device", "seq"], ["version.device", "version.seq"]),
    **_KEYED,
)
Index("parent_child", parent.c.parent_device, parent.c.parent_seq)

head = Table(
    "head",
    LOG,
    Column("row", _Text, primary_key=True),
    Column("table", _Text, primary_key=True),
    Column("field", _Text, primary_key=True),
    Column("device", _Long, primary_key=True, autoincrement=False),
    Column("seq", _Long, primary_key=True, autoincrement=False),
    **_KEYED,  # no foreign key: it would need an index as large as the table, and check() holds it against the log
)

meta = Table("meta", LOG, Column("key", _Text, primary_key=True), Column("value", _Text, nullable=False), **_KEYED)

summary = Table(
    "summary",
    LOG,
    Column("id", _Text, primary_key=True),
    Column("alive", Integer, nullable=False),
    Column("title", _Text, nullable=False),
    Column("date_start", _Text),
    Column("date_end", _Text),
    Column("place", _Text, nullable=False),
    Column("missing", _Text, nullable=False),  # JSON list of texts
    Column("changed", _Long, nullable=False),  # the latest hlc among the report's heads
    **_STRICT,
)


@functools.cache
def tables() -> MetaData:
    """The tables of reports and items and of what stands beside them, made from the records' fields."""
    made = MetaData()
    for name in columns.every():
        table = Table(name, made, Column("id", _Text, primary_key=True), *_cells(name), **_STRICT)
        if name in columns.records() and name != REPORT:
            Index(f"{name}_parent", table.c[PARENT])
    return made


def _cells(table: str) -> list[Column[Any]]:
    """A column for each cell; what nobody has written yet has the value of an empty field."""
    made: list[Column[Any]] = []
    for name, content in columns.empty_row(table).items():
        field = columns.fields(table).get(name)
        kind = Integer if name == ALIVE or (field and columns.holds_number(field)) else _Text
        made.append(
            Column(name, kind, nullable=content is None, server_default=None if content is None else str(content))
        )
    return made
