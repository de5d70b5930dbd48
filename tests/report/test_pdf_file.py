"""The file itself: fonts, codes, metadata, the same bytes every time, from any thread."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pikepdf
import pytest

from desktop_app.errors import Cancelled
from desktop_app.model.exchange import from_json
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.document import Document, Heading, Numbered, Run, Title
from desktop_app.report.fonts import face
from desktop_app.report.pages import paginate
from desktop_app.report.pdf import to_pdf
from desktop_app.report.shape import shaped
from tests.conftest import SAMPLE
from tests.report.pdf_reading import document, paragraph, shown_glyphs, texts_of_codes

OFFICIAL = style.load("official")


@pytest.fixture
def report(sample: dict[str, Any]) -> Document:
    return compose(from_json(sample))


def fonts_of(file: pikepdf.Pdf) -> Iterator[Any]:
    for page in file.pages:
        yield from page.Resources.Font.values()


def mapped(font: Any) -> dict[int, str]:
    return {int.from_bytes(code, "big"): text for code, text in texts_of_codes(font).items()}


def test_the_same_document_gives_the_same_bytes(report: Document) -> None:
    assert to_pdf(report, OFFICIAL) == to_pdf(report, OFFICIAL)


def test_what_was_set_before_changes_nothing(report: Document) -> None:
    """Another process, another history, the same bytes."""
    program = (
        "import json, sys; from desktop_app.model.exchange import from_json; from desktop_app.report import compose, pdf, style\n"
        f"record = from_json(json.load(open({str(SAMPLE)!r}, encoding='utf-8')))\n"
        "sys.stdout.buffer.write(pdf.to_pdf(compose.compose(record), style.load('official')))"
    )
    to_pdf(document(paragraph("ห\u200b ก\u00a0ข ก่ี Ω Ω µ μ", bold=True)), OFFICIAL)
    fresh = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert to_pdf(report, OFFICIAL) == fresh


def test_threads_do_not_disturb_each_other(report: Document) -> None:
    other = document(*(paragraph("ที่นี่มีคน 4 ตำบล ญาณี ก้องธรณี " * 9, bold) for bold in (True, False)))
    wanted = [to_pdf(one, OFFICIAL) for one in (report, other)] * 6
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(to_pdf, [report, other] * 6, [OFFICIAL] * 12)) == wanted


def test_only_the_faces_in_use_are_embedded_as_subsets(report: Document) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(report, OFFICIAL))) as file:
        names = {str(font.BaseFont) for font in fonts_of(file)}
        assert {name[8:] for name in names} == {"Sarabun-Regular", "Sarabun-Bold"}
        assert all(re.fullmatch("/[A-Z]{6}[+].*", name) for name in names)
        for font in fonts_of(file):
            assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) < 40_000


def test_no_font_is_named_that_is_not_in_the_file(report: Document) -> None:
    assert b"Helvetica" not in to_pdf(report, OFFICIAL)


def test_the_file_is_small(report: Document) -> None:
    assert len(to_pdf(report, OFFICIAL)) < 40_000


def test_every_code_has_a_text_and_none_is_of_private_use(report: Document) -> None:
    pdf = to_pdf(report, OFFICIAL)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        texts = {name: mapped(font) for name, font in file.pages[0].Resources.Font.items()}
        shown = {(glyph.font, glyph.glyph) for page in range(len(file.pages)) for glyph in shown_glyphs(pdf, page)}
    assert all(texts[name].get(code) for name, code in shown)
    chars = {char for table in texts.values() for text in table.values() for char in text}
    assert not [char for char in chars if "\ue000" <= char <= "\uf8ff"]


def test_a_block_of_to_unicode_has_at_most_100_entries() -> None:
    text = "".join(map(chr, [*range(33, 127), *range(0xC0, 0x180), *range(0x0E01, 0x0E2F)]))
    with pikepdf.open(io.BytesIO(to_pdf(document(paragraph(text)), OFFICIAL))) as file:
        table = next(fonts_of(file)).ToUnicode.read_bytes().decode("ascii")
    counts = [int(count) for count in re.findall("([0-9]+) beginbfchar", table)]
    assert len(counts) > 1
    assert max(counts) <= 100


def test_one_glyph_for_two_texts_has_two_codes() -> None:
    one = face("Sarabun")
    lookalikes = [char for char in "\u03a9\u2126" if one.covers(char)]
    pdf = to_pdf(document(paragraph("ก\u200b \u200b漢字 " + "".join(lookalikes))), OFFICIAL)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        font = next(fonts_of(file))
        texts = mapped(font)
        assert {"漢", "字", " "} <= set(texts.values())
        ids = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        glyph = {text: int.from_bytes(ids[2 * code : 2 * code + 2], "big") for code, text in texts.items()}
        assert glyph["漢"] == glyph["字"] == one.glyph("H")  # unseen under a frame; PDF/A allows no glyph 0


def test_glyphs_in_the_file_lie_where_harfbuzz_puts_them() -> None:
    text = "ปี่ฝู้น้ำป้ำญูฐิฎุกี่ที่เพื่อกตัญญูศักดิ์สิทธิ์พันธุ์นึ่งบิ๊กก่ี"
    for bold in (False, True):
        pdf = to_pdf(document(paragraph(text, bold)), OFFICIAL)
        one = face("Sarabun", bold)
        shown = [glyph for glyph in shown_glyphs(pdf) if glyph.glyph != one.unseen and glyph.size > 10]
        left, base, size = min(glyph.x for glyph in shown), shown[0].y, shown[0].size
        wanted, _ = shaped(one, text)
        found = sorted((glyph.glyph, (glyph.x - left) * 1000 / size, (glyph.y - base) * 1000 / size) for glyph in shown)
        for ours, theirs in zip(found, sorted((glyph.id, glyph.x, glyph.y) for glyph in wanted), strict=True):
            assert ours == pytest.approx(theirs, abs=10)


def test_title_author_and_language_are_told(report: Document) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(report, OFFICIAL))) as file:
        assert str(file.docinfo["/Title"]) == report.title
        assert str(file.docinfo["/Author"]) == report.author
        assert str(file.Root.Lang) == "th-TH"


def test_headings_are_found_in_the_outline() -> None:
    pdf = to_pdf(document(Title("ชื่อ"), Heading("เป้าหมาย"), paragraph("ก"), Heading("กิจกรรม")), OFFICIAL)
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["เป้าหมาย", "กิจกรรม"]


def test_one_may_cancel(report: Document) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        to_pdf(report, OFFICIAL, cancelled=cancelled)
    assert len(asked) == 4


def test_page_numbers_follow_the_switch_of_digits(report: Document) -> None:
    assert to_pdf(report, OFFICIAL, "thai") != to_pdf(report, OFFICIAL, "arabic")


def test_lone_surrogates_and_control_characters_do_no_harm() -> None:
    text = "ก\ud800ข\x00ค\x07ง\udfff"
    broken = Document(text, text, (Heading(text), Numbered(text, (Run(text),))), text)
    assert to_pdf(broken, OFFICIAL).startswith(b"%PDF-")


def test_justified_lines_end_at_the_margin_in_the_file(report: Document) -> None:
    pages = paginate(report, OFFICIAL)
    pdf = to_pdf(report, OFFICIAL)
    right = (21 - 2) * style.POINTS
    ends = {}
    for glyph in shown_glyphs(pdf):
        name = glyph.font
        if glyph.size > 10 and glyph.glyph != face("Sarabun").glyph(" "):
            width = face("Sarabun", name == "/F1").widths[glyph.glyph] * glyph.size / 1000
            ends[round(glyph.y)] = max(ends.get(round(glyph.y), 0.0), glyph.x + width)
    justified = [round(words.y) for words in pages[0].words if words.line.cluster > 0]
    assert len(justified) >= 5
    assert all(ends[y] == pytest.approx(right, abs=0.1) for y in justified)
