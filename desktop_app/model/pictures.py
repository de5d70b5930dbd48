"""Pictures, and fonts beside a style, as bytes: what they are called, how large they are, and how they stand in JSON. Decodes nothing."""

import base64
import binascii
import hashlib
import struct
from collections.abc import Callable
from typing import Any

from desktop_app.errors import Refused

from .values import refusal

Spoiled = Callable[
    [Refused], None
]  # hears of a picture that cannot be used; where it does not raise, the report goes without it

# What Pillow's readers raise in a broken file
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error, KeyError, IndexError, TypeError, OverflowError)
FILE_LIMIT = 15_000_000  # bytes of a file
PIXEL_LIMIT = 40_000_000
JPEG, PNG = "image/jpeg", "image/png"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_BEGINS = {b"\xff\xd8\xff": JPEG, _PNG_HEAD: PNG}
_FONTS = (b"\x00\x01\x00\x00", b"true")  # TrueType outlines (OpenType 1.9, "Organization of an OpenType Font")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers that tell a JPEG's size (ITU T.81, table B.1)
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SCAN = 0xDA


def refuse(error: Refused) -> None:
    """No report without its pictures."""
    raise error


def name_of(data: bytes) -> str:
    """The name under which a picture is kept: SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def kind_of(data: bytes) -> str:
    """JPEG, PNG, or "" for anything else: by the first bytes, whatever the file's name says."""
    return next((kind for begin, kind in _BEGINS.items() if data.startswith(begin)), "")


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as the head of the file tells them; (0, 0) where it does not."""
    if kind_of(data) == PNG:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return _frame(data)[:2]


def is_printable(data: bytes) -> bool:
    """A JPEG that a page can take as it is: 8 bits a channel, grey or three colours, of a sensible size."""
    width, height, bits, channels = _frame(data)
    return 0 < width * height <= PIXEL_LIMIT and bits == 8 and channels in (1, 3)


def is_font(data: bytes) -> bool:
    """A TrueType font by its first bytes; whether it is a good one is for :mod:`desktop_app.report.own_family` to say."""
    return data.startswith(_FONTS)


def may_be_kept(data: bytes) -> bool:
    """In a database, under its name: what a page can take."""
    return is_printable(data) or is_font(data)


def channels_of(data: bytes) -> int:
    """1 for a grey picture, 3 for one in colour."""
    if kind_of(data) == PNG:
        return {0: 1, 2: 3}.get(data[25], 0)
    return _frame(data)[3]


def lines_of(png: bytes) -> bytes:
    """The compressed lines of a PNG, its IDAT chunks without what is about them (RFC 2083, 4.1.3)."""
    found, at = [], len(_PNG_HEAD)
    while at < len(png):
        end = at + 8 + int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            found.append(png[at + 8 : end])
        at = end + 4
    return b"".join(found)


def segments(data: bytes) -> list[tuple[int, int, int]]:
    """A JPEG's parts before the picture proper: marker, start and end of what is in it. [] for what is no JPEG."""
    found = []
    at = 2 if kind_of(data) == JPEG else len(data)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        found.append((marker, at + 4, end))
        if marker == _SCAN:
            break
        at = end
    return found


def _frame(data: bytes) -> tuple[int, int, int, int]:
    """Width, height, bits and channels of a JPEG; zeros where its head does not tell."""
    for marker, start, end in segments(data):
        if marker in _FRAMES and end - start >= 6 and len(data) >= end:
            height, width = (
                int.from_bytes(data[start + 1 : start + 3], "big"),
                int.from_bytes(data[start + 3 : start + 5], "big"),
            )
            return width, height, data[start], data[start + 5]
    return 0, 0, 0, 0


def data_url(data: bytes) -> str:
    """The picture as a JSON file carries it (RFC 2397)."""
    return f"data:{kind_of(data)};base64,{base64.b64encode(data).decode('ascii')}"


def from_data_url(value: Any, place: str) -> bytes:
    """The picture in a data URL, or in bytes that never left the program; b"" for none.

    :raises Refused: it is not JPEG or PNG, it is too large, or its base64 is broken; the message names ``place``.
    """
    if value is None or value == "":
        return b""
    data = value if isinstance(value, bytes) else _decoded(value, place)
    if len(data) > FILE_LIMIT:
        limit = f"{FILE_LIMIT // 1_000_000} MB"
        raise refusal(place, f"ภาพใหญ่กว่า {limit}", f"the picture is over {limit}")
    width, height = size_of(data)
    if width * height == 0:
        raise refusal(place, "ไม่ใช่ภาพ JPEG หรือ PNG", "this is no JPEG or PNG picture")
    if width * height > PIXEL_LIMIT:
        raise refusal(
            place,
            f"ภาพมี {width:,} x {height:,} จุด มากเกินไป",
            f"the picture has too many pixels: {width:,} x {height:,}",
        )
    return data


def _decoded(value: Any, place: str) -> bytes:
    if isinstance(value, str):
        head, _, code = value.partition(",")
        if head in (f"data:{JPEG};base64", f"data:{PNG};base64"):
            try:
                return base64.b64decode(code, validate=True)
            except (binascii.Error, ValueError):
                raise refusal(place, "base64 เสียหาย", "broken base64") from None
    raise refusal(place, 'ต้องขึ้นต้นด้วย "data:image/jpeg;base64,"', '"data:image/jpeg;base64,…" is expected')
