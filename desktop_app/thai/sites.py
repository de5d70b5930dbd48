"""Names of places in running text, found by the word before them: `ตำบลท่าตะโก`. Knows districts, but no record."""

from collections.abc import Iterator, Sequence

from .beside import is_thai
from .lexicon import places
from .phrases import FOLLOWERS, LEADERS, SITES

Span = tuple[int, int]

_SITES = frozenset(SITES)
_LONGEST = 20  # characters of a place's name
_NO_NAME = LEADERS | FOLLOWERS


def after_kinds(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The kind of place with its name, and whether that is surely one: a province's or a district's.

    Other names are told by the blank, the end or the other kind of place that closes them. What follows may be no name
    (`อำเภอจัดประชุม`), so such a span is only a poor place for a line's end.
    """
    for number, (start, end) in enumerate(spans):
        if text[start:end] in _SITES:
            stop = _name_end(text, spans, number + 1)
            if stop is not None:
                yield (start, stop), False
            district = next((stop for stop in range(end + _LONGEST, end, -1) if text[end:stop] in places()), None)
            if district is not None:
                yield (end, district), True


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
