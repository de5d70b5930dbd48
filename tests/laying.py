"""The versions of a log from elsewhere as a merge gets them: laid out and proven."""

import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from desktop_app.store.foreign_log import COLUMNS, ForeignLog
from desktop_app.store.log_rows import Link, LogVersion
from desktop_app.store.staging import Staging

NOTHING: Mapping[int, tuple[int, bytes]] = MappingProxyType({})


def laid(log: ForeignLog, tips: Mapping[int, tuple[int, bytes]] = NOTHING) -> list[LogVersion]:
    """``tips`` are those of who would get it."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(Staging(Path(folder) / "staging.db")) as staging:
            one = staging.lay("came", log, tips)
        with closing(sqlite3.connect(one.place)) as raw:
            return _versions(raw, one.number) if one.count else []


def _versions(raw: sqlite3.Connection, number: int) -> list[LogVersion]:
    names = ", ".join(f'"{name}"' for name in COLUMNS["version"])
    links: dict[tuple[int, int], list[Link]] = {}
    for device, seq, *link in raw.execute(f"SELECT * FROM parent_{number}"):
        links.setdefault((device, seq), []).append((link[0], link[1], link[2]))
    rows = raw.execute(f"SELECT {names} FROM version_{number} ORDER BY at").fetchall()
    return [LogVersion._make((*row, tuple(links.get(row[:2], ())))) for row in rows]
