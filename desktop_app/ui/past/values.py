"""Old values in words: of which field a version is, what it says, and what stands there now. Knows no widget."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.fields import Field, Kind, fields_of, lists_of
from desktop_app.model.records import Item, Report
from desktop_app.model.values import plain
from desktop_app.thai.dates import format_day

if TYPE_CHECKING:
    from desktop_app.store.history import Version

EMPTY = "(ว่าง)"
GONE = "ข้อที่ลบแล้ว"
PICTURE = "(ภาพ)"
_UNSEEN = (PARENT, RANK)  # how a row hangs in its list says nothing to a reader


class Past:
    """All versions of a report, newest first, beside what the report says now."""

    def __init__(self, report: Report, versions: "list[Version]") -> None:
        self.report = report
        self.versions = [one for one in versions if one.field not in _UNSEEN]
        self._lists = {part.name: part for part in lists_of(Report)}
        self._places = {
            name: {item.id: index for index, item in enumerate(getattr(report, name))} for name in self._lists
        }
        self._fields = {name: _by_name(part.item) for name, part in self._lists.items()} | {REPORT: _by_name(Report)}
        self._latest: dict[tuple[str, str, str], Any] = {}
        for one in self.versions:
            self._latest.setdefault((one.table, one.row, one.field), one.value)

    def label(self, version: "Version") -> str:
        """``กิจกรรม ข้อ 2: รายละเอียด``."""
        return self.label_of(version.table, version.row, version.field)

    def label_of(self, table: str, row: str, field: str) -> str:
        """As :meth:`label`, of a place of which nothing has to be written yet."""
        part = self._lists.get(table)
        known = self._fields.get(table, {}).get(field)
        name = known.label if known else field
        if part is None:
            return "รายงาน" if field == ALIVE else name
        index = self._places[table].get(row)
        where = f"{part.label} {GONE if index is None else f'ข้อ {index + 1}'}"
        return where if field == ALIVE or name in ("", part.label) else f"{where}: {name}"

    def value(self, version: "Version") -> str:
        """The version's value as a person reads it; of a row that came or went, what stands in it."""
        if version.field == ALIVE:
            return f"{'เพิ่มข้อนี้' if version.value else 'ลบข้อนี้'}: {self._content(version)}"
        return self._shown(version, version.value)

    def now(self, version: "Version") -> str:
        """What stands in the version's field now."""
        return self._shown(version, self._current(version))

    def is_now(self, version: "Version") -> bool:
        """Whether its value is the present one. That a row came or went is an event, not a value."""
        return version.field != ALIVE and bool(self._current(version) == version.value)

    def row(self, version: "Version") -> Item | None:
        """The living row of that version, None for one that was removed."""
        if version.table == REPORT:
            return self.report if version.row == self.report.id else None
        index = self._index(version)
        return None if index is None else self._items(version.table)[index]

    def field(self, version: "Version") -> Field | None:
        """The field of that version, None for one this program does not know, and for life itself."""
        return self._fields.get(version.table, {}).get(version.field)

    def _current(self, version: "Version") -> Any:
        row, field = self.row(version), self.field(version)
        if row is not None and field is not None:
            return plain(getattr(row, field.name))
        return self._latest[version.table, version.row, version.field]

    def _shown(self, version: "Version", value: Any) -> str:
        return self.shown(self.field(version), value)

    def shown(self, field: Field | None, value: Any) -> str:
        """A plain value of that field as a person reads it."""
        if value is None or value == "" or value == []:
            return EMPTY
        return str(value) if field is None else self._in_words(field, value)

    def _in_words(self, field: Field, value: Any) -> str:
        match field.kind:
            case Kind.DAY:
                return format_day(dt.date.fromisoformat(value))
            case Kind.CHOICE:
                return dict(field.choices).get(value, str(value))
            case Kind.LINES:
                return "\n".join(value)
            case Kind.COUNT:
                return f"{value:,}"
            case Kind.IMAGE:
                return PICTURE
            case Kind.ITEM:
                index = self._places[field.of].get(value)
                return GONE if index is None else f"ข้อ {index + 1}"
            case _:
                return str(value)

    def _content(self, version: "Version") -> str:
        """The latest values of the version's row, as far as this program knows its fields."""
        part = self._lists.get(version.table)
        fields = fields_of(part.item) if part else fields_of(Report)[:1]
        values = [(field, self._latest.get((version.table, version.row, field.name))) for field in fields]
        return " ".join(self._in_words(field, value) for field, value in values if value not in (None, "", []))

    def _index(self, version: "Version") -> int | None:
        return self._places.get(version.table, {}).get(version.row)

    def _items(self, table: str) -> list[Item]:
        return getattr(self.report, table, []) if table in self._lists else []


def _by_name(record: type) -> dict[str, Field]:
    return {field.name: field for field in fields_of(record)}
