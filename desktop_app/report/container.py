"""The file of a PDF 1.7: streams as they come, small objects together and compressed (ISO 32000-1, 7.5.7), the table of them too.

Written here because it is no longer than what bent ReportLab's canvas to this, which took a third of a page's time and of the
start of an export. An object is what stands in the file; others are named in it by their numbers. The same objects give the same bytes.
"""

import zlib
from hashlib import sha256
from typing import BinaryIO

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 (ISO 19005-3, 6.1.2)
LEVEL = 2  # of compression: the best one takes five times as long for a tenth of the bytes
TOGETHER = 500  # objects of a stream: a reader unpacks all of them for one


class File:
    """Written to ``out`` as it grows."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._hash = sha256()
        self._at = 0
        self._rows: list[tuple[int, int, int]] = [(0, 0, 0xFFFF)]  # of the table: what is behind each number
        self._objects: dict[int, bytes] = {}
        self._write(HEAD)

    def reserve(self) -> int:
        """A number for an object that comes later."""
        self._rows.append((0, 0, 0))
        return len(self._rows) - 1

    def add(self, text: str, number: int = 0) -> int:
        number = number or self.reserve()
        self._objects[number] = text.encode()
        return number

    def add_stream(self, data: bytes, entries: str = "") -> int:
        return self.add_packed(zlib.compress(data, LEVEL), entries)

    def add_packed(self, code: bytes, entries: str = "", number: int = 0) -> int:
        """A stream of what is compressed already."""
        return self.add_plain(code, f"/Filter/FlateDecode{entries}", number)

    def add_plain(self, data: bytes, entries: str, number: int = 0) -> int:
        """A stream of bytes as they are. It ends with a line end before the word (ISO 19005-3, 6.1.7.1)."""
        number = number or self.reserve()
        self._rows[number] = (1, self._at, 0)
        head = f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n"
        self._write(head.encode())
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return number

    def close(self, root: int, info: int) -> None:
        """The file is whole, ``root`` its catalogue and ``info`` what it says of itself."""
        numbers = sorted(self._objects)
        for start in range(0, len(numbers), TOGETHER):
            self._pack(numbers[start : start + TOGETHER])
        table, start = self.reserve(), self._at
        self._rows[table] = (1, start, 0)
        data = b"".join(
            [
                kind.to_bytes(1, "big") + at.to_bytes(4, "big") + place.to_bytes(2, "big")
                for kind, at, place in self._rows
            ]
        )
        name = self._hash.hexdigest()[:32]
        trailer = f"/Size {len(self._rows)}/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]"
        self.add_packed(zlib.compress(data), f"/Type/XRef/W[1 4 2]{trailer}", table)
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _pack(self, numbers: list[int]) -> None:
        together, places, at = self.reserve(), [], 0
        for place, number in enumerate(numbers):
            self._rows[number] = (2, together, place)
            places.append(b"%d %d" % (number, at))
            at += len(self._objects[number]) + 1
        head = b" ".join(places) + b"\n"
        body = b"\n".join([self._objects.pop(number) for number in numbers])
        code = zlib.compress(head + body, LEVEL)
        self.add_packed(code, f"/Type/ObjStm/N {len(numbers)}/First {len(head)}", together)

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._hash.update(data)
        self._at += len(data)


def packed(operators: str) -> bytes:
    """The operators of a page as a stream has them."""
    return zlib.compress(operators.encode("ascii"), LEVEL)
