"""Names of people in running text, found by their titles or by standing alone. Knows no record and no list of names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from . import glue
from .beside import is_thai
from .lexicon import SELDOM, known
from .phrases import DEEDS, ELDERS, FOLLOWERS, KIN, LEADERS, PREFIXES, TITLES

Span = tuple[int, int]

_TITLES = frozenset(TITLES)
_NO_OFFICE = frozenset(["นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง"])
# Titles where first name and surname follow, each between blanks; else words like others: คุณครู, หนังสั้น. The last are players of the South.
_IN_FULL = frozenset(["คุณ", "หนัง", "โนรา"])
_ASKED = _TITLES | KIN | _IN_FULL
_SHORT = 14  # characters of such a name's parts
_FULL_NAME = re.compile("([ก-\u0e4e]+) ([ก-\u0e4e]+)(?= |$)")
_FIRST = re.compile(f"[ก-\u0e4e]{{2,{_SHORT}}}(?= )")
_LONGEST = 24  # characters of a first name or of a surname
_CALLED = 12  # characters of the name after a word like น้อง
_TOLD = 8  # where text goes on after it
_BEGUN = 4  # characters of a name after which what somebody does may stand
_NO_NAME = LEADERS | FOLLOWERS
_BEFORE_NAME = LEADERS - {"ณ"}  # `และกฤตเมธ`, but ณ without a blank is a name's: ณภัทร
_NO_PART = _NO_NAME | PREFIXES

_LETTERS = "[ก-ฮะ-ฺเ-ๅ็-๎]"
_ALONE = re.compile(f"(?<!{_LETTERS}){_LETTERS}{{3,20}}+(?!{_LETTERS}|\\.)")
_SURNAME = re.compile(f" {_LETTERS}{{3,16}}(?![ก-๎])")
_UNCOMMON = 440  # what words of which names are made cost at the mean: not four in 100,000
_PART = 6  # letters of such a word


def after_titles(text: str, spans: Sequence[Span], words: Sequence[str]) -> Iterator[tuple[Span, Span | None]]:
    """Title with first name, and the surname where one follows after a blank; what is called ป้า or ลุง without these words."""
    ranked = glue.name_starts(text)
    for number, word in enumerate(words):
        if word not in _ASKED and not (ranked and spans[number][0] in ranked):
            continue
        if word not in _NO_OFFICE and _tells_deed(text, spans, number + 1):
            continue
        start, end = spans[number]
        if word in KIN:
            called = _called(text, spans, number + 1, told=word in ELDERS)
            if called is not None:
                yield called, None
            continue
        if word in _TITLES:
            begin, first = start, number + 1
            if first < len(spans) and text[spans[first][0] : spans[first][1]] == " ":
                if word not in _NO_OFFICE:  # `กำนัน ผู้ใหญ่บ้าน` are two
                    continue
                first += 1
        elif word in _IN_FULL and _is_full_name(text, end):
            begin, first = start, number + 1
        elif start in ranked:
            begin, first = start, number
        else:
            continue
        last = _full(text, spans, first) if word in _NO_OFFICE else None
        if last is None:
            last = _name(text, spans, first, surely=start in ranked)
        if last is not None:
            yield (begin, spans[last][1]), _surname(text, spans, last + 1)


def standing_alone(text: str) -> list[Span]:
    """A few letters each, between blanks or marks."""
    return [found.span() for found in _ALONE.finditer(text)]


def alone(text: str, spans: Sequence[Span], lone: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
    """What stands alone and is made of uncommon words only, a name as likely as not, and its surname."""
    done = 0
    for start, end in lone:
        if start < done:
            continue
        words = _words_of(text, spans, start, end)
        while words and words[0] in _BEFORE_NAME:
            start += len(words.pop(0))
        if words and _uncommon(words):
            last = _SURNAME.match(text, end)
            surname = last.span() if last and _NO_PART.isdisjoint(_words_of(text, spans, end + 1, last.end())) else None
            done = surname[1] if surname else end
            yield (start, end), surname


def _words_of(text: str, spans: Sequence[Span], start: int, end: int) -> list[str]:
    return [text[begin:stop] for begin, stop in spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]]


def _uncommon(words: Sequence[str]) -> bool:
    """Whether names are made of such words: one that nobody knows, or several short ones that are seldom met."""
    prices = known()
    if len(words) == 1:
        return words[0] not in prices
    if any((len(word) > _PART and word in prices) or word in KIN for word in words):
        return False
    return sum(prices.get(word, SELDOM) for word in words) >= _UNCOMMON * len(words)


def _tells_deed(text: str, spans: Sequence[Span], first: int) -> bool:
    """Whether what somebody does stands there, with more words after it: `หมอตรวจฟัน`, but `ลุงสอน ` is called so."""
    if first + 1 >= len(spans) or text[slice(*spans[first])] not in DEEDS:
        return False
    return is_thai(text[spans[first + 1][0]])


def _called(text: str, spans: Sequence[Span], first: int, told: bool) -> Span | None:
    """A short name that ends with a blank, a mark or the text, and is no word for a person itself: `คุณตา|คุณยาย`; or ends before
    what somebody does, ``told``: before a particle too."""
    if first < len(spans) and text[slice(*spans[first])] in KIN:
        return None
    last = _name(text, spans, first)
    if last is None:
        return None
    start, end = spans[first][0], spans[last][1]
    goes_on = last + 1 < len(spans) and is_thai(text[end])
    if goes_on and not told and text[slice(*spans[last + 1])] not in DEEDS:
        return None
    return (start, end) if end - start <= (_TOLD if goes_on else _CALLED) else None


def _is_full_name(text: str, at: int) -> bool:
    """Whether two short Thai words between blanks stand there, as `วรรณวิสา ศรีทะเล ` after คุณ."""
    found = _FULL_NAME.match(text, at)
    return found is not None and max(map(len, found.groups())) <= _SHORT


def _surname(text: str, spans: Sequence[Span], blank: int) -> Span | None:
    if blank + 1 >= len(spans) or text[spans[blank][0] : spans[blank][1]] != " ":
        return None
    last = _name(text, spans, blank + 1)
    return None if last is None else (spans[blank][0], spans[last][1])


def _full(text: str, spans: Sequence[Span], first: int) -> int | None:
    """The number of the last word of a short first name with a surname behind it, whatever it is made of: `บุญหลาย ศรีหาวงษ์`."""
    if first >= len(spans) or text[slice(*spans[first])] in _NO_NAME:
        return None
    found = _FIRST.match(text, spans[first][0])
    if found is None:
        return None
    last = bisect_left(spans, (found.end(),)) - 1
    return last if _surname(text, spans, last + 1) else None


def _name(text: str, spans: Sequence[Span], first: int, surely: bool = False) -> int | None:
    """The number of the last word of a name that begins with the word ``first``; None when that is no name. ``surely``: that word
    belongs to it, as after a rank: ดร.เพียงดาว."""
    last, begin = None, spans[first][0] if first < len(spans) else 0
    for number in range(first, len(spans)):
        start, end = spans[number]
        word = text[start:end]
        told = word in _NO_NAME and not (surely and number == first)
        if not is_thai(text[start]) or told or end - begin > _LONGEST:
            break
        if word in DEEDS and start - begin >= _BEGUN and _tells_deed(text, spans, number):
            break
        last = number
    return last
