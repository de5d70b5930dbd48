"""How far the making of a package has come, and the way to give it up."""

import errno
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.errors import Cancelled, SurroundingsFailed

from .streams import Sink

GATHERING, WRITING, READING = "gathering", "writing", "reading"


@dataclass(frozen=True)
class Stage:
    """``done`` of ``total`` bytes; while it is gathered nobody knows how many there will be."""

    doing: str
    done: int = 0
    total: int = 0


Heed = Callable[[Stage], None]  # may raise Cancelled: then nothing is left of the package


class Heeded:
    """A file that tells how much was written. Through a library an error of the system gets, and nothing else."""

    def __init__(self, file: Sink, heed: Heed, total: int) -> None:
        self._file = file
        self._heed = heed
        self._total = total
        self._done = 0

    def write(self, data: bytes) -> int:
        self._done += len(data)
        try:
            self._heed(Stage(WRITING, self._done, self._total))
        except Cancelled as error:
            raise OSError(errno.ECANCELED, "given up") from error
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def was_given_up(error: SurroundingsFailed) -> bool:
    """Was it :class:`Heeded` that failed?"""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.ECANCELED
