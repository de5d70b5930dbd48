"""Three-way merge of a text cut into words: what each of two people changed in what both started from.

Knows no language: who calls it cuts the words.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST_PAIRS = 2_000_000  # of equal words: comparing more exactly takes over a second


def three_way(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Both changes in one; None where they touch each other or the same place, so that a person must choose."""
    merged: list[str] = []
    at = left = right = 0
    for start, end, mine_at, theirs_at in _agreed(base, mine, theirs):
        part = _one_of(base[at:start], mine[left:mine_at], theirs[right:theirs_at])
        if part is None:
            return None
        merged += [*part, *base[start:end]]
        at, left, right = end, mine_at + end - start, theirs_at + end - start
    return merged


def _one_of(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Sequence[str] | None:
    """The words between two places where all agree."""
    if list(mine) in (list(theirs), list(base)):
        return theirs
    return mine if list(theirs) == list(base) else None


def _agreed(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Stretches of the base that both kept: start, end, where it stands in mine and in theirs; at last the empty end."""
    kept_by_mine, kept_by_theirs = _kept(base, mine), _kept(base, theirs)
    found: list[tuple[int, int, int, int]] = []
    one = other = 0
    while one < len(kept_by_mine) and other < len(kept_by_theirs):
        (a, in_mine, length), (b, in_theirs, size) = kept_by_mine[one], kept_by_theirs[other]
        start, end = max(a, b), min(a + length, b + size)
        if start < end:
            found.append((start, end, in_mine + start - a, in_theirs + start - b))
        if a + length < b + size:
            one += 1
        else:
            other += 1
    return [*found, (len(base), len(base), len(mine), len(theirs))]


def _kept(base: Sequence[str], changed: Sequence[str]) -> list[tuple[int, int, int]]:
    there = Counter(changed)
    rough = sum(count * there[word] for word, count in Counter(base).items()) > MOST_PAIRS
    blocks = SequenceMatcher(None, base, changed, autojunk=rough).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]
