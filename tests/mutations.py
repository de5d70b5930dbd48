"""What can become of a file on its way: damaged by chance, cut, put together from two, or altered by somebody who knows SQLite.

Each mutation takes bytes and dice and gives bytes; the same dice give the same.
"""

import contextlib
import random
import sqlite3
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop_app.store.versions import CONTENT, digest

Mutation = Callable[[bytes, random.Random], bytes]
PAGE = 4096
_TABLES = ("version", "parent", "photo", "meta", "head", "report")
_EVIL = (
    "CREATE TRIGGER t{n} AFTER INSERT ON version BEGIN DELETE FROM version; END",
    "CREATE TEMP TRIGGER t{n} AFTER INSERT ON version BEGIN DELETE FROM version; END",
    "CREATE VIEW v{n} AS WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "CREATE VIRTUAL TABLE f{n} USING fts5(a)",
    "CREATE VIRTUAL TABLE r{n} USING rtree(a, b, c)",
    "CREATE TABLE x{n} (a, b AS (randomblob(100000000)))",
    "CREATE INDEX i{n} ON version (length(value))",
    "CREATE INDEX p{n} ON version (device) WHERE seq > 0",
    "ALTER TABLE version ADD COLUMN more{n} TEXT",
    "ALTER TABLE photo ADD COLUMN more{n} TEXT DEFAULT 'x'",
    "ALTER TABLE version RENAME TO version{n}",
    "DROP TABLE parent",
    "DELETE FROM version WHERE seq % 7 = {n} % 7",
    "DELETE FROM parent",
    "DELETE FROM meta",
    "UPDATE version SET seq = seq + {n} * 1000",
    "UPDATE version SET device = device + 1",
    "UPDATE version SET device = -device",
    "UPDATE version SET device = 1 << 60",
    "UPDATE version SET since = since + 1 WHERE seq > {n}",
    "UPDATE version SET hlc = 9223372036854775807",
    "UPDATE version SET hlc = -1 WHERE seq = {n}",
    "UPDATE version SET hash = randomblob(32) WHERE seq = {n}",
    "UPDATE version SET hash = zeroblob({n})",
    "UPDATE version SET hash = zeroblob(30000000) WHERE seq = {n}",
    "UPDATE version SET value = printf('%.*c', {n} * 100000, '[') WHERE seq = 3",
    "UPDATE version SET value = '\"\\ud800\"' WHERE seq = {n}",
    "UPDATE version SET value = CAST(x'22eda08022' AS TEXT) WHERE seq = {n}",
    "UPDATE version SET value = char(0) || value WHERE seq = {n}",
    "UPDATE version SET value = 'NaN'",
    "UPDATE version SET \"table\" = 'sqlite_master'",
    'UPDATE version SET "table" = \'report"; DROP TABLE version; --\'',
    "UPDATE version SET field = 'alive', value = 'true'",
    "UPDATE version SET row = ''",
    "UPDATE version SET row = printf('%.*c', 100000, 'x') WHERE seq = {n}",
    "UPDATE version SET user = CAST(x'ff' AS TEXT)",
    "INSERT INTO parent SELECT device, seq, device, seq + 1, hash FROM version WHERE seq > {n}",
    "INSERT INTO parent SELECT device, seq, device, seq - 1, hash FROM version WHERE seq > {n}",
    "INSERT OR IGNORE INTO parent SELECT a.device, a.seq, b.device, b.seq, b.hash FROM version a, version b",
    "UPDATE parent SET parent_seq = parent_seq + 1",
    "UPDATE parent SET parent_hash = zeroblob(32)",
    "UPDATE photo SET bytes = zeroblob(20000000)",
    "UPDATE photo SET bytes = CAST('text' AS BLOB)",
    "UPDATE photo SET sha256 = sha256 || 'x'",
    "UPDATE photo SET width = -1, height = 1 << 40",
    "DELETE FROM photo",
    "UPDATE meta SET value = value || '0'",
    "UPDATE meta SET value = '[' || value",
    "UPDATE meta SET value = ''",
    "INSERT INTO meta SELECT 'partner:' || seq, '{{}}' FROM version",
    "PRAGMA user_version = {n}",
    "PRAGMA application_id = {n}",
    "PRAGMA journal_mode = WAL",
    "VACUUM",
)


def bits(data: bytes, dice: random.Random) -> bytes:
    """A few bits turned."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8, 64))):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def head(data: bytes, dice: random.Random) -> bytes:
    """Bytes of the first page, where SQLite and age say what follows."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        out[dice.randrange(min(200, len(out)))] = dice.choice((0, 1, 2, 0x7F, 0x80, 0xFF, dice.randrange(256)))
    return bytes(out)


def cut(data: bytes, dice: random.Random) -> bytes:
    """The end, the beginning or a part is missing."""
    at, to = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return dice.choice((data[:at], data[at:], data[:at] + data[to:], data[: at // PAGE * PAGE]))


def longer(data: bytes, dice: random.Random) -> bytes:
    """A part comes twice, or something is added."""
    at, to = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    tail = dice.randbytes(dice.choice((1, 16, 64, PAGE)))
    return dice.choice((data[:to] + data[at:], data + tail, data + data, tail + data))


def pages(data: bytes, dice: random.Random) -> bytes:
    """Pages change places, or one stands for another."""
    parts = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    for _ in range(dice.randint(1, 4)):
        a, b = dice.randrange(len(parts)), dice.randrange(len(parts))
        parts[a], parts[b] = parts[b], dice.choice((parts[a], parts[b]))
    return b"".join(parts)


def numbers(data: bytes, dice: random.Random) -> bytes:
    """Somewhere a number becomes a bad one: page numbers, sizes, offsets."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 5)):
        form = dice.choice((">H", ">I", ">Q"))
        size = struct.calcsize(form)
        at = dice.randrange(len(out) - size)
        if dice.random() < 0.5:
            at = at // PAGE * PAGE + dice.randrange(12)
        at = min(at, len(out) - size)
        limit = 1 << size * 8
        struct.pack_into(
            form, out, at, dice.choice((0, 1, limit - 1, limit // 2, len(data) // PAGE, dice.randrange(limit)))
        )
    return bytes(out)


def sql(data: bytes, dice: random.Random, hashed: bool = False) -> bytes:
    """Somebody altered it with SQLite, perhaps more than once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "altered.db"
        path.write_bytes(data)
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA journal_mode = OFF")
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            try:
                raw.execute(dice.choice(_EVIL).format(n=dice.randint(1, 40))).fetchall()
            except sqlite3.Error:
                continue  # it does not go with an earlier one
        if hashed:
            rehash(raw)
        raw.close()
        return path.read_bytes()


def forged(data: bytes, dice: random.Random) -> bytes:
    """As :func:`sql`, and every version has the hash that belongs to what it now says."""
    return sql(data, dice, hashed=True)


def schema(data: bytes, dice: random.Random) -> bytes:
    """Somebody wrote into the list of tables itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "altered.db"
        path.write_bytes(data)
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("PRAGMA writable_schema = ON")
        table, other = dice.choice(_TABLES), dice.choice(_TABLES)
        for change in dice.choices(
            (
                f"SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = '{other}')",
                f"SET rootpage = {dice.randrange(-1, 80)}",
                "SET sql = replace(sql, 'STRICT', '')",
                "SET sql = replace(sql, 'INTEGER', 'TEXT')",
                "SET sql = replace(sql, 'NOT NULL', 'NOT NULL CHECK (randomblob(1000000000))')",
                f"SET name = '{other}'",
                f"SET type = '{dice.choice(('view', 'trigger', 'index', 'virtual'))}'",
                "SET sql = 'CREATE TABLE ' || name || ' (' || printf('%.*c', 100000, 'a') || ')'",
                "SET sql = NULL",
                "SET sql = x'00ff'",
            ),
            k=dice.randint(1, 2),
        ):
            raw.execute(f"UPDATE sqlite_schema {change} WHERE name = '{table}'")
        raw.close()
        return path.read_bytes()


def rehash(raw: sqlite3.Connection) -> None:
    """As somebody does it who knows how: the altered versions have the hashes that belong to them."""
    raw.text_factory = lambda text: text.decode("utf-8", "replace")
    names = ", ".join(f'"{name}"' for name in CONTENT)
    linked = "SELECT parent_device, parent_seq, parent_hash FROM parent WHERE device = ? AND seq = ?"
    with contextlib.suppress(sqlite3.Error, ValueError, OverflowError):  # no such table any more
        for row in raw.execute(f"SELECT rowid, {names} FROM version").fetchall():
            links = raw.execute(linked, row[1:3]).fetchall()
            raw.execute("UPDATE version SET hash = ? WHERE rowid = ?", (digest(row[1:], links), row[0]))


OF_BYTES: tuple[Mutation, ...] = (bits, head, cut, longer, pages, numbers)
OF_DATABASES: tuple[Mutation, ...] = (*OF_BYTES, sql, sql, forged, schema)
