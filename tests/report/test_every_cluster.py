"""Every legal Thai cluster comes out of the PDF as typed: all consonants, vowels and tones, by Poppler, by PDFium, by MuPDF and by who
heeds no ActualText, in every face and every style, with blanks between and without."""

from pathlib import Path

import pytest

from desktop_app.report import style
from tests.report.pdf_reading import document, mupdf, needs_poppler, paragraph, pdfium, poppler, set_in, unaided

CONSONANTS = "".join(chr(code) for code in range(0x0E01, 0x0E2F))  # ก to ฮ, ฤ and ฦ among them
TONES = ["", *"่้๊๋"]
# A vowel as it is written around C, the consonant, and T, the tone; see the Royal Society's table.
VOWELS = (
    "CT CTะ CัT CTา CิT CีT CึT CืT CืTอ CุT CูT CTำ เCT เCTะ เC็T แCT แCTะ แC็T โCT โCTะ เCTาะ CTอ C็Tอ เCิT เCTอ เCTอะ "
    "เCีTย เCีTยะ เCืTอ เCืTอะ CัTว CัTวะ ไCT ไCTย ใCT เCTา"
).split()
NO_TONE = "C์ Cิ์ Cุ์ C็ Cํ Cฺ".split()  # thanthakhat, mai taikhu, nikhahit, phinthu
SIGNS = "ฤๅ ฦๅ กฤๅ ๐๑๒๓๔๕๖๗๘๙ ฯ ฯลฯ ๆ ต่างๆ ต่าง ๆ ฿ ฿100 ๏ ๚ ๛ ๚ะ๛ ณ ธ".split()
FACES = [(False, False), (True, False), (False, True), (True, True)]


def clusters() -> list[str]:
    forms = [(form, tone) for form in VOWELS for tone in TONES] + [(form, "") for form in NO_TONE]
    return [form.replace("C", one).replace("T", tone) for one in CONSONANTS for form, tone in forms] + SIGNS


def texts() -> list[str]:
    """All clusters in paragraphs, every second one with blanks between them."""
    found = clusters()
    parts = [found[start : start + 200] for start in range(0, len(found), 200)]
    return [" ".join(part) if number % 2 else "".join(part) for number, part in enumerate(parts)]


def test_the_list_has_every_combination() -> None:
    found = clusters()
    assert len(found) == len(CONSONANTS) * (len(VOWELS) * len(TONES) + len(NO_TONE)) + len(SIGNS) > 8_000
    assert set("".join(found)) >= {chr(code) for code in range(0x0E01, 0x0E5C)} - {
        chr(code) for code in range(0x0E3B, 0x0E3F)
    } - {"๎"}


@needs_poppler
@pytest.mark.parametrize("name", style.names())
@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_every_cluster_comes_out_as_typed(tmp_path: Path, name: str, bold: bool, italic: bool) -> None:
    look = style.load(name)
    look = look._replace(number=look.number._replace(form=""), footer=look.footer._replace(form=""))
    pdf = set_in(document(*(paragraph(text, bold, italic) for text in texts())), look)
    typed = "".join(texts())
    assert len(typed) > 20_000
    assert poppler(pdf, tmp_path) == typed
    assert pdfium(pdf) == typed
    assert unaided(pdf) == typed
    for odd in "ฤฦ":  # with a mark of silence no Thai has ever written: MuPDF sees a gap before the blank that follows
        typed = typed.replace(f"{odd}ุ์ ", f"{odd}ุ์  ")
    assert mupdf(pdf) == typed
