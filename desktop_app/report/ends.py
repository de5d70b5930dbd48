"""Where the lines of a paragraph end, the whole paragraph at once (Knuth & Plass 1981): words, glue and penalties. Knows no size.

Widths are thousandths of an em.
"""

from itertools import accumulate
from math import inf
from typing import Literal

from .boxes import Boxes
from .looks import Spacing

Shape = Literal["justified", "ragged", "balanced"]

# Knuth & Plass: a line costs (LINE + badness)² + penalty²; badness is 100 where it gives as much as it may.
LINE = 10.0
MOST_BADNESS = 10_000.0
SHORT_LAST_LINE = 0.12  # of the width: one syllable alone on the last line looks like an error
SHORT_COST = 4_000.0
RAGGED, BALANCED = 0.25, 0.5  # of the width: a ragged line this much shorter has the badness 100
OVERFULL = -5.0  # the ratio of a line that holds one word only and is too narrow for it
NOTHING = 5.0  # that a line without glue may be too short
ROUNDING = 1e-4


class Sums:
    """The words of a paragraph as running sums, so that any line is measured by subtractions.

    Of the line from word a up to word b: its ink is ``ink[b] - width[a]``, what it may give ``most[b] - more[a]`` and what it may
    take ``least[b] - less[a]``; it has ``blanks[b] - tails[b] - blanks[a]`` blanks and ``gaps[b] - tails[b] - 1 - gaps[a] + seams[a]``
    gaps that give.
    """

    def __init__(self, found: Boxes, spacing: Spacing, shape: Shape) -> None:
        words = found.words
        self.justified, self.balanced = shape == "justified", shape == "balanced"
        self.penalties = found.penalties
        self.width = list(accumulate([word.width for word in words], initial=0.0))
        self.ink = [0.0, *[before + word.ink for before, word in zip(self.width, words, strict=False)]]
        self.tails = [0, *[word.tails for word in words]]
        self.blanks = list(accumulate([word.blanks for word in words], initial=0))
        self.seams = [0] * (len(words) + 1)
        gaps = [word.gaps for word in words]
        for number in found.seams:
            gaps[number] -= 1
            self.seams[number] = 1
        self.gaps = list(accumulate(gaps, initial=0))
        if self.justified:
            self.more, self.most = self._given(spacing.blank_stretch * 10, spacing.cluster_stretch * 10)
            self.less, self.least = self._given(spacing.blank_shrink * 10, spacing.cluster_shrink * 10)
        else:
            self.more = self.most = self.less = self.least = [0.0] * (len(words) + 1)

    def _given(self, blank: float, gap: float) -> tuple[list[float], list[float]]:
        """What is given before each word that begins a line, and up to each that ends one."""
        both = list(zip(self.blanks, self.gaps, self.tails, self.seams, strict=True))
        return (
            [blanks * blank + (gaps - seam) * gap for blanks, gaps, _, seam in both],
            [(blanks - tails) * blank + (gaps - tails - 1) * gap for blanks, gaps, tails, _ in both],
        )


def ends(sums: Sums, first: float, rest: float) -> list[int]:
    """The numbers of the words before which the lines end: first within the bounds, else with the least harm."""
    before = _best(sums, first, rest, loosest=1.0) or _best(sums, first, rest, loosest=inf)
    assert before is not None
    found, at = [], len(sums.penalties)
    while at:
        found.append(at)
        at = before[at]
    return found[::-1]


def _best(sums: Sums, first: float, rest: float, loosest: float) -> list[int] | None:
    """For every word the best start of the line that ends after it; None when the bounds leave no way to the end.

    Linear: only starts from which a line of the right width leads here are looked at.
    """
    before_start, more, less, justified = sums.width, sums.more, sums.less, sums.justified
    give, power = (BALANCED, 2) if sums.balanced else (RAGGED, 3)
    costs, before, starts, lowest = [0.0], [0], [0], 0
    last = len(sums.penalties)
    for end, (ink, most, least) in enumerate(zip(sums.ink[1:], sums.most[1:], sums.least[1:], strict=True), 1):
        best, chosen = inf, 0
        for start in starts[lowest:]:
            width = rest if start else first
            slack = width - ink + before_start[start]
            room = (most - more[start] if justified else width * give) if slack >= 0 else least - less[start]
            ratio = slack / room if room > 0 else _without_glue(slack)
            if ratio < -1.0 and loosest == inf and start == end - 1:
                ratio = OVERFULL  # wider than the paper, whatever is done
            elif ratio < -1.0:
                if start == starts[lowest]:
                    lowest += 1
                continue
            if ratio > loosest and end != last:
                if start:
                    break  # later starts are looser still
                continue
            if end == last and ratio > 0 and not sums.balanced:
                short = start and width - slack < width * SHORT_LAST_LINE
                cost = costs[start] + LINE**2 + (SHORT_COST if short else 0.0)
            else:
                cost = costs[start] + (LINE + min(100 * abs(ratio) ** power, MOST_BADNESS)) ** 2
            if cost < best:
                best, chosen = cost, start
        costs.append(best + (0 if end == last else sums.penalties[end - 1] ** 2))
        before.append(chosen)
        if best < inf:
            starts.append(end)
        elif lowest == len(starts):
            return None
    return before if costs[last] < inf else None


def _without_glue(slack: float) -> float:
    if -ROUNDING < slack < NOTHING:
        return 0.0
    return inf if slack > 0 else -2.0
