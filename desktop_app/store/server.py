"""A database on a PostgreSQL server, in which several people write at once: how it is reached, and its transactions.

Each transaction that writes is serialisable, and is done again where the server says that it met another one. What still
meets others after that waits until it is alone, so that somebody's typing never holds up a merge for ever.
"""

import contextlib
import hashlib
import random
import re
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from desktop_app import paths

from . import copies, creation, failures, merges, opening, photo_rows, schema, server_copy, server_failures
from .attached import Beside, Copied

T = TypeVar("T")
CHANNEL = "sarup"  # of NOTIFY: somebody has written, told with the writer's mark
FORMAT = "format"  # stands in meta, as user_version does in a file
OLDEST = 15
_WAITS = {"connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}  # seconds
_MET = ("40001", "40P01", "23505")  # serialisation, deadlock, a number that somebody else took meanwhile
_TRIES = 4  # before a save waits to be alone
_PAUSE = 0.02  # seconds


class Server:
    """``path`` is the place on this computer that belongs to it: keys, backups and inbox lie beside; no file lies there."""

    raw = None
    tries_again = True

    def __init__(self, address: str) -> None:
        self.url = _url_of(address)
        self.name = name_of(self.url)
        self.path = _seat(self.url)
        self.mark = secrets.token_hex(8)
        self.engine = _engine(self.url)
        self._reads = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writes = self.engine.execution_options(isolation_level="SERIALIZABLE")

    def close(self) -> None:
        self.engine.dispose()

    def told(self) -> contextlib.AbstractContextManager[None]:
        return server_failures.told(self.name)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """The database as it stands now, whatever others write meanwhile."""
        with self.told(), self._reads.connect() as conn:
            yield conn

    @contextlib.contextmanager
    def writing(self, alone: bool = False) -> Iterator[Connection]:
        """One transaction. The lock is taken before the view of the database, so who waited for it sees what came before."""
        with self._writes.begin() as conn:
            conn.exec_driver_sql(f'LOCK TABLE "version" IN {"SHARE ROW EXCLUSIVE" if alone else "ROW EXCLUSIVE"} MODE')
            yield conn
            conn.exec_driver_sql(f"SELECT pg_notify('{CHANNEL}', %s)", (self.mark,))

    def write(self, act: Callable[[Connection], T], long: bool = False) -> T:
        """Done again where it met another one; ``long``: much would be done again, so it is alone the second time."""
        tries = 1 if long else _TRIES
        with self.told():
            for number in range(tries):
                try:
                    with self.writing() as conn:
                        return act(conn)
                except DBAPIError as error:
                    if server_failures.sqlstate(error) not in _MET:
                        raise
                time.sleep(random.uniform(0, _PAUSE * 2**number))
            with self.writing(alone=True) as conn:
                return act(conn)

    @contextlib.contextmanager
    def beside(self) -> Iterator[Callable[[Connection], Beside]]:
        """As :meth:`.database_file.DatabaseFile.beside`; the tables pass with their transaction."""
        yield Copied

    def copy(self, out: Path | None, keep: bool = False) -> Path:
        """As :func:`.copies.backup`; dated copies lie on this computer, in a folder of this database's own."""

        def make(new: Path) -> range:
            with self.reading() as conn:
                count = server_copy.write(conn, new)
            return range(count, count + 1)

        with failures.told(out or self.path):
            return copies.backup(make, self.path, out, keep=keep)

    @contextlib.contextmanager
    def as_file(self) -> Iterator[sqlite3.Connection]:
        """A connection to a passing file with the whole log."""
        with self.reading() as conn, server_copy.opened(conn) as raw:
            yield raw

    def check(self) -> None:
        """:raises Refused: there is no office of ours in the database, or a newer one."""
        with self.reading() as conn:
            if not inspect(conn).has_table(schema.meta.name):
                raise server_failures.not_an_office(self.name)
            found = creation.get_meta(conn).get(FORMAT, "")
        if not found.isdecimal():
            raise server_failures.not_an_office(self.name)
        if int(found) > opening.FORMAT:
            raise server_failures.newer(self.name, found)


def found(address: str) -> tuple[Path, str]:
    """Makes the tables in an empty database; gives the folder on this computer that belongs to it, and its name.

    :raises UserError: the server cannot be reached or is too old, or there are tables already.
    """
    server = Server(address)
    try:
        with server.told(), server._writes.begin() as conn:
            _check_empty(conn, server.name)
            creation.make_tables(conn)
            photo_rows.PHOTOS.create_all(conn)
            merges.MERGES.create_all(conn)
            creation.set_meta(conn, **{FORMAT: str(opening.FORMAT)})
    finally:
        server.close()
    return server.path.parent, server.name


def _check_empty(conn: Connection, name: str) -> None:
    if int((conn.dialect.server_version_info or (0,))[0]) < OLDEST:
        raise server_failures.unsuitable(
            name, f"ต้องใช้ PostgreSQL {OLDEST} ขึ้นไป", f"PostgreSQL {OLDEST} or newer is needed"
        )
    if conn.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
        raise server_failures.unsuitable(name, "ต้องเข้ารหัสแบบ UTF8", "its encoding is not UTF8")
    if inspect(conn).get_table_names():
        raise server_failures.unsuitable(name, "มีตารางอยู่แล้ว", "there are tables in it already; nothing was changed")


def name_of(url: URL) -> str:
    """As a person may read it: without the password, and without what is asked of the driver."""
    return url.set(query={}).render_as_string(hide_password=True)


def _url_of(address: str) -> URL:
    """:raises UserError: it is none, or one of another kind of database."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise server_failures.no_address(re.sub(r"//.*@", "//…@", address)) from error
    if url.drivername not in ("postgresql", "postgresql+psycopg") or not url.database:
        raise server_failures.no_address(name_of(url))
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL) -> Engine:
    try:
        return create_engine(url, connect_args=_WAITS | {"application_name": "sarup"})
    except ImportError as error:
        raise server_failures.no_driver() from error


def _seat(url: URL) -> Path:
    host = [url.host or "", str(url.port or 5432), str(url.database), *map(str, url.query.get("host", ()))]
    mark = hashlib.sha256("\n".join(host).encode()).hexdigest()[:8]
    name = re.sub(r"[^A-Za-z0-9_]+", "-", f"{url.host or 'local'}-{url.database}").strip("-")[:60]
    return paths.data_folder() / "offices" / f"{name}-{mark}" / "sarup.db"
