"""Printing on a real CUPS server with the cups-pdf printer."""

import io
import re
import subprocess
import sys

import pikepdf
import pytest

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.report import printer, windows_printer
from tests.cups_server import Cups
from tests.report.pdf_reading import pdfium


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(1, 4):
            page = pdf.add_blank_page(page_size=(595.2756, 841.8898))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pdf.make_stream(f"BT /F1 12 Tf 100 400 Td (page number {number}) Tj ET".encode())
        pdf.save(out)
    return out.getvalue()


posix = pytest.mark.skipif(sys.platform == "win32", reason="CUPS's own command")


def words_of(path: object) -> list[str]:
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return text.split()


def test_a_pdf_comes_out_of_the_printer_with_its_pages(cups: Cups, three_pages: bytes) -> None:
    job = printer.send(three_pages, "สรุปรายงานกิจกรรม", cups.printer)
    assert job.startswith(f"{cups.printer}-")
    assert words_of(cups.printed()) == ["page", "number", "1", "page", "number", "2", "page", "number", "3"]


def test_only_the_pages_asked_for_are_printed(cups: Cups, three_pages: bytes) -> None:
    printer.send(three_pages, "two of three", cups.printer, pages="1,3")
    assert words_of(cups.printed()) == ["page", "number", "1", "page", "number", "3"]


def test_the_server_counts_the_copies_and_knows_title_and_paper(cups: Cups, three_pages: bytes) -> None:
    printer.send(three_pages, "สรุป สองชุด", cups.printer, copies=2, pages="2")
    cups.printed()
    assert re.search(r" total 2 - \S+ สรุป สองชุด A4 ", cups.page_log())


def test_the_paper_is_a4_and_nothing_is_scaled(cups: Cups, three_pages: bytes) -> None:
    printer.send(three_pages, "a4", cups.printer, pages="1")
    with pikepdf.open(cups.printed()) as printed:
        assert [round(float(side)) for side in printed.pages[0].mediabox] == [0, 0, 595, 842]
    found = subprocess.run(["pdftotext", "-bbox", str(cups.printed()), "-"], capture_output=True, text=True, check=True)
    assert float(re.search(r'xMin="([\d.]+)"[^>]*>page<', found.stdout)[1]) == pytest.approx(100, abs=0.5)


def test_a_title_of_any_length_and_with_line_ends_prints(cups: Cups, three_pages: bytes) -> None:
    printer.send(three_pages, "-d\n" + "กี่" * 300, cups.printer, pages="1")
    assert words_of(cups.printed()) == ["page", "number", "1"]


def test_the_printers_of_the_system_are_listed(cups: Cups) -> None:
    assert printer.printers() == [cups.printer]
    assert printer.default_printer() is None


def test_the_default_printer_is_used_when_none_is_named(cups: Cups, three_pages: bytes) -> None:
    subprocess.run(["lpadmin", "-p", "FIRST", "-E", "-v", "file:///dev/null"], check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["lpadmin", "-d", "FIRST"], check=True)
    try:
        assert printer.default_printer() == "FIRST"
        assert printer.send(three_pages, "default").startswith("FIRST-")
    finally:
        subprocess.run(["lpadmin", "-x", "FIRST"], check=True)


def test_the_printers_are_named_when_none_is_the_default(cups: Cups, three_pages: bytes) -> None:
    with pytest.raises(SurroundingsFailed, match="ยังไม่ได้ตั้งเครื่องพิมพ์หลัก") as failure:
        printer.send(three_pages, "which")
    assert cups.printer in failure.value.remedy


def test_an_unknown_printer_is_said_and_nothing_is_printed(cups: Cups, three_pages: bytes) -> None:
    with pytest.raises(SurroundingsFailed, match="ไม่มีเครื่องพิมพ์นี้") as failure:
        printer.send(three_pages, "nowhere", "ไม่มีเครื่องพิมพ์นี้")
    assert "does not exist" in failure.value.english
    assert list(cups.folder.iterdir()) == []


def test_a_printer_that_takes_no_jobs_is_said(cups: Cups, three_pages: bytes) -> None:
    subprocess.run(["cupsreject", cups.printer], check=True)
    try:
        with pytest.raises(SurroundingsFailed, match="ไม่รับงานพิมพ์"):
            printer.send(three_pages, "closed", cups.printer)
    finally:
        subprocess.run(["cupsaccept", cups.printer], check=True)


@posix
def test_no_printing_system_is_said_in_words(monkeypatch: pytest.MonkeyPatch, three_pages: bytes) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert printer.printers() == []
    assert printer.default_printer() is None
    with pytest.raises(SurroundingsFailed, match="ไม่มีระบบการพิมพ์"):
        printer.send(three_pages, "nothing here")


@posix
def test_no_server_is_said_in_words(monkeypatch: pytest.MonkeyPatch, three_pages: bytes) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/socket")
    assert printer.printers() == []
    with pytest.raises(SurroundingsFailed, match="ไม่พบเครื่องพิมพ์ในเครื่องนี้"):
        printer.send(three_pages, "nobody listens")


@pytest.mark.parametrize("pages", ["0", "1-", "a", "1;3", "-1", "1 2", "1-2-3", "๑"])
def test_pages_that_cannot_be_meant_are_refused(pages: str) -> None:
    with pytest.raises(Refused, match="1-3,5"):
        printer.send(b"", "", pages=pages)


@pytest.mark.parametrize("copies", [0, -1, 1000])
def test_copies_that_cannot_be_meant_are_refused(copies: int) -> None:
    with pytest.raises(Refused):
        printer.send(b"", "", copies=copies)


@pytest.mark.parametrize(("known", "said"), [([], "ไม่พบเครื่องพิมพ์ในเครื่องนี้"), (["ห้องธุรการ"], "ไม่มีเครื่องพิมพ์ ห้องประชุม")])
def test_a_printer_that_windows_does_not_know_is_said(
    monkeypatch: pytest.MonkeyPatch, three_pages: bytes, known: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows_printer, "printers", lambda: known)
    with pytest.raises(SurroundingsFailed, match=said) as failure:
        printer.send(three_pages, "nowhere", "ห้องประชุม")
    assert all(name in failure.value.remedy for name in known)


def test_pages_are_cut_out_where_the_system_cannot_choose_them(three_pages: bytes) -> None:
    assert pdfium(windows_printer.only_pages(three_pages, "2-9")) == "page number 2page number 3"
    assert windows_printer.only_pages(three_pages, "") is three_pages
