"""Makes the SQL of :mod:`.shapes` from the tables as SQLAlchemy knows them."""

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from . import columns, merges, photo_rows, schema
from .shapes import Shapes, one_line

_KEYED = ", PRIMARY KEY (device, seq, parent_device, parent_seq)"
_OF_ROWS = (
    "CREATE TABLE followed_{0} (at INTEGER PRIMARY KEY) STRICT",
    'CREATE TABLE row_{0} ("table" TEXT NOT NULL, row TEXT NOT NULL) STRICT',
)


def made() -> Shapes:
    return Shapes(_of_log(), _passing())


def _of_log() -> dict[str, tuple[str, str, str]]:
    """A new format keeps the texts of the old ones here."""
    found = {}
    for one in (*schema.LOG.sorted_tables, *photo_rows.PHOTOS.sorted_tables, *merges.MERGES.sorted_tables):
        name = str(one.name)  # a text of SQLAlchemy's own, which would bring it to where these are sent
        found[name] = ("table", name, one_line(str(CreateTable(one).compile(dialect=sqlite.dialect()))))
        for index in one.indexes:
            text = one_line(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
            found[str(index.name)] = ("index", name, text)
    return found


def _passing() -> tuple[str, ...]:
    own = [_like(schema.version, "at INTEGER PRIMARY KEY, "), _like(schema.parent, "", _KEYED), *_OF_ROWS]
    return (
        *own,
        *(_like(one) for one in (schema.summary, *(schema.tables().tables[name] for name in columns.records()))),
    )


def _like(table: Table, before: str = "", after: str = "") -> str:
    """The columns of one of our tables, without what it asks of rows that are whole."""
    told = ", ".join(
        f'"{one.name}" {one.type.compile(dialect=sqlite.dialect())}{"" if one.nullable else " NOT NULL"}'
        for one in table.columns
    )
    return f"CREATE TABLE {table.name}_{{0}} ({before}{told}{after}) STRICT{', WITHOUT ROWID' if after else ''}"
