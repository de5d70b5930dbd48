"""What is in a package's database beside versions: what its sender says, and the hash over all of it, which is signed."""

import hashlib
import sqlite3

SENDER, DEVICE, MADE = "sender", "device", "made"  # keys in the package's meta: the sender's card, its number, the time
VECTOR, LACKING, SIGNATURE = "vector", "lacking", "signature"  # keys in the package's meta
PICTURES = "pictures"  # there too: their names and bytes, in the order in which they lie behind the database
PHOTO = "photo"  # the table in which packages of older programs have their pictures, as every database has them
_CONTENT = (
    "SELECT key, value FROM {}.meta WHERE key <> 'signature' ORDER BY key",
    "SELECT device, seq, hash FROM {}.version ORDER BY device, seq",
)
_WITHIN = "SELECT sha256 FROM {}.photo ORDER BY sha256"


def content(raw: sqlite3.Connection, database: str = "main") -> bytes:
    """SHA-256 of what is in a package; those of older programs have their pictures within the database."""
    found = hashlib.sha256()
    for sql in (*_CONTENT, *([_WITHIN] if has_pictures(raw, database) else [])):
        for row in raw.execute(sql.format(database)):
            found.update(f"{row!r}\n".encode("utf-8", "surrogatepass"))
        found.update(b"\n")
    return found.digest()


def has_pictures(raw: sqlite3.Connection, database: str = "main") -> bool:
    """No photograph, no table."""
    return bool(raw.execute(f"SELECT 1 FROM {database}.sqlite_schema WHERE name = ?", (PHOTO,)).fetchone())
