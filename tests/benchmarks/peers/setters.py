"""One typesetter a function: it loads what it needs once and gives back what turns reports into a PDF.

A peer gets the text as it is, without our word boundaries: where it ends its lines is its own choice.
"""

import os
from collections.abc import Callable
from typing import Any

from tests.benchmarks.peers import markup
from tests.benchmarks.peers.places import FONTS
from tests.benchmarks.peers.source import Blocks

Setter = Callable[[list[Any]], bytes]


def sarup() -> Setter:
    """Takes records, not blocks: composing the blocks is part of its time. Several reports become several files."""
    from desktop_app.model.exchange import from_json
    from desktop_app.report import style
    from desktop_app.report.compose import compose
    from desktop_app.report.pdf import to_pdf

    official = style.load("official")
    return lambda records: b"".join(to_pdf(compose(from_json(record)), official) for record in records)


def book() -> Setter:
    """Sarup's way to set many reports in one file, with all processors."""
    import io

    from desktop_app.report import style
    from desktop_app.report.book import to_book
    from desktop_app.report.document import Job, Stamp

    official = style.load("official")

    def set_as_book(records: list[Any]) -> bytes:
        out = io.BytesIO()
        to_book([Job(record, Stamp()) for record in records], out, "Book", official)
        return out.getvalue()

    return set_as_book


def typst() -> Setter:
    import typst as program

    compiler = program.Compiler(b"", font_paths=[str(FONTS)], ignore_system_fonts=True)
    return lambda reports: compiler.compile(input=markup.typst(reports).encode(), format="pdf")


def typst_anew() -> Setter:
    """As its documentation begins: a call that keeps nothing."""
    import typst as program

    return lambda reports: program.compile(markup.typst(reports).encode(), font_paths=[str(FONTS)], format="pdf")


def weasyprint() -> Setter:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return lambda reports: HTML(string=markup.html(reports)).write_pdf(font_config=fonts)


def qt() -> Setter:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    application = QGuiApplication.instance() or QGuiApplication([])
    for file in ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(FONTS / file))
    top, right, bottom, left = markup.MARGINS

    def set_in_qt(reports: list[Blocks]) -> bytes:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(left, top, right, bottom), QPageLayout.Unit.Millimeter)
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(writer)
        document.setHtml(markup.html_for_qt(reports, writer.resolution()))
        document.setPageSize(writer.pageLayout().paintRectPixels(writer.resolution()).size().toSizeF())
        document.print_(writer)
        del writer
        buffer.close()
        return bytes(data.data())

    set_in_qt.application = application  # type: ignore[attr-defined]  # lives as long as the setter
    return set_in_qt


def fpdf2() -> Setter:
    from fpdf import FPDF

    def set_in_fpdf2(reports: list[Blocks]) -> bytes:
        top, right, bottom, left = (length / 25.4 * 72 for length in markup.MARGINS)
        paper = FPDF(unit="pt", format="A4")
        paper.set_margins(left, top, right)
        paper.set_auto_page_break(True, bottom)
        paper.add_font("Sarabun", "", FONTS / "Sarabun-Regular.ttf")
        paper.add_font("Sarabun", "B", FONTS / "Sarabun-Bold.ttf")
        paper.set_text_shaping(True)
        for blocks in reports:
            paper.add_page()
            for kind, *said in blocks:
                _write(paper, kind, said)
        return bytes(paper.output())

    return set_in_fpdf2


def _write(paper: Any, kind: str, said: list[Any]) -> None:
    def lines(text: str, align: str = "J", bold: bool = False, size: float = markup.SIZE, indent: float = 0) -> None:
        paper.set_font("Sarabun", "B" if bold else "", size)
        paper.set_x(paper.l_margin + indent)
        paper.multi_cell(0, markup.PITCH, text, align=align, markdown="**" in text, new_x="LMARGIN", new_y="NEXT")

    match kind:
        case "paragraph":
            lines(_starred(said[0]))
        case "numbered":
            paper.set_font("Sarabun", "", markup.SIZE)
            paper.set_x(paper.l_margin + 28)
            paper.cell(22, markup.PITCH, said[0])
            lines(_starred(said[1]), indent=50)
        case "labelled":
            paper.set_font("Sarabun", "B", markup.SIZE)
            paper.cell(99, markup.PITCH, said[0])
            lines(said[1], "L", indent=99)
        case "table":
            lines(said[0], "L", bold=True)
            paper.set_font("Sarabun", "", markup.SMALL)
            with paper.table(line_height=18.5, first_row_as_headings=False) as table:
                for row in [said[1], *said[2]]:
                    table.row(row)
        case "signature":
            paper.ln(44)
            lines(f"({said[0]})", "C", indent=198)
            lines(said[1], "C", indent=198)
        case "title":
            lines(said[0], "C", bold=True, size=markup.LARGE)
        case _:
            lines(said[0], "C" if kind == "dates" else "L", bold=kind == "heading")


def _starred(runs: list[tuple[str, bool]]) -> str:
    return "".join(f"**{text}**" if bold else text for text, bold in runs)


SETTERS: dict[str, Callable[[], Setter]] = {
    "sarup": sarup,
    "book": book,
    "typst": typst,
    "typst_anew": typst_anew,
    "weasyprint": weasyprint,
    "fpdf2": fpdf2,
    "qt": qt,
}
