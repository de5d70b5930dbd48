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


def look(path: Path, wanted: str = "", create: bool = False) -> FirstLook:
    """Opens the file; the report ``wanted``, or else the list's first one, is read with it.

    :raises UserError: the file is not one that this program can work with.
    """
    if create and not opening.exists(path) and not os.path.lexists(path):
        opening.check_place(path)
        return FirstLook(path, None, [], None)
    writes = opening.is_writable(path)
    connection = opening.open_file(path, write=writes)
    try:
        run = reading.raw(connection)
        summaries = reading.summaries(run)
        ids = [one.id for one in summaries]
        first = wanted if wanted in ids else next(iter(ids), "")
        report = reading.load(run, first) if first else None
    except BaseException:
        connection.close()
        raise
    return FirstLook(path, connection, summaries, report, writes)
