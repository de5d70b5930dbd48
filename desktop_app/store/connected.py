"""An open database: one connection, its transactions, and who writes."""

import contextlib
import getpass
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from desktop_app.errors import SurroundingsFailed
from desktop_app.model.changes import Change

from . import creation, failures, history, opening, tables, writing
from .creation import engine_over, get_meta, set_meta
from .versions import Clock, written


class Connected:
    """Opens ``path``, or takes over ``connection`` that :func:`.opening.open_file` gave for it.

    ``clock`` gives seconds since 1970. With ``write=False`` the file may be read-only, and every change is refused.

    :raises UserError: as :func:`.opening.open_file`.
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
        self.path = opening.absolute(path)
        self._raw = connection or opening.open_file(self.path, create, write=write)
        self._writes = write
        self._engine = engine_over(self._raw)
        self._sitting = writing.Sitting(written(_login() if user is None else user), Clock(clock))
        try:
            if write:
                self._adapt()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._engine.dispose()
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, changes: Sequence[Change], reason: str = "", pictures: Mapping[str, bytes] = {}) -> None:
        """Writes the changes that differ from what is stored. ``pictures`` has the bytes of new ones that they name.

        :raises Refused: a field does not take its value.
        :raises SurroundingsFailed: disk full, locked, read-only, file gone.
        """
        with self._writing() as conn:
            last = writing.write(conn, self._sitting, changes, written(reason), pictures)
        self._sitting.last = last  # only now it is committed

    def seal(self) -> None:
        """What leaves the file, packed or on paper, is not rewritten any more, by whichever program writes next.

        Where that cannot be written down the copy is made all the same: a deleted file can still be saved elsewhere, and
        a version rewritten after it left does no harm (see :func:`.writing._rewritten`).
        """
        self._sitting.last = {}
        with self._reading() as conn:
            newest, sealed = history.newest(conn), get_meta(conn).get("sealed")
        if self._writes and sealed != str(newest):
            with contextlib.suppress(SurroundingsFailed), self._writing() as conn:
                set_meta(conn, sealed=str(newest))

    def _adapt(self) -> None:
        with self._reading() as conn:
            ours = tables.is_ours(conn)
        if not ours:
            with self._writing() as conn:
                tables.adapt(conn)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with creation.told(self.path), self._engine.connect() as conn:
            yield conn

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction under the write lock. Leaving the block by an error undoes it."""
        if not self._writes:
            raise failures.read_only(self.path)
        with creation.told(self.path), self._engine.execution_options(writes=True).begin() as conn:
            yield conn


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, Windows without its variables
        return ""
