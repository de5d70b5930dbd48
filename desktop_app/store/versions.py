"""One version of the log: its content hash, and the clock that dates it. Knows no connection."""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

DAY = 86_400_000  # milliseconds
LATEST = (
    32_503_680_000_000 << 16
)  # a clock's reading in the year 3000; a computer set to the Buddhist year 2569 is before it
DEVICES = 1 << 47  # device numbers lie below: six bytes in SQLite, and exact for every reader of JSON
CONTENT = ("device", "seq", "since", "hlc", "table", "row", "field", "value", "user", "reason", "app_version")

_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_quoted = json.encoder.encode_basestring
_told = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: half of the time
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def digest(content: Iterable[Any], parents: Iterable[tuple[int, int, bytes]]) -> bytes:
    """SHA-256 over a version's content, in the order of :data:`CONTENT`, and over its parents' numbers and hashes."""
    chain = ",".join([f'[{device},{seq},"{hash_.hex()}"]' for device, seq, hash_ in sorted(parents)])
    told = ",".join(
        [_quoted(one) if type(one) is str else str(one) if type(one) is int else _told(one) for one in content]
    )
    told = f"[{told},[{chain}]]"  # JSON, put together by hand: a third of the time of a merge was json.dumps
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()


def json_text(value: Any) -> str:
    """A plain value as the log keeps it."""
    return _told(value)


def written(text: str) -> str:
    """A name or a reason without what no database takes."""
    return _UNWRITABLE.sub(" ", text)[:200]


def is_too_late(hlc: int) -> bool:
    """A reading of the last day that is taken from anybody; what follows it is dated earlier (see :class:`Clock`)."""
    return hlc >> 16 >= (LATEST >> 16) - DAY


def from_json(text: str) -> Any:
    """As json.loads in a third of its time, for what :func:`json_text` wrote: no blanks around.

    :raises ValueError: it is no JSON.
    """
    try:
        value, end = _scan(text, 0)
    except StopIteration as error:
        raise ValueError("no JSON") from error
    if end != len(text):
        raise ValueError("more than JSON")
    return value


class Clock:
    """A hybrid logical clock (Kulkarni et al. 2014): milliseconds of the wall clock in the upper 48 bits, a counter below.

    Each save takes one reading, in a millisecond of its own, and counts its versions up from there. A reading is above
    the save before and above the versions that are followed. A wall clock that once stood more than a day ahead does not
    date everything after it: then only the versions that are followed bind, and of these none of the last day that is
    taken from anybody (:data:`LATEST`): what was written after it would be taken by nobody.
    """

    def __init__(self, seconds: Callable[[], float] | None = None) -> None:
        self._seconds = seconds or time.time

    def now(self) -> int:
        """The wall clock in milliseconds."""
        return max(0, int(self._seconds() * 1000))

    def reading(self, last: int, *followed: int) -> int:
        """The next reading: ``last`` is this device's latest, ``followed`` those of the versions that are followed."""
        now, last = self.now(), last >> 16
        after = max((one >> 16 for one in followed if not is_too_late(one)), default=0)
        return max(now, after + 1, last + 1 if last - now <= DAY else 0) << 16
