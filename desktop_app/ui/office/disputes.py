"""Conflicts in the words of people: which field of which report, what each side says, and what typed words mean. No widget."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, REPORT
from desktop_app.model.fields import Field, Kind, fields_of
from desktop_app.model.records import Report
from desktop_app.model.values import checked, plain
from desktop_app.thai.dates import format_moment
from desktop_app.ui.form.item_choice import label_of
from desktop_app.ui.form.typed_text import clean_line, clean_text
from desktop_app.ui.past.values import EMPTY, Past
from desktop_app.ui.report_rows import UNNAMED

from .field_names import field_of

if TYPE_CHECKING:
    from desktop_app.store.conflicts import Conflict, Side
    from desktop_app.store.database import Store
    from desktop_app.store.history import Version

TYPED = (Kind.LINE, Kind.TEXT, Kind.LINES)  # kinds of which a person can type another value here
SHOWN = "ค่าที่แสดงอยู่ตอนนี้"
NOBODY = "(ไม่ได้ระบุชื่อ)"


@dataclass(frozen=True)
class Dispute:
    """``texts`` and ``heads`` have one of each side: what it says, and who said it, when, on which laptop."""

    conflict: "Conflict"
    title: str
    label: str
    texts: tuple[str, ...]
    heads: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()  # ids and names, where the field names an item of a list

    @property
    def field(self) -> Field | None:
        return field_of(self.conflict.table, self.conflict.field)

    @property
    def is_typed(self) -> bool:
        return self.field is not None and self.field.kind in TYPED

    @property
    def value(self) -> Any:
        """What is shown meanwhile, as the record holds it; nothing where only another version of the program knows it."""
        assert self.field
        try:
            return checked(self.field, self.conflict.sides[0].value)
        except Refused:
            return self.field.empty()

    def typed(self) -> str:
        """What is shown meanwhile, as a person may go on typing it."""
        value = self.conflict.sides[0].value
        return "\n".join(value) if isinstance(value, list) else str(value or "")

    def value_of(self, text: str) -> Any:
        """What was typed, as the field's plain value."""
        match self.field.kind if self.field else None:
            case Kind.LINES:
                return [line for line in map(clean_line, text.splitlines()) if line.strip()]
            case Kind.TEXT:
                return clean_text(text)
            case _:
                return clean_line(text.replace("\n", " "))


def read(store: "Store") -> list[Dispute]:
    """In the store's thread: all that are open, report by report."""
    pasts: dict[str, Past] = {}
    found: list[Dispute] = []
    for one in store.conflicts():
        if one.report not in pasts:
            report = store.load(one.report)
            report.pictures = {}
            pasts[one.report] = Past(report, [])
        found.append(_dispute(one, pasts[one.report]))
    return found


def _dispute(one: "Conflict", past: Past) -> Dispute:
    versions = [_version(one, side) for side in one.sides]
    life = one.field == ALIVE
    texts = [_of_life(past, version) if life else past.value(version) for version in versions]
    heads = [_head(side, number == 0) for number, side in enumerate(one.sides)]
    label = past.label(versions[0])
    label = f"ลบหรือเก็บ{label}" if life else label
    return Dispute(one, one.title or UNNAMED, label, tuple(texts), tuple(heads), _choices(one, past.report))


def _choices(one: "Conflict", report: Report) -> tuple[tuple[str, str], ...]:
    field = field_of(one.table, one.field)
    items = getattr(report, field.of) if field and field.kind is Kind.ITEM else []
    return tuple((item.id, label_of(number, item)) for number, item in enumerate(items, 1))


def _version(one: "Conflict", side: "Side") -> "Version":
    from desktop_app.store.history import Version

    who = side.device, side.seq, side.when, side.user, side.laptop
    return Version(*who, one.table, one.row, one.field, side.value, "")


def _of_life(past: Past, version: "Version") -> str:
    """Whether the row is kept or deleted, and what stands in it."""
    row = past.row(version)
    fields = fields_of(type(row))[:1] if isinstance(row, Report) else fields_of(type(row)) if row else []
    words = [past.shown(field, plain(getattr(row, field.name))) for field in fields]
    content = " ".join(word for word in words if word != EMPTY)
    what = "รายงานนี้" if version.table == REPORT else "ข้อนี้"
    return f"{f'เก็บ{what}ไว้' if version.value else f'ลบ{what}'}: {content}".removesuffix(": ")


def _head(side: "Side", shown: bool) -> str:
    parts = [side.user or NOBODY, format_moment(side.when), f"เครื่อง {side.laptop or side.device}"]
    return " · ".join(parts + ([SHOWN] if shown else []))
