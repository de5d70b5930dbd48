"""Words of a Thai text: the fewest and commonest words of our lexicon that make it up. Knows words, not where a line may end.

Maximal matching, as newmm does it (PyThaiNLP, and nlpo3 in Rust), over one graph for a whole run of Thai letters, and of equally
many words the commoner ones (`ยาก|กว่า|การ`, not `ยา|กก|ว่าการ`). Written here
because nlpo3 builds its dictionary for 80-140 ms without letting any other thread run, needs exponential time for
ambiguous runs, and cannot recover from a word file it cannot read; on hand-marked sentences both end lines at the same places.
"""

import re
from bisect import bisect_left, bisect_right

from .clusters import cluster_ends
from .lexicon import Beginnings, known
from .misspelled import joined
from .typed import respelled

_PART = re.compile(
    r"([ก-ฺเ-๎]+)|[-a-zA-Z]+|[0-9]+(?:[,.][0-9]+)*|[๐-๙]+(?:[,.][๐-๙]+)*|[ \t]+|\r?\n|[^\u0e00-\u0e7f \t\r\n]+|.",
    re.DOTALL,
)

_BARE = re.compile("[ก-ฮ]{1,6}$")  # what an abbreviation is made of
_DOTTED = re.compile("[ก-\u0e4e]{3}[ก-ฮ]\\.")  # there may be words before it

_UNHEARD = 1000  # what letters cost that are no word: dearer than any word
_FURTHER = 300  # and each cluster of them after the first
_LETTER = 200  # each letter of an abbreviation after words: `นายก|รพ.` and not `นาย|กรพ.`
_FAR = 1 << 60  # where no way has come yet

_HEAD = 4  # letters by which words are looked up: with fewer there are more lengths to try, with more there is more to look up first
_BEGINNINGS = Beginnings()


def words(text: str) -> list[str]:
    """Words, blanks, numbers and marks in order; joined they are the text. No boundary lies inside a cluster."""
    pieces, start = [], 0
    for end in boundaries(text):
        pieces.append(text[start:end])
        start = end
    return pieces


def boundaries(text: str) -> list[int]:
    """Where each word ends, in code points; the last one is the length of the text. The time is linear in the text."""
    allowed = cluster_ends(text)
    found: list[int] = []
    dots = {dot.end() - 1 for dot in _DOTTED.finditer(text)} if "." in text else ()
    for part in _PART.finditer(text):
        start, stop = part.span()
        last = bisect_left(allowed, stop)
        if part[1]:
            ends = [end - start for end in allowed[bisect_right(allowed, start) : last]]
            ends.append(stop - start)
            found += [start + end for end in _cut(part[1], ends, stop in dots)]
        else:
            found.append(stop)
        if allowed[last] > stop:  # a mark, at the beginning of the next part, belongs to this one's last letter
            found.pop()
    return found


def _cut(run: str, ends: list[int], dotted: bool = False) -> list[int]:
    """Where the words of a run of Thai letters end, whose clusters end there. Most are made of known words: others cost a second look.
    ``dotted``: a full stop follows."""
    found = _cheapest(run, ends, unheard=False)
    if dotted and (bare := _BARE.search(run)):
        found = _abbreviated(run, ends, bare.start(), found)
    if found:
        return found
    meant, places = respelled(run)
    if meant != run:
        right = [places[end - 1] for end in _cut(meant, cluster_ends(meant))]
        return sorted(set(right).intersection(ends))
    return joined(run, _cheapest(run, ends, unheard=True))


def _abbreviated(run: str, ends: list[int], bare: int, found: list[int]) -> list[int]:
    """``found``, or what costs less: words and the letters of an abbreviation, as in `ของ|กปภ` and not `ขอ|งกปภ`."""
    least = _price(run, found) if found else _FAR
    for number, at in enumerate(ends[:-1]):
        before = _cheapest(run[:at], ends[: number + 1], unheard=False) if at >= bare else []
        price = _price(run, before) + _LETTER * (len(run) - at)
        if before and price < least:
            least, found = price, [*before, len(run)]
    return found


def _price(run: str, ends: list[int]) -> int:
    return sum(known()[run[start:end]] for start, end in zip([0, *ends], ends, strict=False))


def _cheapest(run: str, ends: list[int], unheard: bool) -> list[int]:
    """The way of least cost, of equal ones the first found; empty if there is none without ``unheard`` words."""
    price_of = known().get
    cost = [0] * (len(run) + 1)  # inside a cluster no way is cheaper: no word ends there
    for end in ends:
        cost[end] = _FAR
    came_from = [0] * len(cost)
    strange = [_FAR] * len(cost) if unheard else []  # what it cost where the letters before were no word
    here, last = 0, len(run)
    for after in ends:
        so_far = cost[here]
        if so_far < _FAR:
            for length, price in _BEGINNINGS[run[here : here + _HEAD]]:
                end = here + length
                if end > last:
                    break
                price = so_far + (price or price_of(run[here:end], _FAR))
                if price < cost[end]:
                    cost[end] = price
                    came_from[end] = here
            if unheard:
                further = strange[here] == so_far
                price = so_far + (_FURTHER if further else _UNHEARD)
                if price < cost[after]:
                    cost[after] = strange[after] = price
                    came_from[after] = came_from[here] if further else here
        here = after
    return _steps(came_from) if cost[-1] < _FAR else []


def _steps(came_from: list[int]) -> list[int]:
    """The places of the way to the last one, the first of them not counted."""
    steps = []
    here = len(came_from) - 1
    while here:
        steps.append(here)
        here = came_from[here]
    return steps[::-1]
