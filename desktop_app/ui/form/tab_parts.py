"""What stands on a tab of the form, told by the record's class. Knows no widget."""

from dataclasses import dataclass

from desktop_app.model.fields import Field, Kind, ListField, fields_of, lists_of
from desktop_app.model.records import Report


@dataclass(frozen=True, slots=True)
class Range:
    """Two DAY fields that are one thing: ``…_start`` and ``…_end``."""

    first: Field
    last: Field


Part = Field | ListField | Range


def parts_of(tab: str) -> list[Part]:
    """What stands on a tab, in the order of the record's class."""
    fields = {field.name: field for field in fields_of(Report) if field.tab == tab}
    lists = {part.name: part for part in lists_of(Report) if part.tab == tab}
    found: list[Part] = []
    for name in Report.__dataclass_fields__:
        last = fields.get(name.removesuffix("_start") + "_end") if name.endswith("_start") else None
        if name in fields and last and last.kind is Kind.DAY:
            found.append(Range(fields[name], last))
        elif name in fields and not (name.endswith("_end") and name.removesuffix("_end") + "_start" in fields):
            found.append(fields[name])
        elif name in lists:
            found.append(lists[name])
    return found
