"""A document to the bytes of a PDF, through ReportLab's canvas. The same document, style and digits give the same bytes."""

import io
from collections.abc import Callable
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from desktop_app.errors import Cancelled

from .archive import add_archive, one_line
from .container import contained
from .document import Document
from .embed import add_face
from .images import add_picture, draw_pictures
from .ink import Ink
from .marks import Marks
from .pages import Page, paginate
from .qr import drawn
from .strokes import frames, rules
from .structure import Tree
from .style import POINTS, Style
from .tagging import add_tags

PRODUCER = "Sarup"


class _Canvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas without its preamble, which names a Helvetica that is not in the file."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the file says of itself. No dates: the same record gives the same bytes, and ReportLab would say 1 January 2000."""

    def format(self, document: Any) -> Any:
        told = {"Title": self.title, "Author": self.author, "Creator": self.creator, "Producer": self.producer}
        return pdfdoc.PDFDictionary({name: pdfdoc.PDFString(text) for name, text in told.items() if text}).format(
            document
        )


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

    pages = paginate(document, style, digits, check)
    canvas = _canvas(document, style)
    tree = Tree(document) if tagged else None
    ink = Ink(Marks(tree))
    for number, page in enumerate(pages, 1):
        check()
        _draw(canvas, ink, page, number)
    fonts = canvas._doc.idToObject[pdfdoc.BasicFonts].dict
    for encoding in ink.encodings.values():
        fonts[encoding.name] = add_face(canvas._doc, encoding)
    if tree:
        add_tags(canvas._doc, tree.pruned(), ink.marks)
        add_archive(canvas._doc, document, style.lang)
    return contained(canvas)


def _canvas(document: Document, style: Style) -> Any:
    size = (style.page.width * POINTS, style.page.height * POINTS)
    canvas: Any = _Canvas(
        io.BytesIO(), pagesize=size, pageCompression=0, invariant=1, lang=style.lang, pdfVersion=(1, 7)
    )
    # Not ASCII85 (a quarter of the time, pure Python), and without touching rl_config, which is the whole program's.
    canvas._doc.defaultStreamFilters = [pdfdoc.PDFZCompress]
    canvas._doc.info = _Info()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")  # the margins are those of the regulation
    canvas.setTitle(one_line(document.title))
    canvas.setAuthor(one_line(document.author))
    canvas.setCreator(PRODUCER)
    return canvas


def _draw(canvas: Any, ink: Ink, page: Page, number: int) -> None:
    marks = ink.marks
    marks.begin_page()
    for shown in page.pictures:
        add_picture(canvas, shown.picture)
    canvas._code += [
        part
        for part in (
            draw_pictures(page.pictures, marks),
            marks.decoration(rules(page.rules)),
            marks.decoration(drawn(page.code) if page.code else ""),
            ink.words(page.words),
            marks.decoration(frames(page.words)),
        )
        if part
    ]
    for place, (title, top) in enumerate(page.outline):
        key = f"h{number}.{place}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        canvas.addOutlineEntry(one_line(title), key, 0)
    canvas.showPage()
