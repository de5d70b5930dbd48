"""Looks at a database in which there may be anything: what takes too long is stopped, and what SQLite raises is a refusal."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_app.errors import Cancelled, UserError

from .failures import no_room, not_accepted

SECONDS = 3.5  # for one look at a small file; a look at a large one may take longer by its size
BYTES_A_SECOND = 10_000_000  # of the slowest disk and computer
_STEPS = 200_000  # of SQLite's machine, some milliseconds, between two looks at the clock: each waits for Python's lock
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")


class GivenUp:
    """Set by who wants no more of it: then all looks end, in other processes too, so a file at ``place`` says it."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def set(self) -> None:
        self._place.touch()

    def is_set(self) -> bool:
        return self._place.exists()


class Looking:
    """``with looking():`` around each look. ``told``: what a person calls the file; ``size``: its bytes, which give it its time."""

    def __init__(self, raw: sqlite3.Connection, told: object, size: int, given_up: GivenUp | None = None) -> None:
        self._told = told
        self._seconds = SECONDS + size / BYTES_A_SECOND
        self._until = 0.0
        self._given_up = given_up
        raw.set_progress_handler(self._is_late, _STEPS)

    @contextlib.contextmanager
    def __call__(self) -> Iterator[None]:
        """:raises Refused: damaged, forged, or too much work.

        :raises SurroundingsFailed: there is no room for what is written.
        """
        self._until = time.monotonic() + self._seconds
        try:
            yield
        except (sqlite3.Error, UnicodeError, MemoryError, OverflowError, RecursionError, ValueError) as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            if self._given_up and self._given_up.is_set():
                raise Cancelled from error
            if name == "SQLITE_INTERRUPT":
                raise self._too_long() from error
            if name.startswith(_NO_ROOM):
                raise no_room(error) from error
            raise self.refused("ไฟล์เสียหาย", f"damaged or forged: {str(error)[:200]}") from error

    def allow(self, size: int) -> None:
        """The time for at least so many bytes."""
        self._seconds = max(self._seconds, SECONDS + size / BYTES_A_SECOND)

    def refused(self, thai: str, english: str) -> UserError:
        return not_accepted(self._told, thai, english)

    def wrong(self, where: str) -> UserError:
        return self.refused("ไฟล์เสียหาย", f"a value of the wrong type in {where}")

    def go_on(self) -> None:
        """Between two steps of work in Python, during which SQLite looks at no clock. :raises Refused: it takes too long."""
        if self._is_late():
            raise self._too_long()

    def _too_long(self) -> UserError:
        return self.refused("ใช้เวลาตรวจนานผิดปกติ", "it takes too long to check")

    def _is_late(self) -> int:
        return int(time.monotonic() > self._until or (self._given_up is not None and self._given_up.is_set()))
