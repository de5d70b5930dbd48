"""The record's own names in a text: protected words that are kept whole. Knows texts and names, no record."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .lexicon import known
from .words import boundaries

LONG = 40  # a longer name, such as a project's, may be parted at its word boundaries
HIDDEN = 12  # a name this long is in no other word
SHORT = 4  # a shorter one would be found inside other words

_BLANKS = re.compile(r"\s+")


def find(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand, in order, the longest where several begin; never a part of a longer dictionary word."""
    pattern = _pattern(tuple(names))
    if pattern is None:
        return []
    spans = [found.span() for found in pattern.finditer(text)]
    if not spans:
        return []
    hiding = _hiding_words(text, {start for start, end in spans if end - start < HIDDEN})
    return [(start, end) for start, end in spans if hiding.get(start, end) <= end]


def _hiding_words(text: str, starts: set[int]) -> dict[int, int]:
    """The ends of the dictionary words around the ``starts`` of names: สมาน is no person in สมานฉันท์."""
    ends: dict[int, int] = {}
    if not starts:
        return ends
    start = 0
    for end in boundaries(text):
        inside = starts.intersection(range(start, end))
        if inside and text[start:end] in known():
            ends.update(dict.fromkeys(inside, end))
        start = end
    return ends


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    tidy = {_BLANKS.sub(" ", name).strip() for name in names}
    usable = sorted((name for name in tidy if len(name) >= SHORT), key=lambda name: (-len(name), name))
    if not usable:
        return None
    one_of = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in usable)
    marks = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
    return re.compile(f"(?<![เ-ไ])(?:{one_of})(?![{marks}])")
