"""A Word file as LibreOffice reads and sets it: the words of the paper, its pages, its letters."""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.model import exchange
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.document import (
    Dates,
    Document,
    Heading,
    Labelled,
    Numbered,
    Paragraph,
    Photos,
    Picture,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from desktop_app.report.pdf import to_pdf
from desktop_app.report.plain import to_text
from desktop_app.report.word import to_docx
from tests.records import picture

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


def converted(file: Path, kind: str) -> Path:
    """With a profile of its own, so that an open LibreOffice does not answer instead."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return file.with_suffix(f".{kind.partition(':')[0]}")


def test_libreoffice_finds_the_words_pages_and_letters_of_the_paper(tmp_path: Path, sample: dict) -> None:
    document = compose(exchange.from_json(sample))
    file = tmp_path / "report.docx"
    file.write_bytes(to_docx(document, style.load("official")))
    text = converted(file, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig")
    assert "".join(text.split()) == "".join(to_text(document).split())
    pdf = pypdfium2.PdfDocument(converted(file, "pdf"))
    try:
        assert [pdf[0].get_size()] == [pytest.approx((595.3, 841.9), abs=0.2)]
        assert len(pdf) == 2
        fonts = {one.get_font().get_base_name() for page in pdf for one in page.get_objects(filter=[1])}
    finally:
        pdf.close()
    assert {name.partition("+")[2] or name for name in fonts} == {"Sarabun-Regular", "Sarabun-Bold"}


def test_libreoffice_has_as_many_photographs_on_a_page_as_the_paper(tmp_path: Path) -> None:
    data = picture(90, 160)
    said = ("", "ภาพกิจกรรมช่วงเช้า", "ผู้เข้าร่วมช่วยกันคัดแยกขยะที่ลานหน้าเทศบาล " * 3)
    blocks = tuple(
        Photos("ภาพกิจกรรม", (Picture(data, 90, 160, caption),) * per_page * 2, per_page)
        for per_page in (2, 4, 6)
        for caption in said
    )
    file = tmp_path / "photos.docx"
    file.write_bytes(to_docx(Document("", "", blocks), style.load("official")))
    pdf = pypdfium2.PdfDocument(converted(file, "pdf"))
    try:
        shown = [len(list(page.get_objects(filter=[3]))) for page in pdf]
    finally:
        pdf.close()
    assert shown == [2] * 6 + [4] * 6 + [6] * 6


def test_libreoffice_has_the_lines_where_the_paper_has_them(tmp_path: Path) -> None:
    """Word and LibreOffice set words at the foot of their line, so all of them a little lower."""
    table = Table("ผู้เข้าร่วม", ("กลุ่ม", "จำนวน"), (("ชาวบ้าน", "12"), ("เยาวชน", "7")), (False, True))
    places = Signatures((Signature("นายหนึ่ง", "ผู้รายงาน"), Signature("นายสอง", "ผู้รับรอง"), Signature("นายสาม", "ประธาน")))
    listed = [Numbered(f"{n}.", (Run("ข้อ"),)) for n in (1, 2)]
    blocks = (Title("หัวเรื่อง"), Dates("วันที่ 1"), Labelled("ที่", "วัด"), Paragraph((Run("บทนำ"),)), table)
    document = Document("", "", (*blocks, *[Heading("หัวข้อ"), *listed] * 3, places))
    look = style.load("official")
    file = tmp_path / "report.docx"
    file.write_bytes(to_docx(document, look))
    paper, office = base_lines(to_pdf(document, look)), base_lines(converted(file, "pdf").read_bytes())
    lower = [one - other for one, other in zip(paper, office, strict=True)]
    assert max(lower) - min(lower) < 4.5


def base_lines(data: bytes) -> list[float]:
    """Points from the foot of the first page, from the highest line to the lowest."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        heights = sorted((one.get_matrix().f for one in pdf[0].get_objects(filter=[1])), reverse=True)
    finally:
        pdf.close()
    return [one for above, one in pairwise([1e6, *heights]) if above - one > 6]
