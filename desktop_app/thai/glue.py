"""What holds together on a line: numbers, units, times, abbreviations, dates, addresses, Latin words. Patterns, no dictionary."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .month_names import MONTHS, MONTHS_SHORT
from .phrases import COUNTERS, FOLLOWERS, LABELLED, LEADERS, ORDINALS, UNITS, YEAR_UNITS, listed

Span = tuple[int, int]

_DIGIT = "0-9๐-๙"
_POINT = "[.,:/\u2010-\u2013-]"
# Possessive, and only at the first digit: the time stays linear in whatever is typed. What may stand there comes first and what
# must not stand before it after: so the engine leaps from digit to digit.
_NUMBER = f"[{_DIGIT}](?<![{_DIGIT}]{{2}})(?<![{_DIGIT}]{_POINT}[{_DIGIT}])[{_DIGIT}]*+(?:{_POINT}[{_DIGIT}]++)*+"
_DASH = "[-\u2010-\u2014]"
_GAP = "[ \u00a0]?"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_LETTER = f"[เ-ไ]?[ก-ฮ][{_MARKS}]*"  # with its marks, so that `มิ.ย.` is an abbreviation


def _any(words: tuple[str, ...]) -> str:
    """One of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_YEAR = f"(?:25|๒๕|20|๒๐)[{_DIGIT}]{{2}}(?![{_DIGIT},.])"
_QUANTITY = re.compile(f"{_NUMBER}(?:{_GAP}[%°‰]C?)?")
_WITH_DIGITS = tuple(
    re.compile(pattern)
    for pattern in (
        f"[+฿$€£#@±]{_GAP}{_NUMBER}",
        f"{_NUMBER}(?: ?{_DASH} ?{_NUMBER})?(?: ?น\\.)?",  # ranges and the time of day: 08.30 - 11.00 น.
        f"[0๐](?<![{_DIGIT}]{{2}})[{_DIGIT}]{{0,2}}(?:[ -][{_DIGIT}]{{2,4}}){{1,3}}(?: ต่อ [{_DIGIT}]+)?",  # telephones
        f"[ก-\u0e4e]ที่{_GAP}{_NUMBER}",  # whatever is numbered: ฐานที่ 3
        f"{_NUMBER} (?:(?:ใน|จาก|ต่อ|คูณ|[x×]) {_NUMBER}|ต่อ ?(?:ร้อย|พัน|หมื่น|แสน|ล้าน))",  # 3 จาก 8, 6.3 ต่อแสน
    )
)
_WITH_MARKS = (
    ("ๆ", re.compile(f"{_NUMBER}{_GAP}[ก-\u0e4e]{{2,14}} ?ๆ ?ละ{_GAP}{_NUMBER}")),  # 2 คัน ๆ ละ 1,800 บาท
    # ditches of a canal: คลองซอย 3 ขวา
    ("ขวา", re.compile(f"{_NUMBER}{_GAP}ขวา(?![ก-\u0e4e])")),
    ("ซ้าย", re.compile(f"{_NUMBER}{_GAP}ซ้าย(?![ก-\u0e4e])")),
    ("+", re.compile(f"{_NUMBER}\\+{_NUMBER}")),  # กม. ที่ 14+200
    # a letter's number: ทท 0018.1/ว 245
    ("/", re.compile(f"(?<![ก-\u0e4e])[ก-ฮ]{{1,4}} ?[{_DIGIT}.]++/(?:ว ?)?[{_DIGIT}]")),
    # whatever is counted: คนละ 1 ประโยค
    ("ละ", re.compile(f"ละ(?<!ร้อยละ){_GAP}{_NUMBER} (?!{_any(tuple(LEADERS))})[ก-ไ]")),
)
_LISTED = re.compile(f"(?:^|(?<=\\s))[{_DIGIT}]{{1,3}}[.)] \\S")  # a list's number stays with its text
_COUNTED = re.compile(
    f"(?=[{_DIGIT}])"  # first: without it the alternatives are tried at every letter
    f"(?:{_YEAR}{_GAP}{_any(YEAR_UNITS)}|(?!{_YEAR}){_NUMBER}(?:\\.-|[kKmM+])?{_GAP}(?:{_any(UNITS)}(?!ละ)|(?:{_LETTER}){{1,3}}\\.))"
)
_COUNTED_SURELY = re.compile(f"{_NUMBER} {_any((*YEAR_UNITS, 'หลัง'))}(?= |$)")
_COUNTED_ALONE = re.compile(  # what is counted need be in no list where it stands alone: 24 ลาย
    f"(?=[{_DIGIT}])(?!{_YEAR})(?<![{_DIGIT}A-Za-z.,:/-])(?<![{_DIGIT}A-Za-z][ .])(?<!/ว )(?<!ที่ )"  # a number of its own, no telephone's
    f"[{_DIGIT},.]++ (?!{_any(tuple(LEADERS | FOLLOWERS))})"
    f"[ก-ไ][ก-\u0e4e]{{1,6}}+(?![ก-\u0e4e.]| ?[{_DIGIT}])"
)
_COUNTERS = tuple(sorted(COUNTERS, key=len, reverse=True))
_LABELLED = tuple(LABELLED)
_ORDINAL = tuple(word + gap for word in ORDINALS for gap in ("", " ", "\u00a0"))
_WHICH = (*_ORDINAL, *(f"{word} " for word in LABELLED))
_ABBREVIATION = re.compile(f"(?<![ก-\u0e4e])(?:(?:{_LETTER}){{1,4}}\\.{_GAP}){{0,7}}(?:{_LETTER}){{1,5}}\\.")
_RANKS = listed(
    "ศ รศ ผศ ดร พล.อ พล.ท พล.ต พล.ต.อ พล.ต.ท พล.ต.ต พ.จ.อ พ.จ.ต จ.อ จ.ท ม.ร.ว ม.ล ทพญ ภญ พว นพ พญ ทพ ภก ร.ต ร.ท ร.อ พ.ต พ.ท พ.อ จ.ส.อ ส.อ ร.ต.ต ร.ต.ท ร.ต.อ พ.ต.ต พ.ต.ท พ.ต.อ ด.ต "
    "จ.ส.ต ส.ต.อ ส.ต.ท ส.ต.ต จ.ส.ท จ.ส.ต ส.ท ส.ต พ.อ.อ พ.อ.ท พ.อ.ต พล.ร.อ พล.ร.ท พล.ร.ต พล.อ.อ พล.อ.ท พล.อ.ต น.อ น.ท น.ต "
    "สพ.ญ น.สพ กภ ทนพ อจ น.ส ด.ช ด.ญ อ"
)
_PLACES = listed("จ อ ต ม ถ ซ บ")  # always with the name or number that follows
_OFFICES = listed("รร รพ รพ.สต อบต อบจ กศน ทต ทม สสจ สสอ อสม")  # often with a name
_SITE = "(?:บ้าน|ตำบล|อำเภอ|จังหวัด|หนอง|คลอง|ห้วย|ดอน|โคก|ท่า|บาง|วัด|เขา|ทุ่ง|ปาก|แหลม|เกาะ)"
_RANKED = re.compile(f"(?<![ก-\u0e4e.])(?:ว่าที่ ?)?(?:{_any(_RANKS)}\\.{_GAP}){{1,5}}(?=[ก-ไ])")
_RANKED_NEXT = re.compile(  # after a word that stands before names: โดยดร.ขวัญ
    "(?:และ|หรือ|กับ|โดย|ของ|ให้|จาก|คือ|ว่า|ที่|ต่อ|เป็น|เช่น|มี|เชิญ)"
    f"((?:{_any(tuple(rank for rank in _RANKS if len(rank) > 1))}\\.{_GAP}){{1,5}})(?=[ก-ไ])"
)
_DOTTED = re.compile("[ก-\u0e4e]\\.")
_WITH_DOTS = (
    _ABBREVIATION,
    re.compile(f"\\./[ก-ไ]|/(?:{_LETTER}){{1,4}}\\."),  # กก./ไร่, ลิตร/ชม.
    re.compile(f"(?<![^\\s])(?<![{_DIGIT}] )[กขคง]\\. \\S"),  # a list's letter stays with its text
    re.compile(f"(?<![ก-\u0e4e.])(?<![{_DIGIT}] ){_any(_PLACES)}\\. (?=[ก-ไ{_DIGIT}])[ก-ไ{_DIGIT}]"),
    re.compile(f"(?<![ก-\u0e4e]){_any(_OFFICES)}\\. {_SITE}"),
)
_OFFICE = re.compile(f"(?<![ก-\u0e4e]){_any(_OFFICES)}\\. (?=[ก-ไ])(?!{_SITE})")
_DRAWL = re.compile("[ก-\u0e4e]?([ก-ฮเ-ไ])\\1{2,}")  # มากกกก
_THRICE = tuple(letter * 3 for letter in map(chr, (*range(0x0E01, 0x0E2F), *range(0x0E40, 0x0E45))))
_LATIN = (
    re.compile("[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'’._+&/\u2010\u2011-]*"),
    re.compile("[A-Z](?<![A-Za-z][A-Z])\\. (?=[A-Za-z])[A-Za-z]"),  # E. coli
    re.compile(f"[A-Za-z](?<![A-Za-z]{{2}})[A-Za-z]*+[. ]?{_NUMBER}"),
    re.compile(f"{_NUMBER}(?:{_GAP}[A-Za-zµ]{{1,3}}(?![A-Za-z])|[A-Za-z]++)"),
)
_BULLET = re.compile(f"(?<![{_DIGIT}]) - (?=[ก-ไA-Za-z])")
_HAS_LATIN = re.compile("[A-Za-zµ\u00c0-\u024f]")
_HAS_DIGIT = re.compile(f"[{_DIGIT}]")
_DATE = re.compile(
    f"[{_DIGIT}]{{1,2}}{_GAP}{_any(MONTHS + MONTHS_SHORT)}(?:{_GAP}(?:[พค]\\.ศ\\.)?{_GAP}[{_DIGIT}]{{2,4}})?"
    f"|{_any(MONTHS + MONTHS_SHORT)}{_GAP}(?:[พค]\\.ศ\\.)?{_GAP}[{_DIGIT}]{{2,4}}"
)
_DATE_DASH = re.compile(
    f"(?:{_any(MONTHS + MONTHS_SHORT)}|[{_DIGIT}]{{4}})[\u2010-\u2014](?=[{_DIGIT}]{{1,2}}{_GAP}{_any(MONTHS + MONTHS_SHORT)})"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u0e00-\u0e7f“”\"<>]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
_SEAM = re.compile(r"(?<=[^/:]/)(?=[^/])|(?<=[?&=_])")


def never(text: str) -> Iterator[Span]:
    """Spans inside which no line ends."""
    if _HAS_DIGIT.search(text):
        for pattern in _WITH_DIGITS:
            yield from (found.span() for found in pattern.finditer(text))
        for mark, pattern in _WITH_MARKS:
            if mark in text:
                yield from (found.span() for found in pattern.finditer(text))
        yield from (found.span() for found in _LISTED.finditer(text) if not _is_in_brackets(text, found.start()))
        yield from _numbers(text)
        yield from _counted(text)
    if _has_abbreviations(text):
        for pattern in _WITH_DOTS:
            yield from (found.span() for found in pattern.finditer(text))
        yield from ((start, end + 1) for start, end in _ranks(text))
    if any(map(text.__contains__, _THRICE)):
        yield from (found.span() for found in _DRAWL.finditer(text))
    if _HAS_LATIN.search(text):
        for pattern in _LATIN:
            yield from (found.span() for found in pattern.finditer(text))
        yield from (found.span() for found in _ADDRESS.finditer(text))


def _numbers(text: str) -> Iterator[Span]:
    """Numbers, with what is counted by them before: `หมู่ที่ 5`."""
    for found in _QUANTITY.finditer(text):
        start, end = found.span()
        stop = start - 1 if text[start - 1 : start] in ("\u00a0", " ") else start
        if text.endswith(_COUNTERS, 0, stop):
            start = stop - len(next(word for word in _COUNTERS if text.endswith(word, 0, stop)))
        elif text.endswith(_LABELLED, 0, stop) and not _COUNTED.match(text, start):
            start = stop
        yield start, end


def _counted(text: str) -> Iterator[Span]:
    """Numbers with what they count. The number of `หมู่ 3 ตำบล…` counts no districts, that of `ไม่มีเลขที่ 14 หลัง ` houses."""
    before = 0
    for found in _COUNTED.finditer(text):
        start, end = found.span()
        if not text.endswith(_ORDINAL, before, start) or _COUNTED_SURELY.match(text, start):
            yield start, end
        before = end
    yield from (found.span() for found in _COUNTED_ALONE.finditer(text) if not text.endswith(_WHICH, 0, found.start()))


def _is_in_brackets(text: str, at: int) -> bool:
    """As the number of `(ระยะที่ 2)`, which begins no list."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def bullets(text: str) -> set[int]:
    """Dashes between blanks that begin an item each: where there are several of them, and not between numbers."""
    found = [dash.start() + 1 for dash in _BULLET.finditer(text)] if " - " in text else []
    return set(found) if len(found) > 1 else set()


def name_starts(text: str) -> set[int]:
    """Where a person's name begins after an abbreviated title or rank."""
    return {end for _, end in _ranks(text)} if _has_abbreviations(text) else set()


def after_offices(text: str) -> Iterator[int]:
    """Places after an abbreviated office and a blank: `รร. บ้านคลอง` is one name, `อสม. ช่วยกัน` is none."""
    if _has_abbreviations(text):
        yield from (found.end() for found in _OFFICE.finditer(text))


def _has_abbreviations(text: str) -> bool:
    return "." in text and _DOTTED.search(text) is not None


@lru_cache(maxsize=1)
def _ranks(text: str) -> tuple[Span, ...]:
    """Abbreviated titles and ranks before a name. The text is asked for more than once."""
    return (
        *(found.span() for found in _RANKED.finditer(text)),
        *(found.span(1) for found in _RANKED_NEXT.finditer(text)),
    )


def dates(text: str) -> Iterator[Span]:
    """Days with month and year, which may be parted at their blanks when nothing better is found."""
    if _HAS_DIGIT.search(text):
        yield from (found.span() for found in _DATE.finditer(text))


def date_dashes(text: str) -> Iterator[int]:
    """Places after the dash of `28 มิถุนายน–2 กรกฎาคม`; never after a hyphen."""
    if _HAS_DIGIT.search(text):
        yield from (found.end() for found in _DATE_DASH.finditer(text))


def seams(text: str) -> Iterator[int]:
    """Places inside addresses of the net where a line may end in need."""
    if not _HAS_LATIN.search(text):
        return
    for address in _ADDRESS.finditer(text):
        start, end = address.span()
        inside = (start + found.start() for found in _SEAM.finditer(address.group()))
        yield from (at for at in inside if start + 8 <= at <= end - 3)
