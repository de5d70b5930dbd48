"""The QR code in the footer: another program reads off the page what the paper says of itself, and no word is in its way."""

import io
import sys
from dataclasses import replace
from importlib.machinery import ModuleSpec
from typing import Any

import pikepdf
import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image

from desktop_app.errors import Refused
from desktop_app.model.exchange import from_json
from desktop_app.report import qr, style
from desktop_app.report.compose import compose
from desktop_app.report.document import Document, Stamp
from desktop_app.report.edges import MILLIMETRE, code, footer
from desktop_app.report.forms import rendered
from desktop_app.report.pages import paginate
from desktop_app.report.pdf import to_pdf
from desktop_app.report.proof import Proof
from desktop_app.report.qr import modules
from desktop_app.report.rows import RowMaker
from tests.report.pdf_reading import printed

STAMP = Stamp("01a20245-3e70-71f0-8980-c335b41a4e17", 7)
TEXT = "SARUP1 B41A4E17 7 9GZ1E72X9KM9RP88"


@pytest.fixture
def composed(sample: dict[str, Any]) -> Document:
    return compose(from_json(sample), stamp=STAMP)


def scanned(pdf: bytes, dots: int) -> list[list[str]]:
    """What is read off each page as a printer of so many dots an inch would put it."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.render(scale=dots / 72).to_pil().convert("L") for page in file]
    finally:
        file.close()
    return [[one.text for one in zxingcpp.read_barcodes(page)] for page in drawn]


@pytest.mark.parametrize("name", style.names())
@pytest.mark.parametrize("dots", [150, 300])
def test_another_program_reads_it_off_the_first_page(composed: Document, name: str, dots: int) -> None:
    found = scanned(to_pdf(composed, style.load(name)), dots)
    assert found == [[composed.code], *([] for _ in found[1:])]


def test_it_says_which_report_it_is_and_what_is_in_it(composed: Document) -> None:
    assert composed.code == TEXT
    assert composed.footer.endswith("รหัสตรวจสอบ 9GZ1-E72X-9KM9-RP88")


def test_the_code_is_in_the_file_for_programs_too(sample: dict[str, Any]) -> None:
    with pikepdf.open(io.BytesIO(rendered(from_json(sample), ".pdf", STAMP))) as file:
        assert f"<dc:identifier>{TEXT}</dc:identifier>".encode() in file.Root.Metadata.read_bytes()


def test_the_modules_are_those_that_segno_itself_makes() -> None:
    made = segno.make(TEXT, error="m", boost_error=False, micro=False, mask=2)
    assert modules(TEXT) == tuple(bytes(row) for row in made.matrix)
    assert made.designator == "2-M"


def test_it_is_the_same_where_segno_is_found_by_its_own_name_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = modules(TEXT)
    monkeypatch.setattr(qr, "find_spec", lambda name: ModuleSpec(name, None, is_package=True))
    for name in [one for one in sys.modules if one.startswith("segno_without_writers")]:
        monkeypatch.delitem(sys.modules, name)
    qr._encoder.cache_clear()
    assert modules.__wrapped__(TEXT) == made
    qr._encoder.cache_clear()


@pytest.mark.parametrize("name", style.names())
@pytest.mark.parametrize("stamp", ["รายงาน 01234567", "รายงาน ฉบับแก้ไขที่ 99999 รหัสตรวจสอบ 9GZ1-E72X-9KM9-RP88 " * 3])
def test_no_word_and_no_text_block_touches_it_or_each_other(composed: Document, name: str, stamp: str) -> None:
    looks = style.load(name)
    maker = RowMaker(looks, composed)
    first = code(composed, maker, 1)
    assert first
    assert code(composed, maker, 2) is None
    assert first.y > 0
    assert first.y + first.side <= looks.page.bottom * style.POINTS - MILLIMETRE
    *above, last, page = footer(maker, stamp, 1, 12, "arabic", first)
    border = first.side * 4 / len(modules(first.text))
    assert page.x + page.line.width <= first.x - border
    assert last.x + last.line.width < page.x
    assert all(words.x + words.line.width < first.x - border for words in above)
    assert len({words.y for words in (*above, last)}) == len(above) + 1


def test_words_on_the_page_are_the_same_with_and_without_it(composed: Document) -> None:
    looks = style.load("official")
    without = looks._replace(footer=looks.footer._replace(qr=0.0))
    assert printed(composed, looks) == printed(composed, without)
    assert paginate(composed, without)[0].code is None
    assert scanned(to_pdf(composed, without), 200) == [[], []]


def test_a_draft_and_another_revision_have_codes_of_their_own(sample: dict[str, Any], composed: Document) -> None:
    later = compose(from_json(sample), stamp=replace(STAMP, revision=8))
    sample["event"]["place"] += " ชั้น 2"
    draft = compose(from_json(sample), stamp=STAMP)
    assert len({composed.code, later.code, draft.code}) == 3
    assert len({one.code.split()[-1] for one in (composed, later, draft)}) == 2


def test_neither_style_nor_digits_change_the_code(sample: dict[str, Any], composed: Document) -> None:
    assert compose(from_json(sample), "thai", STAMP).code == composed.code


def test_a_paper_of_no_database_has_none(sample: dict[str, Any]) -> None:
    document = compose(from_json(sample))
    assert (document.code, document.footer) == ("", "")
    assert scanned(to_pdf(document, style.load("official")), 150) == [[], []]


@pytest.mark.parametrize("side", [3.0, 19.0])
def test_a_style_whose_code_cannot_be_read_or_stands_in_the_text_is_refused(tmp_path: Any, side: float) -> None:
    text = (style.FOLDER / "official.toml").read_text(encoding="utf-8").replace("qr = 12.0", f"qr = {side}")
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"footer\.qr"):
        style.load(tmp_path / "own.toml")


def test_the_preview_has_the_code_of_what_is_typed_now(sample: dict[str, Any]) -> None:
    proof, official = Proof(), style.load("official")
    for place in ("ที่หนึ่ง", "ที่สอง"):
        sample["event"]["place"] = place
        document = compose(from_json(sample), stamp=STAMP)
        assert scanned(proof.to_pdf(document, official), 150)[0] == [document.code]


def test_a_worn_print_is_still_read(composed: Document) -> None:
    """A sixth of the modules may be lost (ISO/IEC 18004, level M)."""
    file = pypdfium2.PdfDocument(to_pdf(composed, style.load("official")))
    try:
        page = file[0].render(scale=300 / 72).to_pil().convert("L")
    finally:
        file.close()
    first = paginate(composed, style.load("official"))[0].code
    assert first
    dots = 300 / 72
    left, low = int((first.x + first.side * 0.45) * dots), int(page.height - (first.y + first.side * 0.5) * dots)
    page.paste(Image.new("L", (int(first.side * 0.15 * dots),) * 2, 255), (left, low))
    assert [one.text for one in zxingcpp.read_barcodes(page)] == [composed.code]
