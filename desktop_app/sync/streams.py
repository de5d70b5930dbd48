"""Files in the hands of a library that tells their errors as its own: the error of the file is kept in ``error``."""

import errno
from collections.abc import Iterable
from typing import IO, Protocol


class Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Parts:
    """Pieces as one file. Through a library an error of the system gets, and nothing else."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece = b""
        self._at = 0
        self.error: Exception | None = None

    def read(self, most: int) -> bytes:
        try:
            while self._at == len(self._piece):
                self._piece, self._at = next(self._pieces), 0
        except StopIteration:
            return b""
        except Exception as error:
            self.error = error
            raise OSError(errno.EIO, str(error)) from error
        some = self._piece[self._at : self._at + most]
        self._at += len(some)
        return some


class Reading:
    """``begin`` was read from the file already."""

    def __init__(self, file: IO[bytes], begin: bytes = b"") -> None:
        self._file = file
        self._begin = begin
        self.error: OSError | None = None

    def read(self, most: int) -> bytes:
        if self._begin:
            some, self._begin = self._begin[:most], self._begin[most:]
            return some
        try:
            return self._file.read(most)
        except OSError as error:
            self.error = error
            raise


class Writing:
    def __init__(self, file: Sink) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            self.error = error
            raise
