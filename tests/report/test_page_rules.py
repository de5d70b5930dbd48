"""What holds on every page of whatever report: no line alone, no heading at the foot, numbers with their items, signatures with
text, lines within bounds. Reports at random, of invented sentences, in every style, justified and ragged. A report that fails is not made
smaller, which would take minutes: what is wrong on it is named."""

from itertools import groupby, pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.report import style
from desktop_app.report.document import (
    Block,
    Document,
    Heading,
    Labelled,
    Numbered,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from desktop_app.report.fonts import EM
from desktop_app.report.lines import WIDEST_BLANK, WIDEST_GAP, Line, places
from desktop_app.report.pages import Page, paginate
from desktop_app.report.rows import LABEL, Words
from desktop_app.report.style import POINTS, Style
from tests.report.pdf_reading import document

SENTENCES = (
    "ชาวบ้านร่วมกันคัดแยกขยะที่ต้นทาง",
    "ทุกกลุ่มนำเสนอผลงานกลุ่มละ 10 นาที โดยมีกรรมการ 3 ท่านให้คะแนน",
    "ผู้เข้าร่วมตอบแบบประเมิน 86 ชุด คิดเป็นร้อยละ 95.6",
    "เวลา 08.30-11.00 น. แบ่งกลุ่มย่อย",
    "ฝนตกหนักจนต้องย้ายไปจัดในศาลาแทน แต่ทุกคนก็ยังสนุกและตั้งใจฟังวิทยากรจนจบ",
    "ติดต่อ https://www.example.org/reports/2567/final?id=42 หรือ LINE",
    "กองทุนหลักประกันสุขภาพตำบล (กปท.) สนับสนุนค่าวัสดุ 15,000 บาท",
    "น้ำ",
    "ดร.เพียงฟ้า ผาทอง และคณะ",
    "“ใช้น้อย ใช้ซ้ำ นำกลับมาใช้ใหม่”",
    "กรุ๋งกริ๋งกรุ๊งกริ๊งกรุ๋งกริ๋งกรุ๊งกริ๊งกรุ๋งกริ๋งกรุ๊งกริ๊งกรุ๋งกริ๋งกรุ๊งกริ๊งกรุ๋งกริ๋งกรุ๊งกริ๊งกรุ๋งกริ๋งกรุ๊งกริ๊งกรุ๋งกริ๋ง",
)
RAGGED = "ragged"
STYLES = {name: style.load(name) for name in style.names()}
STYLES[RAGGED] = STYLES["official"]._replace(text=STYLES["official"].text._replace(justify=False))

texts = st.builds(
    lambda parts, between: between.join(parts),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14),
    st.sampled_from([" ", " ", ""]),
)
short = st.sampled_from(SENTENCES[:4])
paragraphs = st.builds(lambda text: Paragraph((Run(text),)), texts)
items = st.builds(
    lambda n, lead, text: Numbered(f"{n}.", (Run(f"{lead}: ", True), Run(text))), st.integers(1, 120), short, texts
)
bare_items = st.builds(lambda n, text: Numbered(f"{n}.", (Run(text),)), st.integers(1, 9), texts)
headings = st.builds(Heading, short)
tables = st.builds(
    lambda rows: Table("ผู้เข้าร่วม", ("กลุ่ม", "คน"), tuple((text, "9") for text in rows), (False, True)),
    st.lists(short, min_size=1, max_size=6),
)
labelled = st.builds(Labelled, st.sampled_from(["สถานที่จัดงาน", "ชุมชน"]), texts)


@st.composite
def reports(draw: st.DrawFn) -> Document:
    """Blocks in any order; a heading has something under it, and the signatures come last."""
    blocks: list[Block] = [Title(draw(texts))]
    for block in draw(
        st.lists(st.one_of(labelled, paragraphs, items, bare_items, headings, tables), min_size=1, max_size=30)
    ):
        blocks.append(block)
        if isinstance(block, Heading):
            blocks.append(draw(st.one_of(paragraphs, items, bare_items)))
    signed = draw(st.lists(st.builds(Signature, short, st.just("ผู้รายงาน")), max_size=3))
    return document(*blocks, *([Signatures(tuple(signed))] if signed else []))


def text_of(words: Words) -> str:
    return "".join(piece.text for piece in words.line.pieces)


def body(page: Page) -> list[Words]:
    """What stands between the page's number and its footer."""
    return [words for words in page.words if words.part]


def right_edge(words: Words) -> float:
    line = words.line
    last = max((at for at, piece in enumerate(line.pieces) if not piece.blank), default=None)
    return words.x + (0.0 if last is None else places(line)[last] + line.pieces[last].advance * line.size / EM)


def paragraph_lines(pages: list[Page], blocks: tuple[Block, ...]) -> list[list[tuple[int, Words]]]:
    """The lines of every paragraph and item, each with the number of its page."""
    found: dict[tuple[int, ...], list[tuple[int, Words]]] = {}
    for number, page in enumerate(pages):
        for words in body(page):
            block = blocks[words.part[0]]
            if isinstance(block, Paragraph) or (isinstance(block, Numbered) and words.part[1] != LABEL):
                found.setdefault(words.part, []).append((number, words))
    return list(found.values())


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=100, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_the_rules_of_a_page_hold(name: str, report: Document) -> None:
    look, blocks = STYLES[name], report.blocks
    pages = paginate(report, look)
    lines = paragraph_lines(pages, blocks)
    assert_no_line_stands_alone(lines)
    for page in pages:
        assert_nothing_hangs(page, blocks)
    assert_numbers_stand_by_their_items(pages, blocks)
    assert_signatures_have_text(pages, blocks)
    assert_lines_are_within_bounds(lines, look)


def assert_no_line_stands_alone(lines: list[list[tuple[int, Words]]]) -> None:
    """Widows and orphans of two lines; a paragraph of two or three is on one page."""
    for paragraph in lines:
        counts = [len(list(group)) for _, group in groupby(number for number, _ in paragraph)]
        assert len(counts) == 1 or min(counts) >= 2, [text_of(words) for _, words in paragraph]


def assert_nothing_hangs(page: Page, blocks: tuple[Block, ...]) -> None:
    """A page has something on it, and does not end with a heading or with the head of a table."""
    standing = body(page)
    assert standing
    lowest = min(standing, key=lambda words: words.y)
    last = blocks[lowest.part[0]]
    assert not isinstance(last, Heading), text_of(lowest)
    if isinstance(last, Table):
        row = {text_of(words).strip() for words in standing if words.part[0] == lowest.part[0]}
        assert "9" in row, "a caption or a header alone"


def assert_numbers_stand_by_their_items(pages: list[Page], blocks: tuple[Block, ...]) -> None:
    for page in pages:
        for words, after in pairwise([*page.words, None]):
            if words and words.part and isinstance(blocks[words.part[0]], Numbered) and words.part[1] == LABEL:
                assert after is not None
                assert (after.part[0], after.y, after.joined) == (words.part[0], words.y, True)


def assert_signatures_have_text(pages: list[Page], blocks: tuple[Block, ...]) -> None:
    """All who sign are on one page, with two lines of text over them where there are as many."""
    signing = [page for page in pages if any(isinstance(blocks[words.part[0]], Signatures) for words in body(page))]
    if not signing:
        return
    assert signing == pages[-1:]
    rows = {words.y for words in body(signing[0]) if not isinstance(blocks[words.part[0]], Signatures)}
    assert len(rows) >= 2


def assert_lines_are_within_bounds(lines: list[list[tuple[int, Words]]], look: Style) -> None:
    """The last line is natural; no other one is looser than the bounds, and a ragged style stretches none."""
    right = (look.page.width - look.page.right) * POINTS
    for paragraph in lines:
        for number, (_, words) in enumerate(paragraph):
            line = words.line
            assert right_edge(words) <= right + 0.1
            assert_gives_no_more_than_it_may(line, look)
            if number == len(paragraph) - 1 or not look.text.justify:
                assert max(line.blank, line.cluster) <= 0.0


def assert_gives_no_more_than_it_may(line: Line, look: Style) -> None:
    blank = look.spacing.blank_stretch / 100
    assert line.cluster <= WIDEST_GAP * line.size + 1e-6
    assert line.blank <= max(WIDEST_BLANK, blank) * line.size + 1e-6
