"""Files in the hands of a library that tells their errors as its own: the error of the file is kept in ``error``."""

import zlib
from typing import IO, Protocol


class Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


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
    """``checksum`` is the CRC-32 of what was written."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self.checksum = 0
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        self.checksum = zlib.crc32(data, self.checksum)
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
