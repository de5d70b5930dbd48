"""The way of Windows, tried on a printer that writes a file: pages as pictures; and what the dialog tells lp."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from desktop_app.report.document import Stamp
from desktop_app.ui.paper.print_options import lp_options, pages_text
from desktop_app.ui.paper.print_pictures import print_pictures
from desktop_app.ui.paper.typesetting import Order, pdf_of
from tests.printed import box, picture

STAMP = Stamp("0198a4d2", 3)


def file_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(300)
    printer.setFullPage(True)
    return printer


def test_a_picture_on_paper_is_where_the_page_has_it(qapp: object, sample: dict, tmp_path: Path) -> None:
    vector, pictures = tmp_path / "vector.pdf", tmp_path / "pictures.pdf"
    vector.write_bytes(pdf_of(Order(sample, STAMP), lambda: False))
    assert list(print_pictures(vector.read_bytes(), file_printer(pictures), [1, 2], lambda: False)) == [1, 2]
    for page in (1, 2):
        sent, printed = picture(vector, page), picture(pictures, page)
        assert [abs(a - b) <= 2 for a, b in zip(box(sent), box(printed), strict=True)] == [True] * 4


def test_a_cancelled_printing_stops_at_the_next_page(qapp: object, sample: dict, tmp_path: Path) -> None:
    pdf, gone = pdf_of(Order(sample, STAMP), lambda: False), []
    for page in print_pictures(pdf, file_printer(tmp_path / "out.pdf"), [1, 2, 1, 2], lambda: len(gone) >= 1):
        gone.append(page)
    assert gone == [1]


def test_colour_and_order_of_the_sheets_are_told_to_lp_when_they_were_chosen(qapp: object, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "never.pdf")
    printer.setColorMode(QPrinter.ColorMode.Color)
    assert lp_options(printer) == ("sides=one-sided",)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setCopyCount(2)
    wanted = {"sides=one-sided", "print-color-mode=monochrome", "outputorder=reverse", "collate=true"}
    assert set(lp_options(printer)) == wanted


@pytest.mark.parametrize(("pages", "text"), [([1], "1"), ([1, 2, 3, 5], "1-3,5"), ([2, 4, 5], "2,4-5")])
def test_pages_are_written_as_lp_takes_them(pages: list[int], text: str) -> None:
    assert pages_text(pages) == text
