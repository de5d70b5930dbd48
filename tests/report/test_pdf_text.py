"""What readers take out of the PDF is what was typed: Poppler, PDFium and MuPDF, no character wrong, blanks included.

The rule for line ends is ``pdf_reading.joined``. PDFium makes one blank of several and of a tab; that is compared folded.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.document import Document, Numbered, Run, Signature, Signatures, Stamp, Table
from desktop_app.report.pages import paginate
from desktop_app.report.pdf import to_pdf
from tests.records import reports
from tests.report.pdf_reading import document, mupdf, needs_poppler, paragraph, pdfium, poppler, printed, set_in

OFFICIAL = style.load("official")


def folded(text: str) -> str:
    return re.sub("[ \t\u00a0]+", " ", text)


def typed(value: Any) -> list[str]:
    """Every text of a document's blocks."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Document):
        return typed(value.blocks)
    if isinstance(value, tuple):
        return [text for one in value for text in typed(one)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in typed(getattr(value, name))]
    return []


@needs_poppler
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_the_sample_comes_out_of_poppler_as_typed(sample: dict[str, Any], tmp_path: Path, digits: str) -> None:
    report = compose(from_json(sample), digits, Stamp("0198-ab", 4))
    assert poppler(set_in(report, OFFICIAL), tmp_path) == printed(report, OFFICIAL)


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_the_sample_comes_out_of_pdfium_as_typed(sample: dict[str, Any], digits: str) -> None:
    report = compose(from_json(sample), digits, Stamp("0198-ab", 4))
    assert pdfium(set_in(report, OFFICIAL)) == printed(report, OFFICIAL)


@pytest.mark.parametrize("name", style.names())
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_the_sample_comes_out_of_mupdf_as_typed(sample: dict[str, Any], digits: str, name: str) -> None:
    report, look = compose(from_json(sample), digits, Stamp("0198-ab", 4)), style.load(name)
    assert mupdf(to_pdf(report, look, digits)) == printed(report, look, digits)


def test_all_that_was_typed_is_set(sample: dict[str, Any]) -> None:
    report = compose(from_json(sample), stamp=Stamp("0198-ab", 4))
    text = printed(report, OFFICIAL)
    for part in typed(report):
        assert part in text
    assert report.footer in text


@needs_poppler
def test_a_row_of_a_table_is_read_as_a_line(tmp_path: Path) -> None:
    rows = (("อาสาสมัคร", "60", "", "23"), ("รวมทั้งสิ้น", "1,060", "ปี่", ""))
    pdf = set_in(document(Table("ผู้เข้าร่วม", ("กลุ่ม", "ชาย", "หญิง", "รวม"), rows, (False, True, True, True))), OFFICIAL)
    wanted = "ผู้เข้าร่วมกลุ่ม ชาย หญิง รวมอาสาสมัคร 60 23รวมทั้งสิ้น 1,060 ปี่หน้า 1 จาก 1"
    assert poppler(pdf, tmp_path) == wanted
    assert pdfium(pdf) == wanted
    assert mupdf(pdf) == wanted


def test_a_row_of_several_lines_is_read_cell_by_cell() -> None:
    rows = (("ยาวมาก " * 30, "60"), ("สั้น", "5"))
    pdf = set_in(document(Table("", ("กลุ่ม", "ชาย"), rows, (False, True))), OFFICIAL)
    assert "กลุ่ม ชาย" + "ยาวมาก " * 30 + "60สั้น 5" in pdfium(pdf).replace("  ", " ")


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        "<b>ไม่ใช่ตัวหนา</b> &amp; <img src=x> {page} %s \\n (วงเล็บ) [ก้ามปู]",
        "ก ข ค",
        " ขึ้นต้นและลงท้ายด้วยช่องว่าง ",
        "กลุ่ม 😀 漢字 ☐ ☑ ☒ จบ",
        "คำ\u200bไทย\u200bมี\u200bช่องไฟ ไม่\u2060ตัด",
        "e\u0301 é ½ “ทดลอง” 08.30-11.00 https://example.org/a?b=c#d AVATAR To",
        "ก่ี ฏุ่ เแ ำ ์ ่ก ิี",
        "ศูนย์ฯ ฯลฯ ๆ ๑๒๓ ฿100 5° 10%",
        "ครอบครัว 👨\u200d👩\u200d👧 ธง 🇹🇭🇱🇦 👍🏽 จบ",
    ],
)
def test_odd_texts_come_out_as_typed(tmp_path: Path, text: str) -> None:
    report = document(paragraph(text), paragraph(f"{text} " * 6), Numbered("12.", (Run(text, bold=True), Run(text))))
    pdf = set_in(report, OFFICIAL)
    assert poppler(pdf, tmp_path) == printed(report, OFFICIAL)
    assert folded(pdfium(pdf)) == folded(printed(report, OFFICIAL))
    assert folded(mupdf(pdf)) == folded(printed(report, OFFICIAL))


@needs_poppler
@pytest.mark.parametrize(
    "text", ["ค่าวิทยากร 1,500.-", "Co-learning", "ต้นทาง- ปลายทาง", "example-mail", "28 มิถุนายน-2 กรกฎาคม"]
)
def test_a_hyphen_is_never_lost_at_a_line_end(tmp_path: Path, text: str) -> None:
    blocks = [paragraph(f"{'ก' * number} {text} " * 12) for number in range(1, 12)]
    report = document(*blocks, Numbered("1.", (Run(f"จบ ณ {text}\n2 {text}\nต่อ"),)))
    pdf = set_in(report, OFFICIAL)
    assert poppler(pdf, tmp_path) == pdfium(pdf) == mupdf(pdf) == printed(report, OFFICIAL)


@needs_poppler
def test_several_blanks_and_tabs_come_out_of_poppler(tmp_path: Path) -> None:
    report = document(paragraph("สอง  ช่อง   สาม\u00a0ติด ปี่  ที่\tแท็บ"))
    pdf = set_in(report, OFFICIAL)
    assert poppler(pdf, tmp_path) == printed(report, OFFICIAL)
    assert folded(pdfium(pdf)) == folded(printed(report, OFFICIAL))


@needs_poppler
def test_faces_may_change_inside_a_word(tmp_path: Path) -> None:
    runs = (Run("การ", bold=True), Run("ประชุม"), Run("ที่", italic=True), Run("นี่ ", True, True), Run("ปี่"))
    report = document(Numbered("1.", runs * 12))
    pdf = set_in(report, OFFICIAL)
    assert poppler(pdf, tmp_path) == printed(report, OFFICIAL)
    assert pdfium(pdf) == mupdf(pdf) == printed(report, OFFICIAL)


@needs_poppler
def test_the_blank_at_a_line_end_is_kept(tmp_path: Path) -> None:
    report = document(paragraph("ประชุม ชุมชน ปี่ ที่ " * 40))
    lines = [words.line for page in paginate(report, OFFICIAL) for words in page.words]
    assert any(line.pieces[-1].blank for line in lines[:-2])
    pdf = set_in(report, OFFICIAL)
    assert "ประชุม ชุมชน ปี่ ที่ " * 40 in poppler(pdf, tmp_path)
    assert "ประชุม ชุมชน ปี่ ที่ " * 40 in pdfium(pdf)


def test_an_empty_report_is_an_empty_form() -> None:
    text = pdfium(set_in(compose(Report()), OFFICIAL))
    for part in ("สรุปรายงานกิจกรรม", "วันที่", "สถานที่จัดงาน", "ข้อเสนอแนะ", "ผู้รายงาน", "หน้า 1 จาก 1"):
        assert part in text


def test_a_signature_is_read_name_first() -> None:
    assert "(นางปี่ ฝู้)ผู้รายงาน" in pdfium(set_in(document(Signatures((Signature("นางปี่ ฝู้", "ผู้รายงาน"),))), OFFICIAL))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_whatever_is_typed_a_pdf_comes_out(report: Report) -> None:
    composed = compose(report)
    pdf = set_in(composed, OFFICIAL)
    assert pdf.startswith(b"%PDF-")
    assert pdfium(pdf)
