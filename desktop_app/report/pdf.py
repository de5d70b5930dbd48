"""A document to the bytes of a PDF. The same document, style and digits give the same bytes."""

from collections.abc import Callable
from io import BytesIO

from desktop_app.errors import Cancelled

from .archive import About, add_archive, one_line
from .container import File, packed
from .document import Document
from .embed import add_fonts
from .images import Images, draw_pictures
from .ink import Ink
from .logos import headed
from .marks import Marks
from .outline import Entry
from .pages import Page, paginate
from .qr import drawn as code_drawn
from .sheets import Sheets
from .strokes import frames, rules
from .structure import Tree
from .style import Style
from .tagging import add_tags


def to_pdf(
    document: Document,
    style: Style,
    digits: str = "arabic",
    cancelled: Callable[[], bool] | None = None,
    tagged: bool = True,
) -> bytes:
    """The document as a PDF file. ``digits`` ("arabic", "thai") of the page numbers; the blocks have theirs already.

    ``tagged``: with its structure, description and attachment, as a file that is kept wants them (PDF/A-3) and a preview does not.
    ``cancelled`` is asked between blocks and pages; when it says yes, Cancelled is raised. May run in several threads at once.
    """

    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled

    document = headed(document, style)
    pages = paginate(document, style, digits, check)
    out = BytesIO()
    file = File(out)
    sheets, images = Sheets(file, style), Images(file)
    tree = Tree(document) if tagged else None
    ink = Ink(Marks(tree))
    fonts = file.reserve()
    outline: list[Entry] = []
    for number, page in enumerate(pages):
        check()
        ink.marks.begin_page()
        resources = f"/Font {fonts} 0 R{images.named(one.picture for one in page.pictures)}"
        sheet = sheets.put([packed(drawn(page, ink))], resources, f"/StructParents {number}/Tabs/S" if tree else "")
        outline += [Entry(one_line(title), sheet, top) for title, top in page.outline]
    add_fonts(file, ink.encodings.values(), fonts)
    about, entries = About.of(document), ""
    if tree:
        entries = add_tags(file, tree.pruned(), ink.marks, sheets.numbers)
        entries += add_archive(file, document, about, style.lang)
    sheets.close(about, outline, entries)
    return out.getvalue()


def drawn(page: Page, ink: Ink) -> str:
    """The operators of a page."""
    marks = ink.marks
    parts = [
        draw_pictures(page.pictures, marks),
        marks.decoration(rules(page.rules)),
        marks.decoration(code_drawn(page.code) if page.code else ""),
        ink.words(page.words),
        marks.decoration(frames(page.words)),
    ]
    return "\n".join([part for part in parts if part])
