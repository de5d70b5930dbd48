"""Names of people after their titles in running text, found by the title alone. Knows no record and no list of names."""

from collections.abc import Iterator, Sequence

from . import glue
from .beside import is_thai
from .phrases import FOLLOWERS, LEADERS, TITLES

Span = tuple[int, int]

_TITLES = frozenset(TITLES)
_LONGEST = 24  # characters of a first name or of a surname
_NO_NAME = LEADERS | FOLLOWERS


def after_titles(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
    """Title with first name, and the surname where one follows after a blank."""
    ranked = glue.name_starts(text)
    for number, (start, end) in enumerate(spans):
        if text[start:end] in _TITLES:
            begin, first = start, number + 1
            if first < len(spans) and text[spans[first][0] : spans[first][1]] == " ":
                first += 1
        elif start in ranked:
            begin, first = start, number
        else:
            continue
        last = _name(text, spans, first)
        if last is not None:
            yield (begin, spans[last][1]), _surname(text, spans, last + 1)


def _surname(text: str, spans: Sequence[Span], blank: int) -> Span | None:
    if blank + 1 >= len(spans) or text[spans[blank][0] : spans[blank][1]] != " ":
        return None
    last = _name(text, spans, blank + 1)
    return None if last is None else (spans[blank][0], spans[last][1])


def _name(text: str, spans: Sequence[Span], first: int) -> int | None:
    """The number of the last word of a name that begins with the word ``first``; None when that is no name."""
    last = None
    for number in range(first, len(spans)):
        start, end = spans[number]
        if not is_thai(text[start]) or text[start:end] in _NO_NAME or end - spans[first][0] > _LONGEST:
            break
        last = number
    return last
