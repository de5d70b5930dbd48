"""What differs between two texts, by words. Takes a while on long texts: ask for it in the background."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_PAIRS = 2_000_000  # of equal words: more take over a second, and a word said 10,000 times 20 s
SAME, ONLY_OLD, ONLY_NEW = "same", "old", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they stand in both texts or only in one."""

    text: str
    where: str  # SAME, ONLY_OLD or ONLY_NEW


@dataclass(frozen=True, eq=False)
class Pair:
    old: str
    new: str


def differences(old: str, new: str) -> list[Piece]:
    """Joined, the pieces without ONLY_NEW are ``old`` and those without ONLY_OLD are ``new``."""
    from desktop_app.thai.words import words

    before, after = words(old), words(new)
    pieces: list[Piece] = []
    rough = _pairs(before, after) > MOST_PAIRS
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=rough).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if gone == come:
            pieces.append(Piece(gone, SAME))
            continue
        pieces += [Piece(text, where) for text, where in ((gone, ONLY_OLD), (come, ONLY_NEW)) if text]
    return pieces


def _pairs(before: list[str], after: list[str]) -> int:
    """How many pairs of equal words there are between the two: the work of comparing them exactly."""
    there = Counter(after)
    return sum(count * there[word] for word, count in Counter(before).items())


def compare(pair: Pair, cancelled: Callable[[], bool]) -> Iterator[list[Piece]]:
    """:func:`differences` as work of ``Newest``."""
    yield differences(pair.old, pair.new)
