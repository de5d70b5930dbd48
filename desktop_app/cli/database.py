"""Which database a command means, opened for reading (standard library alone) or for writing (the store)."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import paths, settings
from desktop_app.errors import WrongUsage
from desktop_app.model.pictures import Spoiled
from desktop_app.model.records import Report
from desktop_app.report.document import Stamp
from desktop_app.store import failures, opening, reading

if TYPE_CHECKING:
    from desktop_app.store.database import Store


def address_of(arguments: argparse.Namespace) -> str | None:
    """The server's database named by ``--db`` or by SARUP_DB; None when it is a file."""
    if arguments.db is None:
        return paths.database_address()
    return arguments.db if paths.is_address(arguments.db) else None


def path_of(arguments: argparse.Namespace) -> Path:
    """The database file named by ``--db``, by SARUP_DB, or the one of this person.

    :raises WrongUsage: it is no file, but an address.
    """
    if address_of(arguments):
        raise WrongUsage("คำสั่งนี้ใช้กับฐานข้อมูลบนเซิร์ฟเวอร์ไม่ได้", "โปรดระบุชื่อไฟล์", "this is for database files only")
    return paths.database_file() if arguments.db is None else opening.absolute(arguments.db)


def own_files(arguments: argparse.Namespace) -> list[Path]:
    """What may never be written over."""
    return [] if address_of(arguments) else [path_of(arguments)]


@contextmanager
def reader(arguments: argparse.Namespace) -> Iterator[reading.Run]:
    """A way to read; a person's database that was never made reads as empty."""
    if address_of(arguments):
        with store(arguments, write=False) as database, database.reader() as run:
            yield run
        return
    path = path_of(arguments)
    if arguments.db is None and path == paths.data_folder() / "sarup.db" and not opening.exists(path):
        yield lambda sql, **values: []
        return
    with closing(opening.open_file(path, write=False)) as connection, failures.told(path):
        yield reading.raw(connection)


@contextmanager
def store(arguments: argparse.Namespace, *, create: bool = False, write: bool = True) -> "Iterator[Store]":
    """The store, for writing; ``create`` makes the file when it is not there yet."""
    from desktop_app.store.database import Store  # brings SQLAlchemy

    user = settings.load(paths.settings_file()).user or None
    with Store(address_of(arguments) or path_of(arguments), user=user, create=create, write=write) as found:
        yield found


def the_report(arguments: argparse.Namespace, given: str, spoiled: Spoiled) -> tuple[Report, Stamp]:
    """The report of that id, or the one in that .json or .pdf file, and what is stamped on its paper.

    ``spoiled`` hears of each picture of a file that cannot be used.
    """
    if given.lower().endswith((".json", ".pdf")):
        from .importing import read

        return read(Path(given), spoiled), Stamp()
    with reader(arguments) as database:
        found = reading.find_id(database, given)
        return reading.load(database, found), Stamp(found, reading.revision(database, found))
