"""Names of people after their titles in running text, found by the title alone. Knows no record and no list of names."""

import re
from collections.abc import Iterator, Sequence

from . import glue
from .beside import is_thai
from .phrases import FOLLOWERS, LEADERS, TITLES

Span = tuple[int, int]

_TITLES = frozenset(TITLES)
_NO_OFFICE = frozenset(["นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง"])
_YOU = "คุณ"  # a title where first name and surname follow, each between blanks; else a word like others: คุณครู
_SHORT = 14  # characters of such a name's parts
_FULL_NAME = re.compile("([ก-\u0e4e]+) ([ก-\u0e4e]+)(?= |$)")
_LONGEST = 24  # characters of a first name or of a surname
_NO_NAME = LEADERS | FOLLOWERS


def after_titles(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
    """Title with first name, and the surname where one follows after a blank."""
    ranked = glue.name_starts(text)
    for number, (start, end) in enumerate(spans):
        if text[start:end] in _TITLES:
            begin, first = start, number + 1
            if first < len(spans) and text[spans[first][0] : spans[first][1]] == " ":
                if text[start:end] not in _NO_OFFICE:  # `กำนัน ผู้ใหญ่บ้าน` are two
                    continue
                first += 1
        elif text[start:end] == _YOU and _is_full_name(text, end):
            begin, first = start, number + 1
        elif start in ranked:
            begin, first = start, number
        else:
            continue
        last = _name(text, spans, first, surely=start in ranked)
        if last is not None:
            yield (begin, spans[last][1]), _surname(text, spans, last + 1)


def _is_full_name(text: str, at: int) -> bool:
    """Whether two short Thai words between blanks stand there, as `วรรณวิสา ศรีทะเล ` after คุณ."""
    found = _FULL_NAME.match(text, at)
    return found is not None and max(map(len, found.groups())) <= _SHORT


def _surname(text: str, spans: Sequence[Span], blank: int) -> Span | None:
    if blank + 1 >= len(spans) or text[spans[blank][0] : spans[blank][1]] != " ":
        return None
    last = _name(text, spans, blank + 1)
    return None if last is None else (spans[blank][0], spans[last][1])


def _name(text: str, spans: Sequence[Span], first: int, surely: bool = False) -> int | None:
    """The number of the last word of a name that begins with the word ``first``; None when that is no name. ``surely``: that word
    belongs to it, as after a rank: ดร.เพียงดาว."""
    last = None
    for number in range(first, len(spans)):
        start, end = spans[number]
        told = text[start:end] in _NO_NAME and not (surely and number == first)
        if not is_thai(text[start]) or told or end - spans[first][0] > _LONGEST:
            break
        last = number
    return last
