"""What people type for a date, taken apart: numbers, months, eras, days of the week, ranges. Knows no calendar."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .clusters import clusters
from .month_names import MONTHS, MONTHS_SHORT, WEEKDAYS
from .numerals import arabic_digits
from .phrases import listed

__all__ = ["MONTHS", "MONTHS_SHORT", "Token", "nearest_month", "tokens"]

_ENGLISH = listed("January February March April May June July August September October November December")
_TYPED_WRONGLY = {
    2: ("กุมภาพัน", "กุมภาพันธ", "กุมพาพันธ์", "กุมพาพัน", "กุมภาพันธุ์"),
    5: ("พฤกษภาคม", "พฤสภาคม", "พฤษาคม"),
    7: ("กรกฏาคม", "กรกดาคม", "กรกฏา", "กรกฎาค", "กรกฎคม"),
    8: ("สิงหคม",),
    11: ("พฤษจิกายน", "พฤษศจิกายน", "พฤศจิกายณ", "พฤจิกายน"),
    12: ("ธันวาคน", "ธนวาคม"),
}
_WEEKDAYS_SHORT = ("จ", "อ", "พ", "พฤ", "ศ", "ส", "อา")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a date as typed.

    ``kind``: number; month and weekday (``value`` is their number); era (``value`` is be or ce); date (day and month in
    ``numbers``, the year's digits in ``value``, empty when there is none); to; and (also a comma between two days); unknown.
    """

    kind: str
    text: str
    value: int | str = ""
    numbers: tuple[int, ...] = ()


_DIGITS = re.compile(
    r"(?P<iso>(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d))"
    r"|(?P<dmy>(?P<d2>\d{1,2})(?P<s2>[-/.])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d\d)(?!\d))"
    r"|(?P<pair>(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![\d/]))"
    r"|(?P<number>\d+)",
    re.ASCII,
)
_FILLING = re.compile(r"[\s,()'’]+|/|วัน\s*ที่|เดือน|ปี|ระหว่าง|ตั้งแต่|ที่|วัน|of\b|the\b", re.IGNORECASE)
_TO = re.compile(r"/(?=\d{4}-)|[-\u2010-\u2015\u2212~]+|จน\s*ถึง|ถึง|to\b|until\b", re.IGNORECASE)
_AND = re.compile(r"(?<=\d),(?=\s*\d{1,2}(?!\d)\s*\S)|และ|กับ|&|and\b", re.IGNORECASE)
_UNKNOWN = re.compile(r"[^\s\d,()]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPREADSHEET = re.compile(r"(\d{1,2})-([^\d\s-][^\d-]*)-(\d\d|\d{4})", re.ASCII)  # 15-มี.ค.-66
_APART = re.compile(r"(?<=\d)\s*([/.])\s*(?=\d)", re.ASCII)


def tokens(text: str) -> Iterator[Token]:
    """The parts of ``text`` that mean something, in order."""
    text = _APART.sub(r"\1", _INVISIBLE.sub("", arabic_digits(text)))
    if whole := _SPREADSHEET.fullmatch(text.strip()):
        text = " ".join(whole.groups())
    at = 0
    while at < len(text):
        word = _word_at(text, at)
        if word:
            token, length = word
            yield token
            at += length
        elif found := _TO.match(text, at):
            yield Token("to", found.group())
            at = found.end()
        elif found := _AND.match(text, at):
            yield Token("and", found.group())
            at = found.end()
        elif found := _FILLING.match(text, at):
            at = found.end()
        elif found := _DIGITS.match(text, at):
            yield _in_digits(found)
            at = found.end()
        else:
            found = _UNKNOWN.match(text, at)
            end = found.end() if found else at + 1
            yield Token("unknown", text[at:end])
            at = end


def nearest_month(word: str) -> str:
    """The month that ``word`` may have been meant to be; empty when none is near."""
    near = difflib.get_close_matches(word, MONTHS, 1, 0.6)
    return near[0] if near else ""


def _in_digits(found: re.Match[str]) -> Token:
    group = found.group
    if group("iso"):
        return Token("date", group(), group("y"), (int(group("d")), int(group("m"))))
    if group("dmy"):
        return Token("date", group(), group("y2"), (int(group("d2")), int(group("m2"))))
    if group("pair"):
        return Token("date", group(), "", (int(group("d3")), int(group("m3"))))
    return Token("number", group())


def _word_at(text: str, at: int) -> tuple[Token, int] | None:
    found = _words().match(text, at)
    if not found or not found.lastgroup:
        return None
    kind, value, _ = found.lastgroup.split("_")
    return Token(kind, found.group(), value if kind == "era" else int(value)), len(found.group())


@cache
def _words() -> re.Pattern[str]:
    """All month, era and weekday words, the longest first; dots may be missing and blanks may stand inside."""
    parts = [*_months(), *_weekdays()]
    parts += [("era_be", _loosely(form)) for form in ("พ.ศ.", "พุทธศักราช", "BE")]
    parts += [("era_ce", _loosely(form)) for form in ("ค.ศ.", "คริสต์ศักราช", "คริสตศักราช", "CE", "AD")]
    parts.sort(key=lambda part: (-len(part[1]), part))
    # a group name may stand only once, so each spelling has a number after its name
    return re.compile(
        "|".join(f"(?P<{name}_{number}>{form})" for number, (name, form) in enumerate(parts)), re.IGNORECASE
    )


def _months() -> Iterator[tuple[str, str]]:
    for number, month in enumerate(MONTHS, 1):
        english = _ENGLISH[number - 1]
        spoken = month.removesuffix("คม").removesuffix("ยน").removesuffix("พันธ์")
        for form in {month, MONTHS_SHORT[number - 1], english, english[:3], *_TYPED_WRONGLY.get(number, ())}:
            yield f"month_{number}", _loosely(form)
        yield f"month_{number}", _loosely(spoken) + "(?![ก-ฮ])"


def _weekdays() -> Iterator[tuple[str, str]]:
    for number, day in enumerate(WEEKDAYS):
        yield f"weekday_{number}", rf"(?:วัน\s*)?{_loosely(day)}"
        yield f"weekday_{number}", rf"{_WEEKDAYS_SHORT[number]}(?:\.|(?=[\s\d]))"
    yield "weekday_3", rf"(?:วัน\s*)?{_loosely('พฤหัส')}ฯ?"


def _loosely(form: str) -> str:
    """The form with dots and blanks anywhere; it ends where its last cluster ends."""
    letters = [re.escape(piece) for piece in clusters(form.replace(".", ""))]
    end = r"(?![a-z])\.?" if form.isascii() else r"(?![\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])(?:\s*\.)?"
    return r"[\s.]*".join(letters) + end
