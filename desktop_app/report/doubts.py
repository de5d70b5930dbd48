"""What a report has that its paper cannot show: letters that the style's fonts lack, photographs that are lost. Knows no page.

Nothing of it stands in the way of printing: a frame is printed for each such letter, and a caption goes with its photograph.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from desktop_app.model.fields import Kind, fields_of, lists_of
from desktop_app.model.pictures import is_printable
from desktop_app.model.records import Item, Report

from .families import Family
from .fonts import face
from .shape import never_seen
from .strokes import CHECK_BOXES
from .style import Style

MOST_LETTERS, MOST_PLACES = 8, 3  # told by name


class Doubt(NamedTuple):
    """One sentence of it, in Thai and in English."""

    thai: str
    english: str


def doubts(report: Report, style: Style) -> list[Doubt]:
    """At most one sentence about letters and one about photographs."""
    texts = list(_texts(report))
    unknown = set().union(*[text for _, text in texts]) - _shown(style.family)
    lacking = {char for char in unknown if not (char in CHECK_BOXES or never_seen(char))}
    letters: dict[str, None] = {}
    places: dict[str, None] = {}
    for place, text in texts if lacking else ():
        if not lacking.isdisjoint(text):
            letters.update(dict.fromkeys(sorted(lacking.intersection(text), key=text.index)))
            places[place] = None
    found = [_of_letters(list(letters), list(places), style.family.name)] if letters else []
    lost = [
        number for number, photo in enumerate(report.photos, 1) if photo.image and not _is_there(report, photo.image)
    ]
    return found + ([_of_photographs(lost)] if lost else [])


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every text of the report with the words that say where it stands."""
    yield from ((label, text) for label, text in _of_record(report))
    for part in lists_of(Report):
        for number, row in enumerate(getattr(report, part.name), 1):
            place = f"{part.label} ข้อ {number}"
            yield from ((place, text) for _, text in _of_record(row))


def _of_record(record: Item) -> Iterator[tuple[str, str]]:
    for field in fields_of(type(record)):
        if field.kind in (Kind.LINE, Kind.TEXT):
            yield field.label, getattr(record, field.name)
        elif field.kind is Kind.LINES:
            yield field.label, "\n".join(getattr(record, field.name))


@lru_cache(maxsize=8)
def _shown(family: Family) -> frozenset[str]:
    """What both the regular and the bold face have."""
    regular, bold = (frozenset(map(chr, face(family, heavy).hb_face.unicodes)) for heavy in (False, True))
    return regular & bold


def _is_there(report: Report, image: str) -> bool:
    return is_printable(report.pictures.get(image, b""))


def _of_letters(letters: list[str], places: list[str], family: str) -> Doubt:
    named = " ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in letters[:MOST_LETTERS])
    others = len(letters) - MOST_LETTERS
    where = ", ".join(places[:MOST_PLACES]) + (" และที่อื่น" if len(places) > MOST_PLACES else "")
    more = f" และอีก {others} ตัว" if others > 0 else ""
    return Doubt(
        f"แบบอักษร {family} ไม่มีอักขระ {named}{more} (ใน{where}) จะพิมพ์เป็นกรอบสี่เหลี่ยมแทน",
        f"{family} has no glyph for {named}{f' and {others} more' if others > 0 else ''}: frames are printed instead.",
    )


def _of_photographs(numbers: list[int]) -> Doubt:
    named = ", ".join(map(str, numbers))
    return Doubt(
        f"ภาพถ่ายข้อ {named} หายหรือชำรุด จึงไม่มีบนกระดาษ โปรดใส่ภาพใหม่",
        f"Photographs missing or damaged, and left out: {named}.",
    )
