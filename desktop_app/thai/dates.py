"""Dates of the Buddhist era, as they are typed and printed. What comes out is an ordinary date; 543 is added in one place."""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.errors import Refused

from .month_names import MONTHS, MONTHS_SHORT, WEEKDAYS

if TYPE_CHECKING:
    from .date_words import Token  # its patterns are compiled when somebody types a date, not for the first paint

__all__ = [
    "MONTHS",
    "MONTHS_SHORT",
    "NotADate",
    "buddhist_year",
    "format_day",
    "format_moment",
    "format_range",
    "parse_day",
    "parse_range",
]

BUDDHIST_YEARS = range(2400, 2701)
CHRISTIAN_YEARS = range(1857, 2158)
LONGEST = 200  # characters; nobody types a longer date

_ERA = 543
_EXAMPLE = "พิมพ์ได้เช่น 15-16 มีนาคม 2566, 28 มิ.ย. - 2 ก.ค. 2567 หรือ 15/3/66"


class NotADate(Refused):
    """What was typed is no date, or one that does not exist."""

    def __init__(self, what: str, english: str) -> None:
        super().__init__(what, _EXAMPLE, english)


@dataclass(slots=True)
class _Typed:
    """One day as it was typed; what was left out is None."""

    day: int | None = None
    month: int | None = None
    year: int | None = None  # Christian era
    weekday: int | None = None


def buddhist_year(day: dt.date) -> int:
    return day.year + _ERA


def format_moment(when: dt.datetime, seconds: bool = False) -> str:
    """`22 พ.ย. 2569 14:42`, in this computer's time zone."""
    try:
        local = when.astimezone()
    except OSError:  # Windows knows a time zone only from 1970 to 3000, and some laptop's clock stood elsewhere
        local = when
    return f"{format_day(local.date(), short=True)} {local.strftime('%H:%M:%S' if seconds else '%H:%M')}"


def format_day(day: dt.date, short: bool = False) -> str:
    """`15 มีนาคม 2566`, or `15 มี.ค. 2566`."""
    return f"{_day_and_month(day, short)} {buddhist_year(day)}"


def format_range(start: dt.date, end: dt.date | None, short: bool = False) -> str:
    """`15-16 มีนาคม 2566`; over months and years what differs is printed twice. Without ``end`` one day."""
    if end is None or end == start:
        return format_day(start, short)
    if start.year != end.year:
        return f"{format_day(start, short)}-{format_day(end, short)}"
    if start.month != end.month:
        return f"{_day_and_month(start, short)}-{format_day(end, short)}"
    return f"{start.day}-{format_day(end, short)}"


def parse_day(text: str, today: dt.date | None = None) -> dt.date:
    """One day as typed. A year left out is that of ``today``.

    :raises NotADate: not understood, or no such day.
    """
    start, end = parse_range(text, today)
    if end is not None:
        raise NotADate(f"“{_shown(text)}” เป็นช่วงวันที่ ที่นี่ใช้ได้เพียงวันเดียว", "one day is expected, not a range")
    return start


def parse_range(text: str, today: dt.date | None = None) -> tuple[dt.date, dt.date | None]:
    """First and last day as typed, also of days in a row (15, 16 และ 17); the last is None when one day was typed.

    :raises NotADate: not understood, no such day, a last day before the first, or days that are not in a row.
    """
    from .date_words import tokens

    if not text.strip():
        raise NotADate("ยังไม่ได้พิมพ์วันที่", "no date was typed")
    if len(text) > LONGEST:
        raise NotADate(f"ข้อความยาว {len(text):,} ตัวอักษร ไม่ใช่วันที่", "too long to be a date")
    found = list(tokens(text))
    typed = [_typed(part, text) for part in _parts(found, text)]
    for last in range(max(1, len(typed) - 1), 0, -1):
        _fill(typed[last - 1 : last + 1], text, today)
    days = [_existing(one, text) for one in typed]
    first, last_day = days[0], days[-1]
    if first == last_day:
        return first, None
    if last_day < first:
        raise NotADate(
            f"วันสิ้นสุด {format_day(last_day)} มาก่อนวันเริ่ม {format_day(first)}", "the last day is before the first"
        )
    if any(token.kind == "and" for token in found):
        _check_in_a_row(days, text)
    return first, last_day


def _check_in_a_row(days: Sequence[dt.date], text: str) -> None:
    if any(after - before != dt.timedelta(1) for before, after in zip(days, days[1:], strict=False)):
        raise NotADate(f"“{_shown(text)}” ไม่ใช่วันที่ติดกัน", "days not in a row are no range")


def _day_and_month(day: dt.date, short: bool) -> str:
    return f"{day.day} {(MONTHS_SHORT if short else MONTHS)[day.month - 1]}"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:40] + "…"


def _parts(found: "Sequence[Token]", text: str) -> "list[list[Token]]":
    """The tokens of each day; a range has two, days in a row as many as there are."""
    parts: list[list[Token]] = [[]]
    if [token.kind for token in found[:3]] == ["weekday", "to", "weekday"]:
        found = found[3:]  # เสาร์-อาทิตย์ที่ 16-17 มีนาคม 2567
    for token in found:
        if token.kind == "unknown":
            raise _unknown(token.text)
        if token.kind in ("to", "and"):
            parts.append([])
        else:
            parts[-1].append(token)
    between = [token.kind for token in found if token.kind in ("to", "and")]
    if (len(parts) > 2 and "to" in between) or not all(parts):
        raise NotADate(f"ไม่เข้าใจช่วงวันที่ “{_shown(text)}”", "a range is one day, a dash and another day")
    return parts


def _unknown(word: str) -> NotADate:
    from .date_words import nearest_month

    month = nearest_month(word)
    hint = f" หมายถึง {month} หรือไม่" if month else ""
    return NotADate(f"ไม่เข้าใจ “{_shown(word)}”{hint}", f"not understood: {_shown(word)}")


def _typed(part: "Sequence[Token]", text: str) -> _Typed:
    one = _Typed()
    era = year = ""
    for token in part:
        match token.kind, token.value:
            case "month", int(month) if one.month is None:
                one.month = month
            case "era", str(name) if not era:
                era = name
            case "weekday", int(weekday) if one.weekday is None:
                one.weekday = weekday
            case "date", str(digits) if one.day is None and one.month is None:
                (one.day, one.month), year = token.numbers, digits
            case "number", _ if one.day is None and len(token.text) <= 2:
                one.day = int(token.text)
            case "number", _ if not year:
                year = token.text
            case _:
                raise NotADate(
                    f"ไม่เข้าใจ “{_shown(token.text)}” ใน “{_shown(text)}”", f"unexpected: {_shown(token.text)}"
                )
    if year or era:
        one.year = _year(year, era, text)
    return one


def _year(digits: str, era: str, text: str) -> int:
    """The Christian year; two digits are of the Buddhist era."""
    if not digits:
        raise NotADate(f"ไม่มีปีใน “{_shown(text)}”", "an era without a year")
    if len(digits) == 2 and era != "ce":
        return 2500 + int(digits) - _ERA
    if len(digits) == 4:
        year = int(digits)
        if year in BUDDHIST_YEARS and era != "ce":
            return year - _ERA
        if year in CHRISTIAN_YEARS and era != "be":
            return year
    if era:
        named, allowed = ("ค.ศ.", CHRISTIAN_YEARS) if era == "ce" else ("พ.ศ.", BUDDHIST_YEARS)
        raise NotADate(
            f"ปี {named} {_shown(digits)} ใช้ไม่ได้ ต้องอยู่ระหว่าง {allowed[0]} ถึง {allowed[-1]}",
            f"a year from {allowed[0]} to {allowed[-1]} is expected",
        )
    raise NotADate(
        f"ปี {_shown(digits)} ใช้ไม่ได้ ต้องเป็น พ.ศ. {BUDDHIST_YEARS[0]}-{BUDDHIST_YEARS[-1]} หรือ ค.ศ. "
        f"{CHRISTIAN_YEARS[0]}-{CHRISTIAN_YEARS[-1]}",
        f"not a year: {_shown(digits)}",
    )


def _fill(typed: list[_Typed], text: str, today: dt.date | None) -> None:
    """What was left out comes from the other day of the range, the year also from ``today``."""
    first, last = typed[0], typed[-1]
    own_month, own_year = first.month is not None, first.year is not None
    if last.month is None and last.day is not None and own_month:
        last.month = first.month
    first.month = first.month or last.month
    for one in typed:
        if one.day is None or one.month is None:
            missing, english = ("วัน", "day") if one.day is None else ("เดือน", "month")
            raise NotADate(f"ไม่พบ{missing}ใน “{_shown(text)}”", f"the {english} is missing")
    given = last.year or first.year or (today.year if today else None)
    if given is None:
        raise NotADate(f"ไม่พบปีใน “{_shown(text)}”", "the year is missing")
    backwards = own_month and (last.month or 0) < (first.month or 0)
    if last.year is None:
        last.year = given + 1 if backwards else given
    if not own_year:
        first.year = last.year - 1 if backwards else last.year


def _existing(one: _Typed, text: str) -> dt.date:
    """The date, which must exist and fall on the day of the week that was typed."""
    day, month, year = one.day or 0, one.month or 0, one.year or 0
    if not 1 <= month <= 12:
        raise NotADate(f"ไม่มีเดือนที่ {month} ใน “{_shown(text)}”", f"there is no month {month}")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = f"{MONTHS[month - 1]} {year + _ERA}"
        raise NotADate(f"ไม่มีวันที่ {day} {name} เดือนนี้มี {days} วัน", f"the month has {days} days")
    found = dt.date(year, month, day)
    if one.weekday is not None and one.weekday != found.weekday():
        real, typed = WEEKDAYS[found.weekday()], WEEKDAYS[one.weekday]
        raise NotADate(f"{format_day(found)} เป็นวัน{real} ไม่ใช่วัน{typed}", "the day of the week does not fit the date")
    return found
