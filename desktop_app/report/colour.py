"""The colours of sRGB as an ICC profile (ICC.1:2001, version 2), made from the figures of IEC 61966-2-1: nobody else's file."""

import struct
from functools import lru_cache

NAME = "sRGB IEC61966-2.1"
_WHITE = (0.9642, 1.0, 0.8249)  # D50, as the format wants; the three colours are adapted to it
_COLOURS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 256


@lru_cache(maxsize=1)
def profile() -> bytes:
    tags = {b"desc": _described(), b"cprt": _padded(b"text\0\0\0\0No copyright, use freely\0"), b"wtpt": _xyz(*_WHITE)}
    tags |= {name: _xyz(*colour) for name, colour in _COLOURS.items()}
    start = 128 + 4 + 12 * (len(tags) + 3)
    table, body = [], b""
    for name, data in tags.items():
        table.append(name + struct.pack(">II", start + len(body), len(data)))
        body += data
    curve = _curve()  # one for all three
    table += [name + struct.pack(">II", start + len(body), len(curve)) for name in (b"rTRC", b"gTRC", b"bTRC")]
    body += curve
    return _head(start + len(body)) + struct.pack(">I", len(table)) + b"".join(table) + body


def _head(size: int) -> bytes:
    made = (2000, 1, 1, 0, 0, 0)  # always the same
    head = struct.pack(">I4xI4s4s4s6H4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ", *made, b"acsp")
    return (head + bytes(28) + b"".join(map(_fixed, _WHITE))).ljust(128, b"\0")


def _curve() -> bytes:
    values = [round(0xFFFF * _linear(step / (_STEPS - 1))) for step in range(_STEPS)]
    return _padded(b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _described() -> bytes:
    name = NAME.encode() + b"\0"
    return _padded(b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67))


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
