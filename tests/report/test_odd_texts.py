"""Texts that nobody would type: a page comes out of each, all of the text is on it, within the margins and in linear time."""

import time
from statistics import median

import pytest

from desktop_app.report import style
from desktop_app.report.document import Document, Heading, Numbered, Run, Title
from desktop_app.report.pages import paginate
from desktop_app.report.style import POINTS
from tests.report.pdf_reading import document, paragraph, pdfium, set_in

OFFICIAL = style.load("official")
RIGHT = (OFFICIAL.page.width - OFFICIAL.page.right) * POINTS
ODD = {
    "a word of many lines": "กรุ๋งกริ๋ง" * 100,
    "a Latin word of many lines": "x" * 1_000,
    "pictographs, joined, flags, skins": "😀👨\u200d👩\u200d👧\u200d👦 🇹🇭🇱🇦 👍🏽 ❤\ufe0f " * 20,
    "Chinese": "漢字漢字，日本語。" * 60,
    "right to left": "مرحبا بالعالم שלום עולם " * 30,
    "marks by hundreds": "ก" + "้" * 300 + " e" + "\u0301" * 300,
    "marks alone": "้" * 500,
    "sara am alone": "ำ" * 500,
    "leading vowels alone": "เ" * 500,
    "controls": "ก\x00\x01\x07\x1b[31mข\x7f\x9f" * 50,
    "lone surrogates and no characters": "\ud800ก\udfff\ufffe\uffff\U0010ffff" * 50,
    "private use": "\ue000\uf8ff\U000f0000" * 80,
    "overrides of direction": "\u202eกลับ\u202c\u2067abc\u2069\u200f" * 50,
    "without width": "\u200b\u200c\u200d\ufeff\u2060\u00ad" * 100,
    "blanks of all kinds": " \u3000\u2003\u00a0\u202f\t" * 100,
    "brackets": "(" * 300 + ")" * 300,
    "scripts that need shaping": "हिन्दी ລາວ ខ្មែរ မြန်မာ ক্ষ " * 20,
}
LONG = {
    "words": "ชาวบ้านร่วมกันคัดแยกขยะที่ต้นทาง ",
    "one word": "กรุ๋งกริ๋ง",
    "a letter": "ก",
    "pictographs": "😀 ",
    "marks": "้",
    "sara am": "ำ",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", ["official", "large-print"])
def test_it_stands_within_the_margins_and_nothing_is_left_out(text: str, name: str) -> None:
    look = style.load(name)
    report = document(Title(text), Heading(text), paragraph(text), Numbered("1.", (Run(text, bold=True),)))
    pages = paginate(report, look)
    words = [words for page in pages for words in page.words]
    assert all(words.x + words.line.width <= RIGHT + 0.1 for words in words)
    assert "".join(piece.text for words in words for piece in words.line.pieces).count(text) >= 1
    assert pdfium(set_in(report, look))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_pages_of_it_take_time_no_faster_than_it_grows(text: str) -> None:
    def seconds(length: int) -> float:
        taken = []
        for number in range(3):
            long = f"{number}{text * (length // len(text))}"  # no page is remembered
            started = time.process_time()
            set_in(Document("", "", (paragraph(long),)), OFFICIAL)
            taken.append(time.process_time() - started)
        return median(taken)

    set_in(document(paragraph(text * 100)), OFFICIAL)
    assert seconds(24_000) < 24 * seconds(3_000) + 0.1  # 8 times as long; quadratic would be 64


def test_a_paragraph_of_100_000_characters_is_set() -> None:
    report = document(paragraph((LONG["words"] * 4_000)[:100_000]))
    assert len(paginate(report, OFFICIAL)) > 20
