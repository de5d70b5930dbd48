"""What the window shows first, read with the standard library alone: SQLAlchemy comes when the window stands."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.model.records import Report
from desktop_app.store import opening, reading


@dataclass
class FirstLook:
    """An open database, what its list says, and the report to begin with.

    Without a ``connection`` there is no file yet: the store makes it, as that takes SQLAlchemy, once the window stands.
    """

    path: Path
    connection: Any
    summaries: list[reading.Summary]
    report: Report | None
    writes: bool = True  # else the file can only be read
    address: str = ""  # of a server's database; then ``path`` is the place of its keys and backups


def look(path: Path | str, wanted: str = "", create: bool = False) -> FirstLook:
    """Opens the file, or looks at the server; the report ``wanted``, or else the list's first one, is read with it.

    :raises UserError: the file is not one that this program can work with.
    """
    if isinstance(path, str):
        return _look_at_server(path, wanted)
    if create and not opening.exists(path) and not os.path.lexists(path):
        opening.check_place(path)
        return FirstLook(path, None, [], None)
    writes = opening.is_writable(path)
    connection = opening.open_file(path, write=writes)
    try:
        summaries, report = _read(reading.raw(connection), wanted)
    except BaseException:
        connection.close()
        raise
    return FirstLook(path, connection, summaries, report, writes)


def _look_at_server(address: str, wanted: str) -> FirstLook:
    from desktop_app.store.database import Store

    with Store(address) as store, store.reader() as run:
        return FirstLook(store.path, None, *_read(run, wanted), address=address)


def _read(run: reading.Run, wanted: str) -> tuple[list[reading.Summary], Report | None]:
    summaries = reading.summaries(run)
    ids = [one.id for one in summaries]
    first = wanted if wanted in ids else next(iter(ids), "")
    return summaries, reading.load(run, first) if first else None
