"""``sarup print`` on a real CUPS server."""

import json
import sys
from pathlib import Path

from desktop_app.report import windows_printer
from tests.conftest import SAMPLE
from tests.cups_server import Cups


def test_the_printer_gets_the_very_pdf_that_is_exported(sarup, imported: str, cups: Cups) -> None:
    said = sarup("print", imported[-8:], "--printer", cups.printer)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{cups.printer}-")
    sarup("export", imported, "same.pdf")
    cups.printed()
    assert cups.received().read_bytes() == Path("same.pdf").read_bytes()


def test_copies_pages_and_title_reach_the_printer(sarup, cups: Cups) -> None:
    said = sarup("print", SAMPLE, "--printer", cups.printer, "--copies", "3", "--pages", "2", "--json")
    cups.printed()
    (job,) = json.loads(said.out)
    assert job["job"].startswith(cups.printer)
    assert " total 3 - " in cups.page_log()
    assert "อบรมการจัดการขยะชุมชน" in cups.page_log()


def test_a_files_report_is_printed_without_a_broken_photograph_and_that_is_said(
    sarup, sample: dict, cups: Cups
) -> None:
    sample["photos"] = [{"caption": "พิธีเปิด", "image": "data:image/png;base64,****"}]
    Path("in.json").write_text(json.dumps(sample), encoding="utf-8")
    said = sarup("print", "in.json", "--printer", cups.printer)
    cups.printed()
    assert said.code == 1
    assert said.out.startswith(f"{cups.printer}-")
    assert "photos[1].image" in said.err
    assert cups.received().read_bytes().startswith(b"%PDF-")


def test_nothing_is_printed_when_one_of_the_reports_is_not_there(sarup, imported: str, cups: Cups) -> None:
    said = sarup("print", imported, "ffffffff", "--printer", cups.printer)
    assert (said.code, said.out) == (3, "")
    assert list(cups.folder.iterdir()) == []


def test_an_unknown_printer_ends_with_4_and_offers_the_pdf(sarup, imported: str, cups: Cups) -> None:
    said = sarup("print", imported, "--printer", "nowhere")
    assert (said.code, said.out) == (4, "")
    assert "ส่งออกเป็น PDF" in said.err


def test_no_printing_system_ends_with_4(sarup, imported: str, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(windows_printer, "printers", lambda: [])
    said = sarup("print", imported)
    assert said.code == 4
    assert ("ไม่พบเครื่องพิมพ์" if sys.platform == "win32" else "ไม่มีระบบการพิมพ์") in said.err
