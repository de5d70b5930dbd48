"""Words of a Thai text, by nlpo3 over our own word file. Knows words, not where a line may end."""

import re
import threading
from functools import cache
from pathlib import Path

from desktop_app.errors import SurroundingsFailed
from desktop_app.paths import RESOURCES

from .clusters import cluster_ends

WORD_FILE = RESOURCES / "words" / "words_th.txt"
COMPOUND_FILE = RESOURCES / "words" / "compounds.txt"

# nlpo3 looks at every way to cut an ambiguous run: 100,000 characters of นานา would take minutes at once, so a run is shown
# to it in pieces. The end of a piece may cut a word in two: the last part of it is cut once more with what follows.
LONGEST_RUN = 120
_AGAIN = 45

_LONG_RUN = re.compile(f"[\u0e00-\u0e7f]{{{LONGEST_RUN + 1},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME = "sarup"  # nlpo3 keeps dictionaries by a name that is global in the process
_loading = threading.Lock()


def words(text: str) -> list[str]:
    """Words, blanks, numbers and marks in order; joined they are the text. No boundary lies inside a cluster."""
    pieces, start = [], 0
    for end in boundaries(text):
        pieces.append(text[start:end])
        start = end
    return pieces


def boundaries(text: str) -> list[int]:
    """Where each word ends, in code points; the last one is the length of the text."""
    _load()
    allowed = set(cluster_ends(text))
    ends, at = [], 0
    for piece in _cut(_SURROGATE.sub("\ufffd", text)):
        at += len(piece)
        if at in allowed:
            ends.append(at)
    return ends


def warm_up() -> None:
    """Loads the dictionary and the word lists (a third of a second), so that the first page need not wait for them."""
    _load()
    known()
    seams()


@cache
def known() -> frozenset[str]:
    """All words of the word file."""
    return frozenset(_lines(WORD_FILE))


@cache
def seams() -> dict[str, tuple[int, ...]]:
    """Long words of the word file that are made of words, and where: จัดกิจกรรม is จัด and กิจกรรม."""
    found = {}
    for line in _lines(COMPOUND_FILE):
        parts = line.split("|")
        found["".join(parts)] = tuple(len("".join(parts[:number])) for number in range(1, len(parts)))
    return found


def _cut(text: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for run in _LONG_RUN.finditer(text):
        pieces += _segment(text[start : run.start()])
        pieces += _cut_run(run.group())
        start = run.end()
    return pieces + _segment(text[start:])


def _cut_run(run: str) -> list[str]:
    """A run too long to be shown at once."""
    pieces: list[str] = []
    while len(run) > LONGEST_RUN:
        part = _segment(run[:LONGEST_RUN])
        kept, length = 0, 0
        while kept < len(part) and (kept == 0 or length + len(part[kept]) <= LONGEST_RUN - _AGAIN):
            length += len(part[kept])
            kept += 1
        pieces += part[:kept]
        run = run[length:]
    return pieces + _segment(run)


def _segment(text: str) -> list[str]:
    import nlpo3  # with its dictionary: after the window is up

    return nlpo3.segment(text, _NAME) if text else []


@cache
def _loaded() -> bool:
    """nlpo3 panics on a file it cannot read, and after that refuses every other one: the file is read by us first."""
    if not known():
        raise _unreadable(WORD_FILE)
    import nlpo3

    nlpo3.load_dict(str(WORD_FILE), _NAME)
    return True


def _load() -> None:
    with _loading:
        _loaded()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> SurroundingsFailed:
    return SurroundingsFailed(
        f"อ่านแฟ้มคำศัพท์ {path.name} ไม่ได้",
        "โปรดติดตั้งโปรแกรมใหม่ ข้อมูลรายงานยังอยู่ครบ",
        f"the word file {path} cannot be read",
    )
