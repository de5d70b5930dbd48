"""What is still missing in a report. A draft may lack anything: remarks never stand in the way of printing."""

import functools
from dataclasses import dataclass

from .changes import REPORT
from .fields import Field, field_named, fields_of, lists_of, typed_name
from .records import Item, Report


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at: on which tab, in which list and row ("" for the report itself), which field."""

    tab: str
    table: str
    row: str
    field: str
    text: str


def remarks(report: Report) -> list[Remark]:
    """Everything missing or contradictory, in the order of the form."""
    found = [
        Remark(field.tab, "report", report.id, field.name, f"ยังไม่ได้กรอก{field.label}")
        for field in fields_of(Report)
        if field.required and not getattr(report, field.name)
    ]
    if report.date_start and report.date_end and report.date_end < report.date_start:
        found.append(Remark("event", "report", report.id, "date_end", "วันที่สิ้นสุดมาก่อนวันที่เริ่ม"))
    found += _not_understood("", REPORT, report)
    for part in lists_of(Report):
        rows: list[Item] = getattr(report, part.name)
        if part.required and not any(_filled(row) for row in rows):
            found.append(Remark(part.tab, part.name, "", "", f"ยังไม่มี{part.label}"))
        for number, row in enumerate(rows, 1):
            if _filled(row):
                where = f"{part.label} ข้อ {number}: "
                found += _missing_in(part.tab, part.name, where, row)
                found += _not_understood(part.tab, part.name, row, where)
    return found


def _not_understood(tab: str, table: str, row: Item, where: str = "") -> list[Remark]:
    """Dates and numbers that are still as somebody typed them, at the editor that shows them."""
    return [
        Remark(tab or field.tab, table, row.id, field.name, f"{where}{kept.label}: {typed}")
        for field, kept in _kept_as_typed(type(row))  # type: ignore[arg-type]  # classes can be keys, their rows cannot
        if (typed := getattr(row, kept.name))
    ]


@functools.cache
def _kept_as_typed(record: type) -> tuple[tuple[Field, Field], ...]:
    """The fields with an editor that may not understand what is typed, and those that keep it then."""
    named = ((field, typed_name(record, field.name)) for field in fields_of(record))
    return tuple((field, field_named(record, name)) for field, name in named if name)


def _filled(row: Item) -> bool:
    """A row nobody has typed in is no item yet."""
    return any(getattr(row, field.name) not in ("", None, []) for field in fields_of(type(row)))


def _missing_in(tab: str, table: str, where: str, row: Item) -> list[Remark]:
    return [
        Remark(tab, table, row.id, field.name, f"{where}ยังไม่ได้กรอก{field.label}")
        for field in fields_of(type(row))
        if field.required and not getattr(row, field.name)
    ]
