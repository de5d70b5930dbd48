"""The package of a Word file: an empty one without what python-docx's template brings, and the finished one as the same bytes."""

import io
import zipfile
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt

from .document import Document
from .style import POINTS, Style
from .word_styles import FOOTER, HEADER, styles_of
from .word_xml import clean, paragraph_properties, twips, w, with_fields

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
_LONGEST = 255  # characters of a property
_WORD_2013 = 15  # of which version the page is laid out as


def empty(document: Document, style: Style, tab: float) -> Any:
    """A Word document with the style's page, styles and settings, and nothing in it."""
    made = docx.Document()
    part = made.part
    for relation in [key for key, one in part.rels.items() if one.reltype not in _KEPT]:
        del part.rels[relation]
    package = part.package
    assert package is not None
    for relation in [key for key, one in package.rels.items() if one.reltype in _UNWANTED]:
        del package.rels[relation]
    for element, children in (
        (made.styles.element, styles_of(style, tab)),
        (made.settings.element, _settings(style)),
        (part.numbering_part.element, []),
    ):
        element[:] = []
        element.extend(children)
    properties = made.core_properties
    properties._element[:] = []
    properties.title, properties.author = clean(document.title)[:_LONGEST], clean(document.author)[:_LONGEST]
    properties.language = style.lang
    _set_page(made.sections[0], style)
    return made


_UNWANTED = {RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL}


def _settings(style: Style) -> list[Any]:
    compatible = w(
        "compat",
        w("doNotUseHTMLParagraphAutoSpacing"),  # room after a paragraph and before the next add up, as on the PDF
        w(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=_WORD_2013,
        ),
    )
    return [
        w("zoom", percent=100),
        w("embedTrueTypeFonts"),
        w("defaultTabStop", val=twips(style.text.first_indent * POINTS or 36)),
        w("characterSpacingControl", val="doNotCompress"),
        compatible,
        w("themeFontLang", val="en-US", bidi=style.lang),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _set_page(section: Any, style: Style) -> None:
    """Header and footer lie so that their base lines are where the style has them."""
    page, below = style.page, 0.25
    section.page_width, section.page_height = Pt(page.width * POINTS), Pt(page.height * POINTS)
    section.left_margin, section.right_margin = Pt(page.left * POINTS), Pt(page.right * POINTS)
    section.top_margin, section.bottom_margin = Pt(page.top * POINTS), Pt(page.bottom * POINTS)
    number = style.letters(style.text.size) * below
    section.header_distance = Pt(max(style.number.height * POINTS - style.text.pitch + number, 0))
    section.footer_distance = Pt(max(style.footer.height * POINTS - style.letters(style.footer.size) * below, 0))
    for grid in section._sectPr.xpath("w:docGrid"):
        section._sectPr.remove(grid)


def add_edges(section: Any, document: Document, style: Style, thai: bool) -> None:
    """Page number at the head from the second page on, or from the first; stamp and page at the foot."""
    later = bool(style.number.form) and style.number.first > 1
    section.different_first_page_header_footer = later
    head = w("p", paragraph_properties(HEADER), *with_fields(style.number.form, thai))
    _fill(section.header, head)
    for footer in (section.footer, *([section.first_page_footer] if later else [])):
        stamp = [*with_fields("\t", thai), *with_fields(style.footer.form, thai)] if style.footer.form else []
        _fill(footer, w("p", paragraph_properties(FOOTER), *_text(document.footer), *stamp))
    if later:
        _fill(section.first_page_header, w("p", paragraph_properties(HEADER)))
    if thai:
        section._sectPr.append(w("pgNumType", fmt="thaiNumbers"))
        _in_order(section._sectPr)


def _text(text: str) -> list[Any]:
    from .word_xml import run

    return [run(text)] if text else []


def _in_order(section: Any) -> None:
    """The schema has the kind of page numbers before the columns."""
    (kind,) = section.xpath("w:pgNumType")
    for columns in section.xpath("w:cols"):
        columns.addprevious(kind)


def _fill(edge: Any, paragraph: Any) -> None:
    edge.is_linked_to_previous = False
    edge._element[:] = [paragraph]


def packed(made: Any) -> bytes:
    """The document as a file; the same document gives the same bytes, on whatever system and day."""
    rough, file = io.BytesIO(), io.BytesIO()
    made.save(rough)
    with zipfile.ZipFile(rough) as given, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for one in given.infolist():
            entry = zipfile.ZipInfo(one.filename, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            out.writestr(entry, given.read(one))
    return file.getvalue()
