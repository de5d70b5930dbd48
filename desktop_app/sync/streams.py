"""A file in the hands of a library that knows only ``read`` and ``write`` and tells every error as one of its own."""

import zlib
from typing import IO


class Stream:
    """``begin`` was read from the file already. An error of the file is kept in ``error``, the CRC-32 of what was written too."""

    def __init__(self, file: IO[bytes], begin: bytes = b"") -> None:
        self._file = file
        self._begin = begin
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

    def read(self, most: int) -> bytes:
        if self._begin:
            some, self._begin = self._begin[:most], self._begin[most:]
            return some
        try:
            return self._file.read(most)
        except OSError as error:
            self.error = error
            raise
