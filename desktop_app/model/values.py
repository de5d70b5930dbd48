"""One value: is it of its field's kind, and its plain form as JSON and the log keep it."""

import datetime as dt
import re
from typing import Any

from desktop_app.errors import Refused

from .fields import LINE_LIMIT, TEXT_LIMIT, Field, Kind

YEARS = range(2400, 2701)  # of the Buddhist era
CHRISTIAN_YEARS = range(YEARS[0] - 543, YEARS[-1] + 1 - 543)  # the same years: a day outside them is a typing error
MOST = 1_000_000_000  # of a count

# C0 and C1 control characters but tab and line end; lone surrogates cannot be written as UTF-8
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def checked(field: Field, value: Any, place: str = "") -> Any:
    """``value``, a plain value, as the record holds it: ISO text becomes a date, everything else stays as it is.

    :raises Refused: wrong type, too long, a character that cannot be written, a date that does not exist.
    """
    place = place or field.place
    if value is None or value == "":
        return field.empty()
    match field.kind:
        case Kind.LINE | Kind.TEXT | Kind.ITEM:
            return _text(value, place, TEXT_LIMIT if field.kind is Kind.TEXT else LINE_LIMIT, field.kind is Kind.TEXT)
        case Kind.LINES:
            if not isinstance(value, list):
                raise refusal(place, "ต้องเป็นรายการข้อความ", "a list of texts is expected")
            return [_text(one, f"{place}[{n}]", LINE_LIMIT, False) for n, one in enumerate(value, 1)]
        case Kind.DAY:
            return _day(value, place)
        case Kind.IMAGE:
            if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
                raise refusal(place, "ต้องเป็นรหัส SHA-256 ของภาพในรายงาน", "the SHA-256 of a picture is expected")
            return value
        case Kind.YEAR | Kind.COUNT:
            return _number(value, place, YEARS if field.kind is Kind.YEAR else range(MOST + 1))
        case Kind.CHOICE:
            if value not in [key for key, _ in field.choices]:
                keys = ", ".join(key for key, _ in field.choices)
                raise refusal(place, f"ต้องเป็นค่าใดค่าหนึ่งใน {keys}", f"one of {keys} is expected")
            return value


def plain(value: Any) -> Any:
    """A record's value as JSON and the log keep it."""
    return value.isoformat() if isinstance(value, dt.date) else value


def refusal(place: str, thai: str, english: str) -> Refused:
    """The error for one value that is not what its place takes."""
    return Refused(f"ข้อมูลที่ {place} ใช้ไม่ได้: {thai}", "โปรดแก้ไขแล้วลองใหม่ ข้อมูลเดิมไม่ถูกเปลี่ยน", f"{place}: {english}")


def _text(given: Any, place: str, limit: int, long: bool) -> str:
    if not isinstance(given, str):
        raise refusal(place, "ต้องเป็นข้อความ", "a text is expected")
    value = given.replace("\r\n", "\n")
    if len(value) > limit:
        raise refusal(
            place, f"ยาว {len(value):,} ตัวอักษร เกิน {limit:,}", f"{len(value):,} characters, the limit is {limit:,}"
        )
    bad = _UNPRINTABLE.search(value)
    if bad:
        code = f"U+{ord(bad.group()):04X}"
        raise refusal(
            place, f"มีอักขระควบคุม {code} ที่ตำแหน่ง {bad.start() + 1}", f"control character {code} at {bad.start() + 1}"
        )
    if not long and "\n" in value:
        raise refusal(place, "ต้องอยู่ในบรรทัดเดียว", "one line is expected")
    return value


def _day(value: Any, place: str) -> dt.date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise refusal(place, f"ไม่มีวันที่ {value}", f"there is no day {value}") from None
    if not isinstance(value, dt.date):
        raise refusal(place, "ต้องเป็นวันที่แบบ ปปปป-ดด-วว (ค.ศ.)", "a date YYYY-MM-DD is expected")
    if value.year not in CHRISTIAN_YEARS:
        low, high = CHRISTIAN_YEARS[0], CHRISTIAN_YEARS[-1]
        raise refusal(
            place,
            f"ปี ค.ศ. {value.year} ไม่อยู่ระหว่าง {low} ถึง {high}",
            f"the year {value.year} of the Christian era is not from {low} to {high}",
        )
    return value


def _number(value: Any, place: str, allowed: range) -> int:
    if type(value) is not int or value not in allowed:
        low, high = f"{allowed[0]:,}", f"{allowed[-1]:,}"
        raise refusal(place, f"ต้องเป็นจำนวนเต็มตั้งแต่ {low} ถึง {high}", f"a whole number from {low} to {high} is expected")
    return value
