"""Where a line of Thai may end, and how well. Knows words and rules of good style, not the width of a line."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from . import glue, names, people, sites, strange
from .beside import BLANKS, GAPS, LEGAL, POOR, SLIGHT, SOFT, ZWSP, cost, is_thai
from .clusters import cluster_ends, clusters, extends
from .lexicon import seams
from .phrases import SUFFIXES
from .words import boundaries

__all__ = ["LEGAL", "POOR", "SLIGHT", "SOFT", "ZWSP", "Break", "emergency", "for_labels", "opportunities"]

HYPHEN = "-"  # at a line's end readers take it for a sign of division, and the text comes out without it
_AFTER_GAP = re.compile("[{0}](?=[^{0}])".format("".join(sorted(GAPS))))
_HOLDING = frozenset("\u00a0\u202f\u2007\u2060\ufeff")
_OPENING = frozenset("([{“‘«‹฿$€£（「『【〈《")
_CLOSING = frozenset(")]}”’»›:;,.!?…%‰°ๆฯะาำๅ）」』】〉》、。，．：；！？")
_PLAIN = (
    frozenset(map(chr, [*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E45)])) - _CLOSING
)  # letters between which the words alone decide
_SHORT = 8  # letters: what stands alone and is no longer is not worth parting
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014")

Span = tuple[int, int]


class Break(NamedTuple):
    """A line may end before ``text[at]``; ``cost`` is 0 for a good place, up to 60 for a poor one."""

    at: int
    cost: int


def opportunities(text: str, protected: Sequence[str] = ()) -> list[Break]:
    """Every place inside ``text`` where a line may end, in order; what is not in the list is forbidden.

    The blanks before a place belong to the line that ends there. ``protected`` are names that stay whole; one longer
    than ``names.LONG`` characters may be parted at its words, poorly.
    """
    whole = names.find(text, protected) if protected else []
    spans = _words(text, whole)
    words = [text[start:end] for start, end in spans]
    costs = _between(text, spans, words)
    for start, end in glue.never(text):
        _hold(costs, start, end)
    for (start, end), surely in sites.after_kinds(text, spans, words):
        if surely:
            _hold(costs, start, end)
        else:
            _raise(costs, start, end, SOFT)
    lone = people.standing_alone(text)
    for start, end in lone:
        if end - start <= _SHORT:
            _raise(costs, start, end, POOR)
    _keep_people(costs, people.after_titles(text, spans, words), whole, POOR)
    _keep_people(costs, people.alone(text, spans, lone), whole, SOFT)
    for start, end in glue.dates(text):
        costs.update((at, POOR) for at in range(start + 1, end) if text[at - 1] in BLANKS)
    for start, end in whole:
        _hold(costs, start, end)
        if end - start > names.LONG:
            costs.update(_inside_name(text, start, end, protected))
    costs.update((at, SOFT) for at in chain(glue.seams(text), glue.after_offices(text), glue.date_dashes(text)))
    quotes, bullets = _closing_quotes(text), glue.bullets(text)
    return [
        Break(at, costs[at])
        for at in sorted(costs)
        if (text[at] in _PLAIN and text[at - 1] in _PLAIN) or _allowed(text, at, quotes, bullets)
    ]


def emergency(text: str) -> list[int]:
    """Places for a word wider than the line: between clusters, never before what hangs on the cluster at its left."""
    pieces = clusters(text)
    places, at = [], 0
    for piece, after in zip(pieces, pieces[1:], strict=False):
        at += len(piece)
        held = (
            piece == HYPHEN
            or after[0] in _CLOSING
            or "\u0e4c" in after
            or after[0] in _HOLDING
            or piece[-1] in _HOLDING
        )
        if not held and after[0] not in BLANKS and piece[-1] not in _OPENING:
            places.append(at)
    return places


def for_labels(text: str) -> str:
    """``text`` with U+200B where a line may end without a blank, for Qt, which knows no Thai words without libthai."""
    parts, start = [], 0
    for at, price in opportunities(text):
        if price < POOR and text[at - 1] not in GAPS:
            parts.append(text[start:at])
            start = at
    return ZWSP.join([*parts, text[start:]])


def _words(text: str, whole: Sequence[Span]) -> list[Span]:
    """The words as spans; each span in ``whole`` is one word."""
    ends: list[int] = []
    at = 0
    for start, stop in whole:
        ends += [at + end for end in boundaries(text[at:start])]
        ends.append(stop)
        at = stop
    ends += [at + end for end in boundaries(text[at:])]
    return list(zip([0, *ends], ends, strict=False))


def _between(text: str, spans: Sequence[Span], words: Sequence[str]) -> dict[int, int]:
    """Word boundaries and places after blanks, with their costs."""
    costs = {found.end(): LEGAL for found in _AFTER_GAP.finditer(text) if not extends(text[found.end()])}
    prices = map(cost, words, words[1:])
    costs.update([(start, price) for (start, _), price in zip(spans[1:], prices, strict=False) if price is not None])
    for number in strange.inside(words):
        costs.pop(spans[number][0], None)
    watched = _watched()
    for number, word in enumerate(words):
        if word in watched:
            start, end = spans[number]
            costs.update((start + at, SOFT) for at in seams().get(word, ()))
            if word in SUFFIXES and not is_thai(text[end : end + 1] or " ") and text[start - 1 : start] not in GAPS:
                costs.pop(start, None)
        elif word > "\u2e7f":
            start = spans[number][0]
            ends = cluster_ends(word)[:-1]
            costs.update((start + at, LEGAL) for at in ends if _is_sign(word[at]) or _is_sign(word[at - 1]))
    return costs


@cache
def _watched() -> frozenset[str]:
    """Words with places of their own, inside or before them."""
    return SUFFIXES.union(seams())


def _is_sign(char: str) -> bool:
    """Ideographs, kana and pictographs, between which a line may end without a blank."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff01" <= char <= "\uff60"
        or char >= "\U0001f000"
    )


def _hold(costs: dict[int, int], start: int, end: int) -> None:
    for at in range(start + 1, end):
        costs.pop(at, None)


def _raise(costs: dict[int, int], start: int, end: int, price: int) -> None:
    costs.update((at, max(costs[at], price)) for at in range(start + 1, end) if at in costs)


def _keep_people(
    costs: dict[int, int], found: Iterable[tuple[Span, Span | None]], whole: Sequence[Span], between: int
) -> None:
    """First name with its title, surname whole; ``between`` the two only in need. Names in ``whole`` have no more parts."""
    ends = {end for _, end in whole}
    for first, surname in found:
        _hold(costs, *first)
        if surname and first[1] not in ends:
            _hold(costs, *surname)
            costs[surname[0] + 1] = between


def _inside_name(text: str, start: int, end: int, protected: Sequence[str]) -> dict[int, int]:
    """The word boundaries of a long name; its blanks are the better ones. A short name in it stays whole."""
    name = text[start:end]
    within = opportunities(name, [one for one in protected if len(one) <= names.LONG])
    return {start + at: SOFT if name[at - 1] in GAPS else POOR for at, _ in within}


def _closing_quotes(text: str) -> set[int]:
    """Straight quotation marks that close: every second one."""
    if '"' not in text:
        return set()
    return set([at for at, char in enumerate(text) if char == '"'][1::2])


def _allowed(text: str, at: int, closing_quotes: set[int], bullets: set[int]) -> bool:
    """Whether the characters around the place let a line end there."""
    last = at - 1
    while last > 0 and text[last] in BLANKS:
        last -= 1
    before, after = text[last], text[at]
    if text[at - 1] == ZWSP:
        return after not in _HOLDING
    if after in _CLOSING or after in _HOLDING or before in _HOLDING or before in _OPENING:
        return False
    if before == '"' and last not in closing_quotes:
        return False
    if after == '"' and at in closing_quotes:
        return False
    blank = last < at - 1
    if at in bullets or last in bullets:
        return at in bullets
    if after in _DASHES or after == "/":
        return blank and "\n" in text[last + 1 : at]
    if before in _DASHES and (last == 0 or text[last - 1] in "\n\r"):
        return False  # the dash of a list's item stays with it
    if before == HYPHEN and (not blank or text[last - 1].isalpha()):
        return False
    return blank or not (before == "." or (before in _DASHES and text[last - 1] in GAPS))
