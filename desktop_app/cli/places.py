"""Fields as the command line names them (``event.place``, ``activities.body``) and their values as typed text."""

import contextlib
import difflib
import json
from typing import Any

from desktop_app.errors import Refused, WrongUsage
from desktop_app.model.changes import REPORT
from desktop_app.model.fields import Field, Kind, ListField, fields_of, lists_of
from desktop_app.model.records import Item, Report
from desktop_app.model.values import checked, refusal
from desktop_app.thai.dates import format_day
from desktop_app.thai.numerals import arabic_digits


def field_at(place: str) -> tuple[ListField | None, Field]:
    """The field of that name, and the list whose items have it (None: the report itself).

    :raises WrongUsage: there is none; the words name those most like it.
    """
    known = names()
    if place not in known:
        near = difflib.get_close_matches(place, known, 5, 0.5) or list(known)
        raise WrongUsage(f"ไม่มีช่องชื่อ {place}", "ชื่อที่ใกล้เคียง: " + " ".join(near), f"there is no field {place}")
    return known[place]


def names() -> dict[str, tuple[ListField | None, Field]]:
    """Every field by the name it has on the command line."""
    found: dict[str, tuple[ListField | None, Field]] = {field.place: (None, field) for field in fields_of(Report)}
    for part in lists_of(Report):
        found |= {f"{part.place}.{field.key}": (part, field) for field in fields_of(part.item)}
    return found


def name_of(table: str, field: str) -> str:
    """The other way round; a field we do not know is named by what the log calls it."""
    for name, (part, known) in names().items():
        if (part.name if part else REPORT, known.name) == (table, field):
            return name
    return f"{table}.{field}"


def said(table: str, name: str, value: Any) -> str:
    """A plain value for people: JSON, days in the Buddhist era."""
    _, field = names().get(name_of(table, name), (None, None))
    if field and field.kind is Kind.DAY and value:
        with contextlib.suppress(Refused):  # another version of the program may have another kind of value there
            return format_day(checked(field, value))
    return json.dumps(value, ensure_ascii=False)


def row_at(report: Report, part: ListField | None, number: int | None) -> Item:
    """The row that ``--item`` means.

    :raises WrongUsage: a list's field needs it, a report's field takes none.
    :raises Refused: the list is not that long.
    """
    if part is None:
        if number is not None:
            raise WrongUsage("ช่องนี้ไม่ได้อยู่ในรายการ", "โปรดตัด --item ออก", "this field takes no --item")
        return report
    if number is None:
        raise WrongUsage(f"ช่องนี้อยู่ในรายการ{part.label}", "โปรดระบุ --item N", "this field needs --item N")
    items: list[Item] = getattr(report, part.name)
    if not 1 <= number <= len(items):
        raise Refused(f"{part.label}ไม่มีข้อที่ {number}", f"มี {len(items)} ข้อ", f"{part.place} has {len(items)} items")
    return items[number - 1]


def value_of(report: Report, field: Field, text: str, place: str) -> Any:
    """Typed text as the field's value: dates of the Buddhist era, Thai digits and the labels of choices are understood.

    :raises Refused: the field does not take it.
    """
    if not text:
        return field.empty()
    match field.kind:
        case Kind.DAY:
            from desktop_app.thai.dates import parse_day

            return parse_day(text)
        case Kind.YEAR | Kind.COUNT:
            return checked(field, _number(text, place), place)
        case Kind.LINES:
            return checked(field, _lines(text), place)
        case Kind.CHOICE:
            return checked(field, {label: key for key, label in field.choices}.get(text, text), place)
        case Kind.ITEM:
            targets: list[Item] = getattr(report, field.of)
            number = _number(text, place)
            if not 1 <= number <= len(targets):
                raise refusal(place, f"ไม่มีข้อที่ {number}", f"there is no item {number}")
            return targets[number - 1].id
    return checked(field, text, place)


def _number(text: str, place: str) -> int:
    digits = arabic_digits(text).replace(",", "").strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        raise refusal(place, "ต้องเป็นจำนวนเต็ม", "a whole number is expected")
    return int(digits)


def _lines(text: str) -> Any:
    """A JSON list, or one text a line."""
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            pass
    return [line.strip() for line in text.splitlines() if line.strip()]
