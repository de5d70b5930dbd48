"""A database in an SQLite file: its connection and its transactions, and copies of it."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from . import copies, creation, failures, opening
from .attached import Attached, Beside

T = TypeVar("T")


class DatabaseFile:
    """Opens ``path``, or takes over ``connection`` that :func:`.opening.open_file` gave for it."""

    mark = ""  # nobody else is told of changes
    tries_again = False  # what is written is written at the first try

    def __init__(self, path: Path | str, connection: sqlite3.Connection | None, create: bool, write: bool) -> None:
        self.path = opening.absolute(path)
        self.raw = connection or opening.open_file(self.path, create, write=write)
        self.engine = creation.engine_over(self.raw)

    def close(self) -> None:
        self.engine.dispose()
        self.raw.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        with creation.told(self.path), self.engine.connect() as conn:
            yield conn

    def write(self, act: Callable[[Connection], T], long: bool = False) -> T:
        """One transaction under the write lock. Where ``act`` raises it is undone."""
        with creation.told(self.path), self.engine.execution_options(writes=True).begin() as conn:
            return act(conn)

    @contextlib.contextmanager
    def beside(self) -> Iterator[Callable[[Connection], Beside]]:
        """For logs that are to be merged in a transaction within."""
        names: dict[Path, str] = {}
        try:
            yield partial(Attached, names=names)
        finally:
            for name in names.values():
                self.raw.execute(f"DETACH {name}")

    def copy(self, out: Path | None, keep: bool = False) -> Path:
        """As :func:`.copies.backup`."""
        with failures.told(out or self.path):
            return copies.backup(copies.whole(self.raw), self.path, out, keep=keep)

    @contextlib.contextmanager
    def as_file(self) -> Iterator[sqlite3.Connection]:
        """A connection to a file with the whole log."""
        yield self.raw
