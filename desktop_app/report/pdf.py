"""A document to the bytes of a PDF, through ReportLab's canvas. The same document, style and digits give the same bytes."""

import io
import re
from collections.abc import Callable
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from .document import Document
from .embed import add_face
from .images import add_picture, draw_pictures
from .ink import Ink
from .pages import Page, paginate
from .strokes import frames, rules
from .style import POINTS, Style

PRODUCER = "Sarup"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Cancelled(Exception):
    """Whoever asked for the pages does not want them any more. Told to nobody."""


class _Canvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas without its preamble, which names a Helvetica that is not in the file."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the file says of itself. No dates: the same record gives the same bytes, and ReportLab would say 1 January 2000."""

    def format(self, document: Any) -> Any:
        told = {"Title": self.title, "Author": self.author, "Creator": PRODUCER, "Producer": self.producer}
        return pdfdoc.PDFDictionary({name: pdfdoc.PDFString(text) for name, text in told.items()}).format(document)


def to_pdf(
    document: Document, style: Style, digits: str = "arabic", cancelled: Callable[[], bool] | None = None
) -> bytes:
    """The document as a PDF file. ``digits`` ("arabic", "thai") of the page numbers; the blocks have theirs already.

    ``cancelled`` is asked between blocks and pages; when it says yes, Cancelled is raised. May run in several threads at once.
    """

    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled

    pages = paginate(document, style, digits, check)
    file = io.BytesIO()
    canvas = _canvas(file, document, style)
    ink = Ink()
    for number, page in enumerate(pages, 1):
        check()
        _draw(canvas, ink, page, number)
    fonts = canvas._doc.idToObject[pdfdoc.BasicFonts].dict
    for encoding in ink.encodings.values():
        fonts[encoding.name] = add_face(canvas._doc, encoding)
    canvas.save()
    return file.getvalue()


def _canvas(file: io.BytesIO, document: Document, style: Style) -> Any:
    size = (style.page.width * POINTS, style.page.height * POINTS)
    canvas: Any = _Canvas(file, pagesize=size, pageCompression=0, invariant=1, lang=style.lang, pdfVersion=(1, 7))
    # Not ASCII85 (a quarter of the time, pure Python), and without touching rl_config, which is the whole program's.
    canvas._doc.defaultStreamFilters = [pdfdoc.PDFZCompress]
    canvas._doc.info = _Info()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")  # the margins are those of the regulation
    canvas.setTitle(_SURROGATE.sub("\ufffd", document.title))
    canvas.setAuthor(_SURROGATE.sub("\ufffd", document.author))
    return canvas


def _draw(canvas: Any, ink: Ink, page: Page, number: int) -> None:
    for shown in page.pictures:
        add_picture(canvas, shown.picture)
    for part in (draw_pictures(page.pictures), rules(page.rules), ink.words(page.words), frames(page.words)):
        if part:
            canvas._code.append(part)
    for place, (title, top) in enumerate(page.outline):
        key = f"h{number}.{place}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        canvas.addOutlineEntry(_SURROGATE.sub("\ufffd", title), key, 0)
    canvas.showPage()
