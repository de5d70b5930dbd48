"""An open database, in a file or on a server: its transactions, and who writes."""

import contextlib
import getpass
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection

from desktop_app import paths
from desktop_app.errors import SurroundingsFailed
from desktop_app.model.changes import Change

from . import failures, history, tables, writing
from .creation import get_meta, set_meta
from .database_file import DatabaseFile
from .reading import Run
from .versions import Clock, written

if TYPE_CHECKING:
    from .server import Server

T = TypeVar("T")


class Connected:
    """Opens the file ``path``, or takes over ``connection`` that :func:`.opening.open_file` gave for it.

    ``path`` may also be the address of a server's database, postgresql+psycopg://…, which ``create`` does not make.
    ``clock`` gives seconds since 1970. With ``write=False`` the file may be read-only, and every change is refused.

    :raises UserError: as :func:`.opening.open_file`, or the server cannot be reached.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        connection: sqlite3.Connection | None = None,
        user: str | None = None,
        clock: Callable[[], float] | None = None,
        create: bool = True,
        write: bool = True,
    ) -> None:
        self._home = _on_server(path) if paths.is_address(path) else DatabaseFile(path, connection, create, write)
        self.path = self._home.path
        self._raw = self._home.raw
        self._writes = write
        self._sitting = writing.Sitting(written(_login() if user is None else user), Clock(clock))
        try:
            if write:
                self._adapt()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._home.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, changes: Sequence[Change], reason: str = "", pictures: Mapping[str, bytes] = {}) -> None:
        """Writes the changes that differ from what is stored. ``pictures`` has the bytes of new ones that they name.

        :raises Refused: a field does not take its value.
        :raises SurroundingsFailed: disk full, locked, read-only, file gone.
        """
        sitting, reason = self._sitting, written(reason)
        last = self._write(lambda conn: writing.write(conn, sitting, changes, reason, pictures))
        self._sitting.last = last  # only now it is committed

    @property
    def mark(self) -> str:
        """By which this store's changes are told from others' (see :mod:`.listening`); "" of a file."""
        return self._home.mark

    def seal(self) -> None:
        """What leaves the file, packed or on paper, is not rewritten any more, by whichever program writes next.

        Where that cannot be written down the copy is made all the same: a deleted file can still be saved elsewhere, and
        a version rewritten after it left does no harm (see :func:`.writing._rewritten`).
        """
        self._sitting.last = {}
        with self._reading() as conn:
            newest, sealed = history.newest(conn), get_meta(conn).get("sealed")
        if self._writes and sealed != str(newest):
            with contextlib.suppress(SurroundingsFailed):
                self._write(partial(set_meta, sealed=str(newest)))

    def _adapt(self) -> None:
        with self._reading() as conn:
            ours = tables.is_ours(conn)
        if not ours:
            self._write(tables.adapt, long=True)

    @contextlib.contextmanager
    def reader(self) -> Iterator[Run]:
        """The way in for :mod:`.reading`."""
        with self._reading() as conn:
            yield tables.runner(conn)

    def _reading(self) -> contextlib.AbstractContextManager[Connection]:
        return self._home.reading()

    def _write(self, act: Callable[[Connection], T], long: bool = False) -> T:
        """One transaction; when ``act`` raises nothing of it is written. On a server it may be called several times."""
        if not self._writes:
            raise failures.read_only(self.path)
        return self._home.write(act, long)


def _on_server(address: Path | str) -> "Server":
    from .server import Server

    server = Server(str(address))
    try:
        server.check()
    except BaseException:
        server.close()
        raise
    return server


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, Windows without its variables
        return ""
