"""Orthographic clusters: the smallest pieces of a text that may never be separated. Knows characters, not words.

Thai: a base with all its marks, a leading vowel with its consonant, sara am with what carries it. Everything else follows
the extended grapheme clusters of UAX #29, whose properties are taken from general categories: where the two differ, more
is kept together. The time is linear in the text.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import category

_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"  # above and below vowels, sara am, tone marks, thanthakhat, nikhahit
_LEADING = "\u0e40-\u0e44"  # เ แ โ ใ ไ; a doubled one is a typing error for แ

_THAI = re.compile(
    f"(?:[{_LEADING}](?:(?![ก-ฮ])[{_MARKS}])*){{1,2}}[ก-ฮ]?[{_MARKS}]*|\r\n|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f][{_MARKS}]*"
)
_SIMPLE = re.compile("[\x00-\xac\xae-\u02ff\u0e00-\u0e7f\u2010-\u2027\u2030-\u205e\u200b]*")  # no joins but Thai ones

_JOINERS = "\u200c\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_PREPEND = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_HALF_WIDTH_VOICE = "\uff9e\uff9f"


def clusters(text: str) -> list[str]:
    """The clusters in order; joined they are the text."""
    if _SIMPLE.fullmatch(text):
        return _THAI.findall(text)
    return list(_joined(_THAI.findall(text)))


def cluster_ends(text: str) -> list[int]:
    """Where each cluster ends, in code points; the last one is the length of the text."""
    return list(accumulate(map(len, clusters(text))))


def _joined(pieces: list[str]) -> Iterator[str]:
    """Pieces put together where UAX #29 says so."""
    held: list[str] = []
    flags = 0
    for piece in pieces:
        first = piece[0]
        flag = ord(first) in _FLAGS
        joined = held and (extends(first) or _goes_on(held[-1], first) or (flag and flags % 2))
        if joined and not _is_control(held[0]):
            held.append(piece)
            flags += flag
            continue
        if held:
            yield "".join(held)
        held, flags = [piece], int(flag)
    if held:
        yield "".join(held)


def extends(char: str) -> bool:
    """Never begins a cluster: combining marks, joiners, skin tones, tag characters, sara am of Thai and Lao."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        category(char) in ("Mn", "Me", "Mc")
        or char in _JOINERS
        or code in _SKINS
        or code in _TAGS
        or char in _HALF_WIDTH_VOICE
        or char in "\u0e33\u0eb3"
    )


def _goes_on(before: str, char: str) -> bool:
    """Whether ``char`` belongs to what ends with ``before`` though it is no mark."""
    last = before[-1]
    if last in _PREPEND:
        return not _is_control(char)
    if last == "\u200d":
        return category(char) in ("So", "Sm", "Sk", "Cn")  # pictographs
    one, two = _hangul(last), _hangul(char)
    return (one, two) in _HANGUL_PAIRS


_HANGUL_PAIRS = frozenset(
    [
        ("L", "L"),
        ("L", "V"),
        ("L", "LV"),
        ("L", "LVT"),
        ("LV", "V"),
        ("V", "V"),
        ("LV", "T"),
        ("V", "T"),
        ("LVT", "T"),
        ("T", "T"),
    ]
)


def _hangul(char: str) -> str:
    code = ord(char)
    if code < 0x1100:
        return ""
    if 0xAC00 <= code <= 0xD7A3:
        return "LVT" if (code - 0xAC00) % 28 else "LV"
    if code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V" if code <= 0x11A7 or code >= 0xD7B0 else ""
    if code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T" if code <= 0x11FF or code >= 0xD7CB else ""
    return ""


def _is_control(piece: str) -> bool:
    return (
        piece[0] not in _JOINERS and category(piece[0]) in ("Cc", "Zl", "Zp", "Cf", "Cs") and piece[0] not in _PREPEND
    )
