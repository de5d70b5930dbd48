"""Names of places in running text, found by the word before them alone: `ตำบลท่าตะโก`. Knows no record and no list of places."""

from collections.abc import Iterator, Sequence

from .beside import is_thai
from .phrases import FOLLOWERS, LEADERS, SITES

Span = tuple[int, int]

_SITES = frozenset(SITES)
_LONGEST = 20  # characters of a place's name
_NO_NAME = LEADERS | FOLLOWERS


def after_kinds(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The kind of place with its name, where a blank, the end or another kind of place closes it.

    What follows may be no name (`อำเภอจัดประชุม`), so the span is only a poor place for a line's end.
    """
    for number, (start, end) in enumerate(spans):
        if text[start:end] in _SITES:
            stop = _name_end(text, spans, number + 1)
            if stop is not None:
                yield start, stop


def _name_end(text: str, spans: Sequence[Span], first: int) -> int | None:
    stop = None
    for start, end in spans[first : first + _LONGEST]:
        word = text[start:end]
        if not is_thai(word[0]) or (word in _SITES and stop is not None):
            return stop
        if word in _NO_NAME or end - spans[first][0] > _LONGEST:
            return None
        stop = end
    return stop
