"""What readers find in a PDF: its text by Poppler, by PDFium and by MuPDF, and where its glyphs lie by its operators."""

import io
import re
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest

from desktop_app.report.document import Block, Document, Paragraph, Run
from desktop_app.report.pages import paginate
from desktop_app.report.pdf import to_pdf
from desktop_app.report.style import Style

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler (pdftotext) is not installed")


def document(*blocks: Block, protected: tuple[str, ...] = ()) -> Document:
    return Document("", "", blocks, protected=protected)


def paragraph(text: str, bold: bool = False, italic: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold, italic),))


def poppler(pdf: bytes, folder: Path) -> str:
    file = folder / "text.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True)
    assert found.stderr == b""  # Poppler warns there of what it cannot read
    return joined(found.stdout.decode())


def pdfium(pdf: bytes) -> str:
    file = pypdfium2.PdfDocument(pdf)
    try:
        return joined("\n".join(page.get_textpage().get_text_range() for page in file))
    finally:
        file.close()


def mupdf(pdf: bytes) -> str:
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of SWIG's own types
        import pymupdf

        with pymupdf.open(stream=pdf) as file:
            return joined("".join(page.get_text() for page in file))


def joined(text: str) -> str:
    """The rule for line ends: a reader adds them, so they are taken out and nothing is put in their place; a blank that was
    typed where a line ends is still there."""
    return re.sub("[\r\n\f]", "", text)


def printed(document: Document, style: Style, digits: str = "arabic") -> str:
    """All that is set on the pages, page numbers included, in order."""
    pages = paginate(document, style, digits)
    return "".join(piece.text for page in pages for words in page.words for piece in words.line.pieces)


def set_in(document: Document, style: Style) -> bytes:
    return to_pdf(document, style)


def unaided(pdf: bytes) -> str:
    """What a reader finds that heeds no ActualText, as pdf.js and macOS do: every code's own text in the order of the operators.
    Letters of no width that nobody sees are no text to them."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            texts = {str(name): texts_of_codes(font) for name, font in page.Resources.Font.items()}
            name = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    name = str(operands[0])
                elif str(operator) == "TJ":
                    found.append(text_of_codes(operands[0], texts[name]))
    return "".join(found).replace("\u200b", "")


def text_of_codes(shown: Any, texts: dict[bytes, str]) -> str:
    """What an array of a TJ operator says by its codes alone."""
    codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
    return "".join(texts[codes[at : at + 2]] for at in range(0, len(codes), 2))


def texts_of_codes(font: Any) -> dict[bytes, str]:
    """The text of each code, by the font's ToUnicode."""
    entries = re.findall("<([0-9A-F]{4})><([0-9A-F]+)>\n", font.ToUnicode.read_bytes().decode("ascii"))
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be", "surrogatepass") for code, text in entries}


class Shown(NamedTuple):
    """A glyph as the file shows it; x and y in points from the left lower corner, ``text`` by its ToUnicode."""

    font: str
    glyph: int
    x: float
    y: float
    size: float


def shown_glyphs(pdf: bytes, page: int = 0) -> list[Shown]:
    """Glyphs of a page, blanks left out, read from the operators as PDF 32000-1 §9.4.4 has it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fonts = {str(name): font for name, font in file.pages[page].Resources.Font.items()}
        widths = {name: _widths(font) for name, font in fonts.items()}
        glyphs = {name: _glyphs(font) for name, font in fonts.items()}
        return list(_walk(pikepdf.parse_content_stream(file.pages[page]), widths, glyphs))


def _glyphs(font: Any) -> dict[int, int]:
    """The glyph of each code that is not the glyph's own id."""
    mapped = font.DescendantFonts[0].get("/CIDToGIDMap")
    if not isinstance(mapped, pikepdf.Stream):
        return {}
    ids = mapped.read_bytes()
    return {code: int.from_bytes(ids[2 * code : 2 * code + 2], "big") for code in range(len(ids) // 2)}


def _widths(font: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    parts = list(font.DescendantFonts[0].W)
    for first, row in zip(parts[::2], parts[1::2], strict=True):
        found |= {int(first) + place: float(width) for place, width in enumerate(row)}
    return found


def _walk(operators: Any, widths: dict[str, dict[int, float]], glyphs: dict[str, dict[int, int]]) -> Any:
    name, size, rise, x, y = "", 0.0, 0.0, 0.0, 0.0
    for operands, operator in operators:
        match str(operator):
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
            case "Ts":
                rise = float(operands[0])
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "TJ":
                for part in operands[0]:
                    if not isinstance(part, pikepdf.String):
                        x -= float(part) * size / 1000
                        continue
                    codes = bytes(part)
                    for at in range(0, len(codes), 2):
                        code = int.from_bytes(codes[at : at + 2], "big")
                        yield Shown(name, glyphs[name].get(code, code), x, y + rise, size)
                        x += widths[name][code] * size / 1000
