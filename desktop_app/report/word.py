"""A document to the bytes of a Word file (.docx) that people can edit: real styles, numbering and fields. The same document,
style and digits give the same bytes.

Where the PDF has dots to write on, Word has a tab with dots before it, so that no dot is in the text.
"""

from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

from desktop_app.errors import Cancelled
from desktop_app.thai.numerals import arabic_digits

from .document import (
    Block,
    Dates,
    Document,
    Heading,
    Labelled,
    Logos,
    Numbered,
    Paragraph,
    Photos,
    Run,
    Signatures,
    Table,
    Title,
)
from .logos import headed
from .rows import LINE_END, RowMaker
from .style import POINTS, Style
from .word_file import add_edges, empty, packed
from .word_fonts import embed
from .word_photos import photos
from .word_pictures import logos
from .word_signatures import signatures
from .word_styles import BODY, CAPTION, DATES, HEADING, ITEM, ITEM_PART, LABELLED, PAGE_TURN, TITLE, caption_before
from .word_tables import table
from .word_xml import paragraph_properties, parts, run, twips, w


def to_docx(
    document: Document, style: Style, digits: str = "arabic", cancelled: Callable[[], bool] | None = None
) -> bytes:
    """The document as a Word file. ``digits`` ("arabic", "thai") of the page numbers and of the numbering.

    ``cancelled`` is asked between blocks; when it says yes, Cancelled is raised.
    """
    document = headed(document, style)
    body = _Body(document, style, digits == "thai")
    for before, block in zip((None, *document.blocks), document.blocks, strict=False):
        if cancelled is not None and cancelled():
            raise Cancelled
        body.add(block, before)
    return body.finished()


class _Body:
    """The paragraphs and tables so far, and the lists they number."""

    def __init__(self, document: Document, style: Style, thai: bool) -> None:
        self.document, self.style, self.thai = document, style, thai
        self.maker = RowMaker(style, document)
        self.width = self.maker.width
        self.file = empty(document, style, self.maker.tab)
        self.body = self.file.element.body
        self.lists: list[int] = []  # the number of the first item of each list
        self.next = 0  # the number of the next item of the list under way

    def add(self, block: Block, before: Block | None) -> None:
        if not isinstance(block, Numbered):
            self.next = 0
        made = self._made(block, before)
        if isinstance(before, Table) and made:
            if made[0].tag == qn("w:tbl"):  # Word makes one table of two that touch
                made.insert(0, w("p", paragraph_properties(PAGE_TURN, keep_next=isinstance(block, Signatures))))
            _move_down(made[0], self.style.table.after, self.style)
        if isinstance(block, Signatures):
            self._keep_last()
        for one in made:
            self.body.insert_element_before(one, "w:sectPr")

    def finished(self) -> bytes:
        numbering = self.file.part.numbering_part.element
        numbering.extend(_numbering(number, first, self.thai, self.style) for number, first in enumerate(self.lists, 1))
        for number in range(1, len(self.lists) + 1):
            numbering.append(w("num", w("abstractNumId", val=number), numId=number))
        add_edges(self.file.sections[0], self.document, self.style, self.thai)
        italic = bool(self.body.xpath(".//w:iCs"))
        if not embed(self.file.part, self.style, italic):
            settings = self.file.settings.element
            settings.remove(settings.xpath("w:embedTrueTypeFonts")[0])
        return packed(self.file)

    def _made(self, block: Block, before: Block | None) -> list[Any]:
        match block:
            case Title(text):
                return [_paragraph(TITLE, run(text, bold=False))]
            case Dates(text):
                return [self._dates(text)]
            case Labelled():
                return [self._labelled(block)]
            case Paragraph(given):
                return [_paragraph(BODY, *one) for one in parts(given)] if _filled(given) else self._room(BODY)
            case Heading(text):
                return [_paragraph(HEADING, run(text))]
            case Numbered():
                return self._numbered(block)
            case Table():
                caption = [_paragraph(CAPTION, run(block.caption))] if block.caption else []
                return [*caption, table(block, self.maker)]
            case Signatures():
                return signatures(block, self.maker)
            case Logos():
                return [logos(block, self.maker, self.file.part)]
            case Photos():
                head = paragraph_properties(HEADING, keep_next=True, page_break=True, spacing={"before": 0.0})
                heading = w("p", head, run(block.heading))
                return [heading, *photos(block, self.maker, self.file.part)]

    def _dates(self, text: str) -> Any:
        """Without a date, room to write it after the words."""
        if text.rstrip() == text and text:
            return _paragraph(DATES, run(text))
        third = self.width / 3
        properties = paragraph_properties(DATES, tabs=[("left", 2 * third, True)], indent={"left": third}, align="left")
        return w("p", properties, run(f"{text}\t"))

    def _labelled(self, block: Labelled) -> Any:
        label = run(LINE_END.sub(" ", block.label), self.style.labelled.bold)
        if block.value.strip():
            return _paragraph(LABELLED, label, run(f"\t{block.value}"))
        stops = [("left", self.maker.tab, False), ("right", self.width, True)]
        return w("p", paragraph_properties(LABELLED, tabs=stops), label, run("\t\t"))

    def _room(self, style: str, number: int = 0) -> list[Any]:
        """Dotted lines to write on by hand."""
        stops = [("right", self.width, True)]
        made = [w("p", paragraph_properties(style, number=number, tabs=stops), run("\t"))]
        rest = ITEM_PART if number else style
        under = paragraph_properties(rest, tabs=stops, indent=None if number else {"firstLine": 0.0})
        return made + [w("p", under, run("\t")) for _ in range(max(self.style.blank.lines, 1) - 1)]

    def _numbered(self, block: Numbered) -> list[Any]:
        """Counted by Word; a number that does not follow the one before begins a new list."""
        number = int(arabic_digits(block.number).rstrip("."))
        if number != self.next or not self.lists:
            self.lists.append(number)
        self.next = number + 1
        if not _filled(block.runs):
            return self._room(ITEM, len(self.lists))
        first, *others = parts(block.runs)
        item = w("p", paragraph_properties(ITEM, number=len(self.lists)), *first)
        return [item, *(_paragraph(ITEM_PART, *one) for one in others)]

    def _keep_last(self) -> None:
        """What is before a signature goes with it."""
        for one in self.body.xpath("w:p[last()]/w:pPr"):
            one.get_or_add_keepNext().val = True


def _paragraph(style: str, *runs: Any) -> Any:
    return w("p", paragraph_properties(style), *runs)


def _filled(runs: tuple[Run, ...]) -> bool:
    return any(one.text.strip() for one in runs)


def _move_down(made: Any, room: float, style: Style) -> None:
    """Word has no room under a table: the paragraph after it gives it, over its own."""
    own = {HEADING: style.heading.before, CAPTION: caption_before(style)}
    properties = made.pPr
    if properties is None:
        return
    spacing = w("spacing", before=twips(room + own.get(properties.style, 0.0)))
    known, later = properties.xpath("w:spacing"), properties.xpath("w:ind|w:jc|w:outlineLvl")
    if known:
        known[0].set(*next(iter(spacing.attrib.items())))
    elif later:
        later[0].addprevious(spacing)
    else:
        properties.append(spacing)


def _numbering(number: int, first: int, thai: bool, style: Style) -> Any:
    """A list of its own for each part of the report: its numbers begin anew, also when a person adds items."""
    at, text = style.numbered.number * POINTS, style.numbered.text * POINTS
    level = w(
        "lvl",
        w("start", val=first),
        w("numFmt", val="thaiNumbers" if thai else "decimal"),
        w("lvlText", val="%1."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=twips(text), hanging=twips(max(text - at, 0.0)))),
        ilvl=0,
    )
    return w(
        "abstractNum",
        w("nsid", val=f"5A20{number:04X}"),
        w("multiLevelType", val="singleLevel"),
        level,
        abstractNumId=number,
    )
