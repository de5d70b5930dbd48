"""The style file as Word's styles: what a person who edits the report chooses from Word's list. Knows no block.

The font is the style's own family, in its own size: the letters are then as large as on the PDF, and the file carries them
along (``word_fonts``). TH Sarabun in its place would be a third smaller at the same size.
"""

from typing import Any

from .looks import POINTS, Display, Style
from .signatures import BELOW_LINE, place_alone
from .word_xml import paragraph_properties, run_properties, w

TITLE, DATES, LABELLED, BODY, HEADING = "Title", "Dates", "Labelled", "BodyText", "Heading1"
ITEM, ITEM_PART, CAPTION = "ListNumber", "ListContinue", "TableCaption"
CELL, CELL_HEAD, TABLE = "TableText", "TableHeading", "ReportTable"
SIGN_LINE, SIGNATURE, PHOTO, PHOTO_CAPTION, PAGE_TURN = "SigningLine", "Signature", "Photo", "Caption", "PageTurn"
HEADER, FOOTER = "Header", "Footer"

_UNDER_CAPTION = 3.0  # Word sets words at the foot of their line, close to the table's rule
TURN = 1.0  # the height of a paragraph that only parts two things
_SIGNED = 6  # eighths of a point, of the line to sign on
ALIGN = {"left": "left", "centre": "center", "right": "right"}
_WORDS_OWN = {  # as Word calls its own styles (ECMA-376, part 1, 17.7.4.9)
    HEADING: "heading 1", TITLE: "Title", BODY: "Body Text", ITEM: "List Number", ITEM_PART: "List Continue",
    PHOTO_CAPTION: "caption", SIGNATURE: "Signature", HEADER: "header", FOOTER: "footer",
}  # fmt: skip
_OURS = {
    LABELLED: "Labelled", DATES: "Dates", CAPTION: "Table Caption", CELL: "Table Text", CELL_HEAD: "Table Heading",
    SIGN_LINE: "Signing Line", PHOTO: "Photo", PAGE_TURN: "Page Turn", TABLE: "Report Table",
}  # fmt: skip


def half_points(style: Style, size: float) -> int:
    """Word's sizes are half points of the family itself."""
    return max(round(style.letters(size) * 2), 2)


def styles_of(style: Style, tab: float) -> list[Any]:
    """Defaults and styles for ``word/styles.xml``; ``tab`` is the place of the values after labels, in points."""
    return [_defaults(style), _normal(style), *_texts(style, tab), *_tables(style), *_rest(style), _table(style)]


def _letters(style: Style) -> list[Any]:
    fonts = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), style.family.name)
    size = half_points(style, style.text.size)
    return [w("rFonts", **fonts), *run_properties(half_points=size), w("lang", val="en-US", bidi=style.lang)]


def _defaults(style: Style) -> Any:
    none = paragraph_properties(spacing={"before": 0, "after": 0})
    none.insert(0, w("widowControl"))
    return w("docDefaults", w("rPrDefault", w("rPr", *_letters(style))), w("pPrDefault", none))


def _normal(style: Style) -> Any:
    properties = paragraph_properties(spacing={"line": style.text.pitch})
    named = {"type": "paragraph", "default": 1, "styleId": "Normal"}
    return w("style", w("name", val="Normal"), w("qFormat"), properties, w("rPr", *_letters(style)), **named)


def _whose(key: str) -> dict[str, int]:
    """Without the mark a style counts as one of Word's own."""
    return {"customStyle": 1} if key in _OURS else {}


def _style(key: str, properties: Any, *letters: Any, after: str = "") -> Any:
    """``after`` is the style of the paragraph that a person types after one in this style."""
    name = w("name", val=_WORDS_OWN.get(key) or _OURS[key])
    made = w("style", name, w("basedOn", val="Normal"), type="paragraph", styleId=key, **_whose(key))
    if after:
        made.append(w("next", val=after))
    made.extend([w("qFormat"), properties])
    if letters:
        made.append(w("rPr", *letters))
    return made


def _display(key: str, style: Style, look: Display, level: int | None = None) -> Any:
    properties = paragraph_properties(
        keep_next=level is not None or key == TITLE,
        spacing={"before": look.before, "after": look.after, "line": look.pitch},
        align=ALIGN[look.align],
        level=level,
    )
    return _style(key, properties, *run_properties(look.bold, half_points=half_points(style, look.size)), after=BODY)


def _texts(style: Style, tab: float) -> list[Any]:
    numbered, body = style.numbered, "thaiDistribute" if style.text.justify else "left"
    number, text = numbered.number * POINTS, numbered.text * POINTS
    labelled = paragraph_properties(
        tabs=[("left", tab, False)],
        spacing={"after": style.labelled.after},
        indent={"left": tab, "hanging": tab},
    )
    first = {"firstLine": style.text.first_indent * POINTS}
    item = {"left": text, "hanging": max(text - number, 0.0)}
    after = {"after": numbered.after}
    return [
        _display(TITLE, style, style.title),
        _display(DATES, style, style.dates),
        _style(LABELLED, labelled),
        _style(BODY, paragraph_properties(spacing={"after": style.text.after}, indent=first, align=body)),
        _display(HEADING, style, style.heading, level=0),
        _style(ITEM, paragraph_properties(spacing=after, indent=item, align=body)),
        _style(ITEM_PART, paragraph_properties(spacing=after, indent={"left": text}, align=body), after=ITEM),
    ]


def caption_before(style: Style) -> float:
    """Together with what is under the caption as much as on the PDF."""
    return max(style.table.before - _UNDER_CAPTION, 0.0)


def _tables(style: Style) -> list[Any]:
    table = style.table
    size = run_properties(half_points=half_points(style, table.size))
    spacing = {"before": caption_before(style), "after": _UNDER_CAPTION}
    caption = paragraph_properties(keep_next=True, spacing=spacing)
    return [
        _style(CAPTION, caption, *run_properties(bold=True)),
        _style(CELL, paragraph_properties(spacing={"line": table.pitch}), *size),
        _style(
            CELL_HEAD,
            paragraph_properties(keep_next=True, spacing={"line": table.pitch}, align="center"),
            *run_properties(bold=True, half_points=half_points(style, table.size)),
        ),
    ]


def _rest(style: Style) -> list[Any]:
    width = (style.page.width - style.page.left - style.page.right) * POINTS
    signed = place_alone(style.signature, width)
    axis, side = signed.axis, signed.room / 2
    line = {"left": axis - signed.half, "right": width - axis - signed.half}
    about = {"left": axis - side, "right": width - axis - side}
    photos = style.photos
    caption = run_properties(half_points=half_points(style, photos.size))
    foot = run_properties(half_points=half_points(style, style.footer.size))
    signing = paragraph_properties(
        keep_next=True,
        dotted_below=_SIGNED,
        spacing={"after": BELOW_LINE, "line": style.signature.room - _SIGNED / 8},
        exact=True,
        indent=line,
    )
    turn = paragraph_properties(spacing={"line": TURN}, exact=True)
    return [
        _style(SIGN_LINE, signing, after=SIGNATURE),
        _style(SIGNATURE, paragraph_properties(keep_next=True, indent=about, align="center")),
        _style(
            PHOTO,  # small letters: what they need under the base line would stand under every picture
            paragraph_properties(keep_next=True, spacing={"after": photos.under, "line": 1}, align="center"),
            *run_properties(half_points=2),
        ),
        _style(PHOTO_CAPTION, paragraph_properties(spacing={"line": photos.pitch}, align="center"), *caption),
        _style(PAGE_TURN, turn, *run_properties(half_points=2)),
        _style(HEADER, paragraph_properties(align="center")),
        _style(
            FOOTER,
            paragraph_properties(tabs=[("right", width, False)], spacing={"line": style.footer.size}),
            *foot,
        ),
    ]


def _table(style: Style) -> Any:
    """Thin rules about every cell, room at the left and right of its text."""
    thick = max(round(style.table.rule * 8), 2)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = w("tblBorders", *(w(side, val="single", sz=thick, space=0, color="auto") for side in sides))
    padding = style.table.padding * POINTS
    beside = max(padding - thick / 8, 0) / 2  # a row has its rule besides
    room = {"top": beside, "left": padding, "bottom": beside, "right": padding}
    margins = w("tblCellMar", *(w(side, w=round(wide * 20), type="dxa") for side, wide in room.items()))
    looks = (w("qFormat"), w("tblPr", rules, margins))
    return w("style", w("name", val=_OURS[TABLE]), *looks, type="table", styleId=TABLE, **_whose(TABLE))
