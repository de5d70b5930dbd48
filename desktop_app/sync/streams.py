"""Files on their way through a library that knows only ``read`` and ``write``: hashed, cut, and their errors kept."""

import hashlib
from typing import Protocol


class File(Protocol):
    def read(self, most: int, /) -> bytes: ...

    def write(self, data: bytes, /) -> int: ...


class Hashed:
    """A file that is read or written from its start on, to at most ``end`` bytes, and the SHA-256 of what went by."""

    def __init__(self, file: File, end: int = 1 << 62) -> None:
        self._file = file
        self._left = end
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def read(self, most: int) -> bytes:
        data = self._file.read(min(most, self._left))
        self._left -= len(data)
        self._hash.update(data)
        return data

    def digest(self) -> bytes:
        return self._hash.digest()


class Stream:
    """What is handed to age: it tells an error of the file as one of its own, so the file's is kept in ``error``."""

    def __init__(self, file: File, begin: bytes = b"") -> None:
        self._file = file
        self._begin = begin  # was read already
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        """age asks for it; whoever opened the file does it."""

    def read(self, most: int) -> bytes:
        if self._begin:
            some, self._begin = self._begin[:most], self._begin[most:]
            return some
        try:
            return self._file.read(most)
        except OSError as error:
            self.error = error
            raise
