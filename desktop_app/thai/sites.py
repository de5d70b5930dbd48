"""Names of places in running text, found by the word before them: `ตำบลท่าตะโก`. Knows districts, but no record."""

from collections.abc import Iterator, Sequence

from .beside import is_thai
from .lexicon import SELDOM, known, places
from .phrases import DEEDS, FOLLOWERS, LEADERS, MAKING, SITES

Span = tuple[int, int]

_SITES = frozenset(SITES)
# Short names that end with a blank are held after these; after others it may be none: `บ้านเราดีกว่า `.
_NAMED = frozenset(["เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "แขวง"])
_LARGER = (" อำเภอ", " จังหวัด", " อ.", " จ.")
_SHORT_NAME = 12  # characters of a name that is told by the larger place after it
_LONGEST = 20  # characters of a place's name
_MOST = 5  # words of such a name
_SHORT = 6  # characters of a word in it
_COMMON, _UNCOMMON = 420, 480  # what words cost that end a name, and that are seldom met but in names
_NO_NAME = LEADERS | FOLLOWERS


def after_kinds(text: str, spans: Sequence[Span], words: Sequence[str]) -> Iterator[tuple[Span, bool]]:
    """The kind of place with its name, and whether that is surely one: a province's or a district's.

    Other names are told by the blank, the end or the other kind of place that closes them. What follows may be no name
    (`อำเภอจัดประชุม`), so such a span is only a poor place for a line's end.
    """
    for number, word in enumerate(words):
        if word in _SITES:
            start = spans[number][0]
            stop = _name_end(text, spans, number + 1)
            if stop is not None:
                yield (start, stop), _is_listed(text, spans[number][1], stop)
                if word in _NAMED and _stands_alone(text, spans, number, stop):
                    yield (spans[number][1], stop), True
            name = _surely(text, spans, number)
            if name is not None:
                yield name, True


def _is_listed(text: str, start: int, stop: int) -> bool:
    """Whether the next larger place follows a short name: `ตำบลท่าพญา อำเภอ…`."""
    return stop - start <= _SHORT_NAME and text.startswith(_LARGER, stop)


def _stands_alone(text: str, spans: Sequence[Span], kind: int, stop: int) -> bool:
    """Whether a name of short words, none of which is a deed, is all there is before a blank: `เทศบาลตำบลเวียงกาหลวง `."""
    start = spans[kind][1]
    if stop - start > _SHORT_NAME or is_thai(text[stop : stop + 1] or " "):
        return False
    for begin, end in spans[kind + 1 :]:
        if begin >= stop:
            break
        if end - begin > _SHORT or text[begin:end] in DEEDS:
            return False
    return True


def _surely(text: str, spans: Sequence[Span], kind: int) -> Span | None:
    """A province or district, or two short words of which one is seldom met, and more such words: `เกาะปันหยี`."""
    start = spans[kind][1]
    for end in range(start + _LONGEST, start, -1):
        if text[start:end] in places():
            return start, end
    prices: list[int] = []
    for number in range(kind + 1, min(len(spans), kind + 1 + _MOST)):
        word = text[slice(*spans[number])]
        price = known().get(word, SELDOM)
        told = len(word) > _SHORT or word in _NO_NAME or word.startswith(MAKING)
        if not is_thai(word[0]) or told or (len(prices) > 1 and price < _COMMON):
            break
        prices.append(price)
    return (start, spans[kind + len(prices)][1]) if len(prices) > 1 and max(prices[:2]) >= _UNCOMMON else None


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
