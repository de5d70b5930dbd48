"""What is still missing in a report. A draft may lack anything: remarks never stand in the way of printing."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .changes import REPORT
from .fields import Field, field_named, fields_of, has_values, lists_of, typed_name
from .records import Report

Values = Mapping[str, Any]  # by the names of the fields, plain or as a record holds them; what is not there is empty
Items = Mapping[str, Sequence[tuple[str, Values]]]  # of each list the ids and values, in their order


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
    return remarks_on(report.id, vars(report), items_of(report))


def items_of(report: Report) -> Items:
    return {part.name: [(row.id, vars(row)) for row in getattr(report, part.name)] for part in lists_of(Report)}


def remarks_on(report_id: str, values: Values, items: Items) -> list[Remark]:
    """As :func:`remarks`, of a report that no record holds."""
    found = [Remark(field.tab, REPORT, report_id, field.name, text) for field, text in _missing(Report, values)]
    start, end = values.get("date_start"), values.get("date_end")
    if start and end and end < start:
        found.append(Remark("event", REPORT, report_id, "date_end", "วันที่สิ้นสุดมาก่อนวันที่เริ่ม"))
    typed = _not_understood(Report, values)
    found += [Remark(field.tab, REPORT, report_id, field.name, text) for field, text in typed]
    for part in lists_of(Report):
        rows = items.get(part.name, ())
        filled = [one for one in enumerate(rows, 1) if has_values(part.item, one[1][1])]  # others are no items yet
        if part.required and not filled:
            found.append(Remark(part.tab, part.name, "", "", f"ยังไม่มี{part.label}"))
        for number, (row, own) in filled:
            for field, text in (*_missing(part.item, own), *_not_understood(part.item, own)):
                told = f"{part.label} ข้อ {number}: {text}"
                found.append(Remark(part.tab, part.name, row, field.name, told))
    return found


def are_in_order(record: type, columns: Mapping[str, Sequence[Any]]) -> bool:
    """Is sure that :func:`remarks_on` has nothing to say of any of these items, of which each is more than an empty row.

    ``columns``: their values, one list for each field.
    """
    whole = all(all(columns[field.name]) for field in _required(record))
    understood = not any(any(columns[own.name]) for _, own in _kept_as_typed(record))
    return whole and understood and any(map(all, columns.values()))


def _missing(record: type, values: Values) -> list[tuple[Field, str]]:
    return [(field, f"ยังไม่ได้กรอก{field.label}") for field in _required(record) if not values.get(field.name)]


def _not_understood(record: type, values: Values) -> list[tuple[Field, str]]:
    """Dates and numbers that are still as somebody typed them, at the editor that shows them."""
    kept = _kept_as_typed(record)
    return [(field, f"{own.label}: {typed}") for field, own in kept if (typed := values.get(own.name))]


@functools.cache
def _required(record: Any) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(record) if field.required)


@functools.cache
def _kept_as_typed(record: Any) -> tuple[tuple[Field, Field], ...]:
    """The fields with an editor that may not understand what is typed, and those that keep it then."""
    named = ((field, typed_name(record, field.name)) for field in fields_of(record))
    return tuple((field, field_named(record, name)) for field, name in named if name)
