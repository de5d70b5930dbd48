"""The code a paper carries of its record: the same for the same content on any laptop, in any style and digits. Knows no page.

Photographs count by their names. Fields and rows that nobody has filled do not count: a field that is added to the records
later leaves the codes of older papers as they were.
"""

import copy
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from .exchange import FORMAT, VERSION, as_name, to_json
from .fields import is_filled, lists_of
from .ids import SHORT_ID
from .records import Report

MARK = "SARUP1"  # begins the text of a QR code; the number is that of this form
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none that is taken for another one
_LOOKALIKES = str.maketrans("ILO", "110")
_HASHED = 15  # characters of 5 bits; one more tells a typing error
_GROUP = 4
_BITS, _FIELD = 5, 0b100101  # x^5 + x^2 + 1: x makes all of GF(32)

_TYPED = re.compile(r"(?<![0-9A-Z])(?=([0-9A-Z]{4}(?:[- ]?[0-9A-Z]{4}){3})(?![0-9A-Z]))")
_ID_BEFORE = re.compile(rf"(?<![0-9A-Z])[0-9A-F]{{{SHORT_ID}}}(?![0-9A-Z])")
_SCANNED = re.compile(rf"{MARK} (?P<id>\S{{1,{SHORT_ID}}}) (?P<revision>[0-9]+) (?P<digest>[0-9A-Z]{{16}})")


@dataclass(frozen=True, slots=True)
class Code:
    """What a paper says of itself: which report, which revision of it, and the digest of its record. A typed one may be a digest alone."""

    digest: str
    report_id: str = ""
    revision: int = 0

    @property
    def scanned(self) -> str:
        """The text of the QR code: capitals and digits alone make the smallest one."""
        return f"{MARK} {self.report_id[-SHORT_ID:].upper()} {self.revision} {self.digest}"

    @property
    def typed(self) -> str:
        """The digest as people read it and type it again."""
        return "-".join(self.digest[at : at + _GROUP] for at in range(0, len(self.digest), _GROUP))


def digest(report: Report) -> str:
    """75 bits of SHA-256 over all that is filled in the record, as 15 characters, and one that tells a typing error."""
    filled = copy.copy(report)
    for part in lists_of(Report):
        setattr(filled, part.name, [item for item in getattr(report, part.name) if is_filled(item)])
    told = {key: value for key, value in to_json(filled, as_name).items() if (key, value) not in _SAID_ANYWAY}
    text = json.dumps(_without_empty(told), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()) >> (256 - _HASHED * _BITS)
    values = [number >> at & 31 for at in range((_HASHED - 1) * _BITS, -1, -_BITS)]
    return "".join(_LETTERS[value] for value in (*values, _twice(_sum(values))))


def code_in(text: str) -> Code | None:
    """The code in what was scanned, or in what somebody typed off a paper; None where there is none, or it is typed wrongly."""
    upper = " ".join(text.upper().split())
    scanned = _SCANNED.search(upper)
    if scanned:
        found = Code(scanned["digest"], scanned["id"].lower(), int(scanned["revision"]))
        return found if _is_right(found.digest) else None
    for typed in reversed([*_TYPED.finditer(upper)]):  # what else may stand there, as an id, stands before
        letters = re.sub("[- ]", "", typed[1]).translate(_LOOKALIKES)
        if _is_right(letters):
            ids = _ID_BEFORE.findall(upper[: typed.start()])
            return Code(letters, ids[-1].lower() if ids else "")
    return None


_SAID_ANYWAY = (("format", FORMAT), ("version", VERSION))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, one in value.items() if (kept := _without_empty(one)) not in ("", None, [], {})}
    return [_without_empty(one) for one in value] if isinstance(value, list) else value


def _is_right(letters: str) -> bool:
    return all(letter in _LETTERS for letter in letters) and not _sum([_LETTERS.index(letter) for letter in letters])


def _sum(values: list[int]) -> int:
    """The values as a polynomial over GF(32) at x: 0 for a good code, never after one wrong or two exchanged characters."""
    total = 0
    for value in values:
        total = _twice(total) ^ value
    return total


def _twice(value: int) -> int:
    """Times x."""
    value <<= 1
    return value ^ _FIELD if value > 31 else value
