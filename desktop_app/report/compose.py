"""From a record to blocks: which words stand on paper and in which order (DESIGN §1). Knows nothing of how they look."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop_app.model.codes import Code, digest
from desktop_app.model.fields import Field, Kind, ListField, field_named, fields_of, is_filled, lists_of, typed_name
from desktop_app.model.ids import SHORT_ID
from desktop_app.model.records import HEADING, LABELLED, PHOTOS, SIGNATURE, TABLE, Item, Report, Speaker
from desktop_app.thai.dates import format_day, format_range
from desktop_app.thai.numerals import thai_digits

from .document import (
    Block,
    Dates,
    Document,
    Heading,
    Labelled,
    Numbered,
    Paragraph,
    Photos,
    Picture,
    Run,
    Signature,
    Signatures,
    Stamp,
    Table,
    Title,
)
from .introduction import introduction, joined

TITLE_HEAD = "สรุปรายงานกิจกรรม"  # DESIGN §1, element 1: no blank before the event's name


def compose(report: Report, digits: str = "arabic", stamp: Stamp | None = None) -> Document:
    """The report as blocks, with Arabic or Thai ``digits`` ("arabic", "thai") throughout."""
    blocks: list[Block] = [Title(TITLE_HEAD + report.title), Dates(_dates(report)), *_labelled(report)]
    blocks += [Paragraph((Run(_paragraphs(report.introduction) or introduction(report)),)), *_tables(report)]
    for part in lists_of(Report):
        heading = _heading(part)
        if heading is not None and part.paper != PHOTOS:
            blocks += _section(report, part, _said(report, heading))
    blocks += [_signatures(report), *_photos(report)]
    change = thai_digits if digits == "thai" else str
    code = Code(digest(report), stamp.report_id, stamp.revision) if stamp and stamp.report_id else None
    return Document(
        title=change(TITLE_HEAD + report.title),
        author=joined([one.prefix + one.name for one in report.evaluators if one.name]),
        blocks=tuple(blocks if change is str else (_with_digits(block, change) for block in blocks)),
        footer=_footer(code, change),
        code=code.scanned if code else "",
        protected=tuple(change(word) for word in protected_words(report)),
        day=_day(report),
    )


def protected_words(report: Report) -> tuple[str, ...]:
    """The record's names (people, places, agencies, projects): a line never ends inside one of them."""
    names = [report.place, report.project, report.communities]
    for evaluator in report.evaluators:
        names += [evaluator.prefix + evaluator.name, evaluator.name]
    names += [one.name for one in report.agencies]
    names += [one.name for one in report.speakers]
    names += [one.name for one in report.signatures]
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _day(report: Report) -> str:
    """Of the report, or of the event that it is about."""
    day = report.report_date or report.date_end or report.date_start
    return day.isoformat() if day else ""


def _dates(report: Report) -> str:
    days = format_range(report.date_start, report.date_end) if report.date_start else ""
    return "วันที่ " + (_typed(report, "date_start") or days)


def _typed(row: Item, name: str) -> str:
    """A date or number as somebody typed it that nobody understands yet: paper says what the window says."""
    kept = typed_name(type(row), name)
    return str(getattr(row, kept)) if kept else ""


def _labelled(report: Report) -> list[Block]:
    """Label and value of every field whose place is LABELLED; only a required one leaves room when it is empty."""
    fields = [field for field in fields_of(Report) if field.paper == LABELLED]
    found = [(field, _typed(report, field.name) or getattr(report, field.name)) for field in fields]
    return [Labelled(field.label, _shown(field, value)) for field, value in found if value or field.required]


def _shown(field: Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.kind is Kind.DAY and not isinstance(value, str):
        return format_day(value)
    if field.kind is Kind.CHOICE:
        return str(dict(field.choices)[value])
    if field.kind is Kind.LINES:
        return joined(value)
    return f"{value:,}" if field.kind is Kind.COUNT else str(value)


def _heading(part: ListField) -> Field | None:
    """The heading field of a list: the one whose key in the section "headings" is the list's name."""
    for field in fields_of(Report):
        if field.paper == HEADING and field.key == part.name:
            return field
    return None


def _said(report: Report, heading: Field) -> str:
    """Its words, the template's where nothing but blanks is typed."""
    typed = str(getattr(report, heading.name))
    return typed if typed.strip() else str(heading.default)


def _section(report: Report, part: ListField, heading: str) -> list[Block]:
    items = [item for item in getattr(report, part.name) if is_filled(item)]
    before = [Paragraph((Run(_spoken(_unplaced(report))),))] if part.name == "activities" and _unplaced(report) else []
    if not items and not before and not part.required:
        return []
    numbered = [_numbered(report, number, item) for number, item in enumerate(items, 1)]
    return [Heading(heading), *before, *(numbered or [Numbered("1.", (Run(""),))])]


def _numbered(report: Report, number: int, item: Any) -> Numbered:
    """``1. `` bold lead-in, ``: ``, body; without a lead-in no colon (DESIGN §1, element 6), and never two."""
    title, body = getattr(item, "title", "").strip(), _paragraphs(item.body)
    speakers = [one for one in report.speakers if one.activity and one.activity == item.id]
    if speakers:
        body = f"{body} {_spoken(speakers)}" if body else _spoken(speakers)
    colon = ":" if body and not title.endswith(":") else ""
    lead = (Run(title + colon, bold=True),) if title else ()
    return Numbered(f"{number}.", (*lead, Run(f" {body}" if lead and body else body)))


def _paragraphs(text: str) -> str:
    """Without the lines on which nothing is said: room between paragraphs is the style's (DESIGN §1)."""
    return "\n".join([line for line in text.splitlines() if line.strip()])


def _unplaced(report: Report) -> list[Speaker]:
    """Speakers of whom nobody said in which activity they spoke."""
    placed = {item.id for item in report.activities if is_filled(item)}
    return [one for one in report.speakers if is_filled(one) and (not one.activity or one.activity not in placed)]


def _spoken(speakers: Sequence[Speaker]) -> str:
    said = [f"{one.name} บรรยายเรื่อง {joined(one.topics)}" if any(one.topics) else one.name for one in speakers]
    return "โดยมีวิทยากร " + joined(said)


def _tables(report: Report) -> list[Block]:
    return [
        _table(part, [item for item in getattr(report, part.name) if is_filled(item)])
        for part in lists_of(Report)
        if part.paper == TABLE and any(is_filled(item) for item in getattr(report, part.name))
    ]


def _table(part: ListField, items: Sequence[Item]) -> Table:
    """All fields whose place is TABLE, with a sum under every column of counts when there is more than one row."""
    columns = [field for field in fields_of(part.item) if field.paper == TABLE]
    numeric = tuple(field.kind is Kind.COUNT for field in columns)
    rows = [
        tuple(_typed(item, field.name) or _shown(field, getattr(item, field.name)) for field in columns)
        for item in items
    ]
    if len(items) > 1 and any(numeric):
        rows.append(("รวม", *(_sum(field, items) for field in columns[1:])))
    return Table(part.label, tuple(field.label for field in columns), tuple(rows), numeric)


def _sum(field: Field, items: Sequence[Item]) -> str:
    """Nothing while one of the numbers is not understood: it stands in its row as typed, and no sum would have it in it."""
    if any(_typed(item, field.name) for item in items):
        return ""
    counted = [getattr(item, field.name) for item in items if getattr(item, field.name) is not None]
    return f"{sum(counted):,}" if field.kind is Kind.COUNT and counted else ""


def _signatures(report: Report) -> Block:
    """At least one place to sign, empty where nobody is named yet."""
    part = next(part for part in lists_of(Report) if part.paper == SIGNATURE)
    default = {field.name: field.default for field in fields_of(part.item)}
    signed = [one for one in report.signatures if is_filled(one)]
    places = [Signature(one.name, one.caption or default["caption"]) for one in signed]
    return Signatures(tuple(places) or (Signature("", default["caption"]),))


def _photos(report: Report) -> list[Block]:
    """The photographs that can be printed; without any there is no heading either."""
    from desktop_app.model.pictures import is_printable, size_of

    part = next(part for part in lists_of(Report) if part.paper == PHOTOS)
    heading = _heading(part)
    known = [(report.pictures.get(photo.image, b""), photo.caption.strip()) for photo in report.photos]
    pictures = tuple(Picture(data, *size_of(data), caption) for data, caption in known if is_printable(data))
    if not pictures or heading is None:
        return []
    per_page = field_named(Report, "photos_per_page").default
    return [Photos(_said(report, heading), pictures, int(report.photos_per_page or per_page))]


def _footer(code: Code | None, change: Callable[[str], str]) -> str:
    """The id as ``sarup list`` shows it and the code as ``sarup verify`` takes it: names, to be typed again, and never in Thai digits."""
    if code is None:
        return ""
    return f"รายงาน {code.report_id[-SHORT_ID:]} {change(f'ฉบับแก้ไขที่ {code.revision}')} รหัสตรวจสอบ {code.typed}"


def _with_digits(value: Any, change: Any) -> Any:
    """The same block with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_with_digits(one, change) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return type(value)(*(_with_digits(getattr(value, name), change) for name in value.__dataclass_fields__))
    return value
